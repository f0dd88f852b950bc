"""After an upgrade the first release's own code still works on the new schema, and its acts reach the history."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests import databases

from . import stored

ACTS = """
import datetime as dt, json
from django.test import Client
from supervision.people import Post
from supervision.regions import Region
from supervision.services.patrol import record_patrol
from supervision.subjects import Industry, Kind, register_subject
from supervision.records.life import accept
from supervision.vocabulary.checklist import checklist_for
from supervision.vocabulary.patrol import Answer, Conclusion, RecordsKept

post = lambda name: Post.objects.with_place().get(user__username=name)
day = dt.date(2021, 12, 15)
subject = register_subject(by=post("dongtuan"), name="退回后登记的合作社", region=Region.objects.get(pk="361104290"),
                           kind=Kind.COOPERATIVE, industry=Industry.PLANTING, registered_on=day, phone="13800000000")
accept(subject, by=post("guangxin"))
answers = {item.code: Answer.OK for item in checklist_for(subject.industry, day).items}
patrol = record_patrol(by=post("dongtuan"), subject=subject, submit=True, held_on=day, answers=answers,
                       conclusion=Conclusion.PASS, records_kept=RecordsKept.COMPLETE)
client = Client(SERVER_NAME="localhost")
client.force_login(post("shiju").user, backend="django.contrib.auth.backends.ModelBackend")
said = lambda row: [e.pgh_context.metadata["verb"] for e in row.events.select_related("pgh_context").order_by("pgh_id")]
print("TOLD", json.dumps({"subject": said(subject), "patrol": said(patrol), "home": client.get("/").status_code}))
"""


def landed_tree(folder):
    """The first release's code, from this repository's own history."""
    done = None
    if shutil.which("git"):
        done = subprocess.run(["git", "archive", stored.LANDED], cwd=databases.ROOT, capture_output=True)
    if done is None or done.returncode:
        missing = f"没有 git，或仓库的历史里没有提交 {stored.LANDED}（浅克隆不行）"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    subprocess.run(["tar", "-x"], cwd=folder, input=done.stdout, check=True)


def test_the_first_release_writes_on_the_upgraded_schema(upgraded, tmp_path):
    landed_tree(tmp_path)
    environment = {
        **os.environ,
        **stored.KEYS,
        "DATABASE_URL": databases.url_of(upgraded),
        "MEDIA_ROOT": str(tmp_path / "media"),
        "DATABASE_OWNER_URL": databases.url_of(upgraded, owner=True),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", ACTS],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("TOLD ")]
    told = json.loads(line.removeprefix("TOLD "))
    assert told["subject"][0] == "登记监管对象" and len(told["subject"]) > 1
    assert told["patrol"][0] == "提交巡查记录"
    assert told["home"] == 200

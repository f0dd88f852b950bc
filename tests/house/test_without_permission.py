"""Who may only look changes nothing: every address that writes answers 403 to the auditor and the social supervisor."""

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

pytestmark = pytest.mark.doors

# One's own session, password, second factor, post and way of looking at a list: everybody's.
PERSONAL = {
    "login",
    "logout",
    "year",
    "switch-post",
    "password_change",
    "supervision:notices-read",
    "supervision:unsent-drop",
    "devices-end",
    "second",
    "second-codes",
    "login-code",
    "supervision:list-layout",
    "supervision:list-saved",
    "supervision:subjects-paste",
}
REPORTING = {"social": {"emergency:incidents-new"}}
# Workbooks of no register, noted as well when they are taken out.
TAKEN_OUT = {"assessment:workbook", "assessment:line-export"}
WRITING = ("INSERT", "UPDATE", "DELETE")


def tables():
    return {model._meta.db_table for model in apps.get_models() if model._meta.app_label not in ("sessions", "axes")}


@pytest.mark.parametrize("name", ["auditor", "social"])
def test_who_may_only_look_is_refused(scene, cast, name):
    member, wrong = getattr(cast, name), {}
    member.get("/")  # the log-in is noted now, and not in what is taken back below
    for target in scene.targets():
        if target.name in PERSONAL | REPORTING.get(name, set()):
            continue
        with transaction.atomic():
            status = member.client.post(target.url, {"why": "试试", "submit": "1"}).status_code
            transaction.set_rollback(True)
        if status not in (403, 404, 405):
            wrong[target.url] = status
    assert wrong == {}


@pytest.mark.parametrize("name", ["auditor", "producer", "lab_tester", "assistant"])
def test_looking_writes_nothing(scene, cast, name):
    """A GET changes no row: links are followed by browsers, mail scanners and impatient people."""
    member, wrong = getattr(cast, name), {}
    member.get("/")
    for target in scene.targets():
        if target.name in ("certificate-public", "readyz", "login") or not target.is_page:
            continue  # readings of certificates are counted, by design
        if target.name in TAKEN_OUT or (target.name.endswith("-export") and target.address.register):
            continue  # so is what is taken out of a register
        with CaptureQueriesContext(connection) as seen:
            answer = member.get(target.url)
            if answer.streaming:
                b"".join(answer.streaming_content)
        written = [
            query["sql"][:90]
            for query in seen
            if query["sql"].startswith(WRITING) and any(f'"{table}"' in query["sql"] for table in tables())
        ]
        if written:
            wrong[target.url] = written
    assert wrong == {}

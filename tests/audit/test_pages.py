"""The audit pages: read and exported by the auditor of the city or of a county, by nobody else, and never written."""

import io

import pytest
from openpyxl import load_workbook

from supervision.ground import history
from supervision.ground.audit import Exported
from supervision.ground.people import Post
from tests import make, registers
from tests.cast import GUANGXIN, XINZHOU

KEYS = ("acts", "signins", "tries", "exports", "imports", "reveals", "appointments")
OF = {
    "acts": "supervision.act",
    "signins": "supervision.signin",
    "tries": "supervision.accountact",
    "exports": "supervision.exported",
    "imports": "supervision.importbatch",
    "reveals": "supervision.reveal",
    "appointments": "supervision.appointment",
}


def url(key, pk=""):
    return f"/audit/audit-{key}/{f'{pk}/' if pk else ''}"


def seen(member, key, **asked):
    return {row["id"] for row in member.get(url(key), asked).context["rows"]}


@pytest.mark.parametrize("key", KEYS)
def test_the_auditor_reads_and_exports_each(cast, key):
    row = registers.make(OF[key])
    assert row.pk in seen(cast.auditor, key)
    assert cast.auditor.get(url(key, row.pk)).status_code == 200
    book = cast.auditor.get(f"{url(key)}export/")
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content)), read_only=True).worksheets[0]
    assert sum(1 for _ in sheet.iter_rows(values_only=True)) > 1
    assert Exported.objects.filter(register=f"audit-{key}", user=cast.auditor.user).exists()
    assert f'href="{url(key)}"' in cast.auditor.get("/").content.decode()


@pytest.mark.parametrize("key", sorted({*KEYS} - {"imports"}))
def test_nobody_else_reads_them(cast, key):
    row = registers.make(OF[key])
    for who in ("city", "guangxin", "guangxin_admin", "township", "producer", "social", "second"):
        member = getattr(cast, who)
        assert member.get(url(key)).status_code == 403
        assert member.get(url(key, row.pk)).status_code == 403
        assert f'href="{url(key)}"' not in member.get("/").content.decode()


@pytest.mark.parametrize("key", KEYS)
def test_the_auditor_of_another_county_finds_nothing(cast, key):
    row = registers.make(OF[key])
    home = make.post("guangxin").organisation
    theirs = make.post("xinzhou").organisation
    with history.acting(None, "测试"):
        Post.objects.filter(user=cast.auditor.user).update(organisation=theirs)
    assert row.pk not in seen(cast.auditor, key) and cast.auditor.get(url(key, row.pk)).status_code == 404
    with history.acting(None, "测试"):
        Post.objects.filter(user=cast.auditor.user).update(organisation=home)
    assert row.pk in seen(cast.auditor, key)


@pytest.mark.parametrize("key", sorted({*KEYS} - {"signins"}))
def test_narrowed_by_place_and_day(cast, key):
    row = registers.make(OF[key])
    assert row.pk in seen(cast.auditor, key, region=GUANGXIN)
    assert row.pk not in seen(cast.auditor, key, region=XINZHOU)
    assert row.pk not in seen(cast.auditor, key, until="2021-01-01")
    assert row.pk in seen(cast.auditor, key, since="2021-01-01")


def test_narrowed_by_person_and_register(cast):
    row = registers.make("supervision.reveal")
    assert row.pk in seen(cast.auditor, "reveals", q="董团", register="subjects", purpose="contact")
    assert row.pk not in seen(cast.auditor, "reveals", register="samples")
    assert row.pk not in seen(cast.auditor, "reveals", q="没有这个人")

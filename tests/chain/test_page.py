"""The auditor writes the heads down, on a page or on paper; who has nothing to do with them has no such page."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from shangrao_nongan.chain import services, tasks
from shangrao_nongan.chain.models import Digest

PAGE = reverse("chain:heads")


@pytest.fixture
def night(db, monkeypatch):
    monkeypatch.setattr(services, "still_writing", lambda until: False)
    return services.seal(until=timezone.now(), day=dt.date(2026, 1, 1))


def test_the_auditor_reads_the_heads_of_the_nights_and_of_the_tables(cast, night):
    said = cast.auditor.get(PAGE).content.decode()
    assert night.head in said and "data-na-print" in said
    link = Digest.objects.links().first()
    said = cast.auditor.get(PAGE, {"day": night.day.isoformat()}).content.decode()
    assert link.source in said and link.head in said
    assert PAGE in cast.auditor.get("/").content.decode()


def test_without_a_night_it_says_so(cast):
    assert "还没有链头" in cast.auditor.get(PAGE).content.decode()
    assert cast.auditor.get(PAGE, {"day": "2021-01-01"}).status_code == 404
    assert cast.auditor.get(PAGE, {"day": "昨天", "before": "0"}).status_code == 200


@pytest.mark.parametrize("name", ["guangxin", "xinzhou", "township", "social", "producer", "lab_tester"])
def test_nobody_else_does(cast, night, name):
    assert getattr(cast, name).get(PAGE).status_code == 403
    assert PAGE not in getattr(cast, name).get("/").content.decode()


def test_the_head_stands_in_the_log(db, monkeypatch):
    said = []
    monkeypatch.setattr(services, "still_writing", lambda until: False)
    monkeypatch.setattr(services.log, "info", lambda event, **more: said.append((event, more)), raising=False)
    monkeypatch.setattr(services, "midnight", timezone.now)
    told = tasks.seal()
    assert told and said[0][0] == "chain_head" and said[0][1]["head"] == told
    assert tasks.seal() == "", "a second time there is nothing to do"

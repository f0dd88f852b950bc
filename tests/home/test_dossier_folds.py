"""A dossier is read from its headings: empty parts are folded, the course of things comes twenty at a time."""

import datetime as dt

import pytest

from supervision.ground import facts
from supervision.ground.people import system_post
from supervision.ground.regions import Region
from tests import make


@pytest.fixture
def subject(cast):
    return make.subject()


def page(cast, subject, query=""):
    return cast.guangxin.get(f"/subjects/{subject.pk}/dossier/{query}")


def test_parts_without_anything_are_folded(cast, subject):
    answer = page(cast, subject)
    assert all(not panel["opened"] for panel in answer.context["panels"])
    assert answer.content.decode().count('<details class="na-card na-fold">') == len(answer.context["panels"]) >= 6


def test_the_course_comes_twenty_at_a_time(cast, subject):
    by = system_post()
    for n, source in enumerate(Region.objects.order_by("code")[:23]):  # any rows: each tells one
        day = dt.date(2021, 11, 1) + dt.timedelta(days=n)
        told = {"source": source, "subject": subject, "region": subject.region, "by": by, "summary": f"第{n}件"}
        facts.record("monitoring.rapid", on=day, **told)
    first, second = page(cast, subject), page(cast, subject, "?page=2")
    assert [len(answer.context["page"].object_list) for answer in (first, second)] == [20, 3]
    assert "第22件" in first.content.decode()
    assert "第0件" in second.content.decode()
    assert page(cast, subject, "?page=99999999999999999999").status_code == 200
    assert cast.xinzhou.get(f"/subjects/{subject.pk}/dossier/").status_code == 404

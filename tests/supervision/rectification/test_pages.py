"""The steps of a rectification on their pages."""

import pytest

from supervision.models import Rectification
from tests.supervision.patrol.maker import rectify


@pytest.fixture
def order(cast):
    return Rectification.objects.get(patrol=rectify(accepted=True))


def url(order, step=""):
    return f"/supervision/rectifications/{order.pk}/" + (f"step/{step}/" if step else "")


def test_the_township_reports_and_the_county_closes(order, cast):
    assert "报告整改完成" in cast.township.get(url(order)).content.decode()
    given = {"version": order.version, "fixed_on": "2021-11-10", "report": "已补记"}
    assert cast.township.get(url(order, "fix")).status_code == 200
    assert cast.township.post_to(url(order, "fix"), given).status_code == 302
    order.refresh_from_db()
    given = {"version": order.version, "closed_on": "2021-11-12", "outcome": "passed", "recheck": "属实"}
    assert cast.guangxin.post_to(url(order, "recheck"), given).status_code == 302
    order.refresh_from_db()
    assert order.stage == "closed"
    assert "当前没有您可以办理的事项" in cast.guangxin.get(url(order)).content.decode()


def test_a_stale_page_loses_nothing(order, cast):
    given = {"version": order.version - 1, "fixed_on": "2021-11-10", "report": "已补记用药"}
    answer = cast.township.post_to(url(order, "fix"), given)
    assert answer.status_code == 422
    assert "已被他人修改" in answer.content.decode()
    assert "已补记用药" in answer.content.decode()


def test_the_neighbour_finds_no_step(order, cast):
    assert cast.xinzhou.get(url(order, "recheck")).status_code == 404
    assert cast.neighbour_township.post_to(url(order, "fix"), {}).status_code == 404


def test_an_auditor_does_nothing(order, cast):
    assert cast.auditor.get(url(order)).status_code == 200
    assert cast.auditor.get(url(order, "fix")).status_code == 403


def test_the_overdue_are_found(order, cast):
    page = cast.guangxin.get("/supervision/rectifications/", {"overdue": "1"}).content.decode()
    assert order.number in page
    assert order.number not in cast.guangxin.get("/supervision/rectifications/?stage=closed").content.decode()

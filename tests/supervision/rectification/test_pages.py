"""The steps of a rectification on their pages."""

import datetime as dt

import pytest

from supervision.models import Rectification
from supervision.patrols.services.rectification import report_fixed
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
    given = {"version": order.version, "closed_on": "2021-11-12", "recheck": "属实"}
    answer = cast.guangxin.post_to(url(order, "pass"), given, follow=True)
    assert f"{order} 复查通过，已销号。" in answer.content.decode()
    order.refresh_from_db()
    assert order.stage == "closed"
    steps = {"fix", "pass", "fail"}
    assert not steps & {action["name"] for action in answer.context["actions"]}


def test_a_failed_recheck_asks_for_no_closing_day(order, cast):
    report_fixed(order, by=cast.township.post, fixed_on=dt.date(2021, 11, 10), report="已补记")
    page = cast.guangxin.get(url(order, "fail"))
    assert "closed_on" not in page.context["form"].fields
    given = {"version": order.version, "recheck": "仍缺间隔期"}
    assert cast.guangxin.post_to(url(order, "fail"), given | {"recheck": ""}).status_code == 422
    assert cast.guangxin.post_to(url(order, "fail"), given).status_code == 302
    order.refresh_from_db()
    assert (order.stage, order.closed_on, order.failures) == ("open", None, 1)


def test_a_stale_page_loses_nothing(order, cast):
    given = {"version": order.version - 1, "fixed_on": "2021-11-10", "report": "已补记用药"}
    answer = cast.township.post_to(url(order, "fix"), given)
    assert answer.status_code == 422
    assert "已被他人修改" in answer.content.decode()
    assert "已补记用药" in answer.content.decode()


def test_the_neighbour_finds_no_step(order, cast):
    assert cast.xinzhou.get(url(order, "pass")).status_code == 404
    assert cast.neighbour_township.post_to(url(order, "fix"), {}).status_code == 404


def test_an_auditor_does_nothing(order, cast):
    assert cast.auditor.get(url(order)).status_code == 200
    assert cast.auditor.get(url(order, "fix")).status_code == 403


def test_the_overdue_are_found(order, cast):
    page = cast.guangxin.get("/supervision/rectifications/", {"overdue": "1"}).content.decode()
    assert order.number in page
    assert order.number not in cast.guangxin.get("/supervision/rectifications/?stage=closed").content.decode()

"""The server has saved and its answer is lost: the next try is the same deed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def cut(route):
    if route.request.method == "POST":
        route.fetch()
        route.abort()
    else:
        route.continue_()


def test_the_retry_makes_no_second_record(visit, cast, complaints):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.route("**/patrols/new/**", cut)
    sending.save(page)
    expect(page.get_by_text(sending.LOST)).to_be_visible()
    assert Patrol.objects.count() == 1
    sending.expect_filled(page)
    page.unroute("**/patrols/new/**")
    page.get_by_role("button", name="再试一次").click()
    sending.expect_saved_once(page)
    sending.forgive(complaints, "ERR_FAILED")


def test_a_server_that_is_being_restarted_is_told_as_such(visit, cast, complaints):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.route("**/patrols/new/**", lambda route: route.fulfill(status=502, body="<h1>502 Bad Gateway</h1>"))
    sending.save(page)
    expect(page.get_by_text("服务器正在维护或重新启动。填写的内容已存在本机。")).to_be_visible()
    page.unroute("**/patrols/new/**")
    page.get_by_role("button", name="再试一次").click()
    sending.expect_saved_once(page)
    sending.forgive(complaints, "status of 502")

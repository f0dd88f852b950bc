"""A log-out asks what shall become of what waits; whoever stays away long is not asked and loses nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


@pytest.fixture
def leaving(visit, cast) -> Page:
    """Half a patrol is on the device, and the person presses 退出登录."""
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.goto("/me")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="退出前，还有没提交的内容")).to_be_visible()
    return page


def test_it_can_stay_on_the_device(leaving, cast):
    leaving.get_by_role("button", name="留在本机，退出登录").click()
    expect(leaving.get_by_role("button", name="登录", exact=True)).to_be_visible()
    assert len(leaving.evaluate(sending.KEPT)[0]) == 1
    sending.log_in_here(leaving, cast.township)
    leaving.goto("/supervision/unsent/")
    leaving.get_by_role("link", name="打开").click()
    sending.expect_filled(leaving)


def test_it_can_be_thrown_away(leaving):
    leaving.get_by_role("button", name="全部丢弃，退出登录").click()
    expect(leaving.get_by_role("button", name="登录", exact=True)).to_be_visible()
    assert leaving.evaluate(sending.KEPT) == [[], []]
    assert not Patrol.objects.exists()


def test_nothing_is_asked_when_nothing_waits(visit, cast):
    page: Page = visit(cast.township)
    page.goto("/me")
    page.get_by_role("main").get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("button", name="登录", exact=True)).to_be_visible()

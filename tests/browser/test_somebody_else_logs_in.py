"""In another tab somebody else logs in: the open form is not saved in that person's name."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_it_is_refused_and_kept_for_the_one_who_typed(visit, cast, complaints):
    page: Page = visit(cast.township)
    address = sending.new_patrol(page)
    sending.fill_in(page)
    sending.end_session(page)
    other = page.context.new_page()
    other.goto("/login")
    sending.log_in_here(other, cast.guangxin)
    sending.save(page)
    expect(page.get_by_text("没有保存：这张表是另一位用户登录时打开的")).to_be_visible()
    sending.expect_filled(page)
    assert not Patrol.objects.exists()

    other.goto(address)
    expect(other.get_by_text("没有提交的内容")).to_have_count(0)
    sending.end_session(page)
    other.goto("/login")
    sending.log_in_here(other, cast.township)
    other.goto("/supervision/unsent/")
    other.get_by_role("link", name="打开").click()
    sending.expect_filled(other)
    sending.save(other)
    sending.expect_saved_once(other)
    sending.forgive(complaints, "status of 403", "status of 409")

"""Back to a page that was saved: it says so, and cannot be saved a second time."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_back_shows_that_it_was_saved(visit, cast):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    sending.save(page)
    sending.expect_saved_once(page)
    page.go_back()
    expect(page.get_by_text("这张表已保存过，不会再存一份。")).to_be_visible()
    expect(page.get_by_role("button", name="保存草稿")).to_have_count(0)
    expect(page.get_by_label("指导意见")).to_be_hidden()
    page.get_by_role("link", name="查看").click()
    sending.expect_saved_once(page)


def test_another_one_is_a_new_deed(visit, cast):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    first = page.locator("[name=client_key]").input_value()
    sending.fill_in(page)
    sending.save(page)
    sending.expect_saved_once(page)
    page.go_back()
    page.get_by_role("link", name="再填一份").click()
    expect(page.get_by_label("指导意见")).to_be_visible()
    expect(page.get_by_label("指导意见")).to_have_value("")
    assert page.locator("[name=client_key]").input_value() not in ("", first)
    assert Patrol.objects.count() == 1


def test_back_to_what_was_not_saved_is_the_same_deed(visit, cast):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    first = page.locator("[name=client_key]").input_value()
    sending.fill_in(page)
    page.goto("/supervision/unsent/")
    page.go_back()
    sending.expect_filled(page)
    assert page.locator("[name=client_key]").input_value() == first
    sending.save(page)
    sending.expect_saved_once(page)

"""The session ended while somebody typed: after the log-in the form is there, filled in, files too."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_after_the_log_in_the_form_comes_back_filled(visit, cast, complaints):
    page: Page = visit(cast.township, phone=True)
    sending.new_patrol(page)
    sending.fill_in(page)
    sending.end_session(page)
    sending.save(page)
    expect(page.get_by_text("登录已过期，没有提交")).to_be_visible()
    page.get_by_role("link", name="去登录").click()
    sending.log_in_here(page, cast.township)
    sending.expect_filled(page)
    assert not Patrol.objects.exists()
    sending.save(page)
    sending.expect_saved_once(page)
    sending.forgive(complaints, "status of 401")


def test_a_page_of_an_earlier_log_in_is_sent_all_the_same(visit, cast, complaints):
    page: Page = visit(cast.township)
    sending.new_patrol(page)
    sending.fill_in(page)
    sending.end_session(page)
    other = page.context.new_page()
    other.goto("/login")
    sending.log_in_here(other, cast.township)
    sending.save(page)
    sending.expect_saved_once(page)
    sending.forgive(complaints, "status of 403")

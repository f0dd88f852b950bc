"""Without any script: the session ended, and the words still reach the register after the log-in."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_what_was_posted_too_late_is_sent_after_the_log_in(visit, cast):
    page: Page = visit(cast.township, java_script_enabled=False)
    sending.new_patrol(page)
    page.get_by_label("指导意见").fill(sending.WORDS)
    sending.end_session(page)
    sending.save(page)
    expect(page.get_by_text("刚才填写的内容已暂存")).to_be_visible()
    sending.log_in_here(page, cast.township)
    expect(page.get_by_role("heading", name="登录过期时暂存的表")).to_be_visible()
    page.get_by_role("button", name="打开核对").click()
    expect(page.get_by_label("指导意见")).to_have_value(sending.WORDS)
    sending.save(page)
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    assert Patrol.objects.get().guidance == sending.WORDS
    page.goto("/supervision/unsent/")
    expect(page.get_by_role("heading", name="登录过期时暂存的表")).to_have_count(0)

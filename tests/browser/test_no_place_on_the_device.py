"""Where nothing can be kept sealed (no https), the page says so, asks before it is left, and sends all the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from . import sending

pytestmark = pytest.mark.browser
OPEN_LINE = "Object.defineProperty(window, 'isSecureContext', { value: false })"
ASKS = """() => { const asked = new Event("beforeunload", { cancelable: true });
                  dispatchEvent(asked); return asked.defaultPrevented; }"""


def test_it_is_said_and_nothing_is_left_in_the_clear(visit, cast):
    page: Page = visit(cast.township)
    page.add_init_script(OPEN_LINE)
    sending.new_patrol(page)
    page.get_by_label("指导意见").fill(sending.WORDS)
    expect(page.get_by_text("没有提交的内容不能存在本机；离开本页前请先提交。")).to_be_visible()
    assert page.evaluate(ASKS)
    assert page.evaluate(sending.KEPT) == [[], []]
    assert sending.WORDS not in page.evaluate("() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }])")
    sending.save(page)
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()

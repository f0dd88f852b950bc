"""Without a mouse: log in, find the patrol, return it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.supervision.patrol.maker import patrol

from .conftest import log_in

pytestmark = pytest.mark.browser
MOST_STEPS = 60


def tab_to(page: Page, name: str, role: str = "link") -> None:
    """Press Tab until the thing of this name has the focus, and the focus can be seen."""
    wanted = page.get_by_role(role, name=name, exact=True)
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.first.evaluate("one => one === document.activeElement"):
            ring = wanted.first.evaluate("one => getComputedStyle(one).outlineStyle + getComputedStyle(one).boxShadow")
            assert ring != "nonenone", f"“{name}”有焦点却看不出来"
            return
    raise AssertionError(f"按了 {MOST_STEPS} 次 Tab 也没有到“{name}”")


def test_from_the_login_to_a_returned_patrol(visit, cast):
    made = patrol()
    page = visit()
    page.goto("/supervision/patrols/")
    page.keyboard.type(cast.guangxin.name)  # the cursor is there already
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="巡查记录", exact=True)).to_be_visible()

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    tab_to(page, made.subject.name)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()

    tab_to(page, "退回", "button")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("请补充照片")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("note")).to_contain_text("请补充照片")


def test_a_menu_opens_and_escape_gives_the_focus_back(visit, cast):
    page = visit()
    log_in(page, cast.guangxin)
    opener = page.get_by_label("主导航").locator("summary").first
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("主导航").get_by_role("link", name="巡查记录")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("主导航").get_by_role("link", name="巡查记录")).to_be_hidden()
    expect(opener).to_be_focused()

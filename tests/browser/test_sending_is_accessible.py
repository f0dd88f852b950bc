"""What a form says of itself is read out and reached by the keyboard; axe finds no serious fault in any state."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from . import sending
from .conftest import fits_the_screen

pytestmark = pytest.mark.browser


def faults(page: Page) -> list[str]:
    found = Axe().run(page).response
    assert found["passes"]
    return [fault["id"] for fault in found["violations"] if fault["impact"] in ("serious", "critical")]


def test_every_state_of_sending_on_the_phone(visit, cast, complaints):
    page: Page = visit(cast.township, phone=True)
    address = sending.new_patrol(page)
    sending.fill_in(page)
    page.context.set_offline(True)
    sending.save(page)
    expect(page.get_by_role("status").filter(has_text="没有网络")).to_be_visible()
    assert fits_the_screen(page)
    page.context.set_offline(False)
    sending.expect_saved_once(page)
    sending.forgive(complaints, "ERR_INTERNET_DISCONNECTED")

    page.go_back()
    expect(page.get_by_role("status").filter(has_text="这张表已保存过")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="再填一份").click()
    page.get_by_label("指导意见").fill(sending.WORDS)
    sending.wait_until_kept(page)
    page.close()
    page = page.context.new_page()
    page.goto(address)
    expect(page.get_by_role("status").filter(has_text="上次没有提交的内容")).to_be_visible()
    assert faults(page) == []
    page.goto("/me/")
    page.get_by_role("main").get_by_role("button", name="退出登录").press("Enter")
    expect(page.get_by_role("link", name="打开")).to_be_visible()
    expect(page.get_by_text("新增巡查记录：董团一号合作社")).to_be_visible()
    assert fits_the_screen(page)
    assert faults(page) == []
    page.get_by_role("link", name="打开").press("Enter")
    expect(page.get_by_label("指导意见")).to_have_value(sending.WORDS)

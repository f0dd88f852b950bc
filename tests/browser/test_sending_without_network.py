"""Without a network nothing is lost: it is said, kept, and sent when the network is back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_it_is_sent_by_itself_when_the_network_is_back(visit, cast, complaints):
    page: Page = visit(cast.township, phone=True)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.context.set_offline(True)
    sending.save(page)
    expect(page.get_by_text("没有网络。填写的内容已存在本机。网络恢复后自动再试。")).to_be_visible()
    sending.expect_filled(page)
    assert not Patrol.objects.exists()
    page.context.set_offline(False)
    sending.expect_saved_once(page)
    sending.forgive(complaints, "ERR_INTERNET_DISCONNECTED")


def test_what_was_changed_meanwhile_is_not_sent_unasked(visit, cast, complaints):
    page: Page = visit(cast.township, phone=True)
    sending.new_patrol(page)
    sending.fill_in(page)
    page.context.set_offline(True)
    sending.save(page)
    expect(page.get_by_role("button", name="再试一次")).to_be_visible()
    page.get_by_label("指导意见").press_sequentially("。")
    expect(page.get_by_text("内容改动过，不会自动再交")).to_be_visible()
    page.context.set_offline(False)
    sending.wait_until_kept(page)
    assert not Patrol.objects.exists()
    sending.forgive(complaints, "ERR_INTERNET_DISCONNECTED")

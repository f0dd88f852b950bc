"""A paper whose content is saved already waits no longer once that is opened; one without a form can be read."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.services.patrol import LIFE
from tests import make
from tests.supervision.patrol.maker import patrol

from . import sending

pytestmark = pytest.mark.browser


def test_the_same_from_another_page_is_opened_where_it_is_saved(visit, cast):
    page: Page = visit(cast.township)
    address = sending.new_patrol(page)
    for _ in range(2):
        page.get_by_label("指导意见").fill(sending.WORDS)
        sending.wait_until_kept(page)
        sending.save(page)
        if not _:
            expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
            page.goto(address)
    expect(page.get_by_text("刚刚已保存过", exact=True)).to_be_visible()
    assert len(page.evaluate(sending.KEPT)[0]) == 1
    page.get_by_role("link", name="打开已保存的").click()
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    assert page.evaluate(sending.KEPT) == [[], []]


def test_a_reason_for_what_was_done_meanwhile_is_shown(visit, cast):
    made = patrol(subject=make.subject("董团一号合作社"))
    page: Page = visit(cast.guangxin)
    page.goto(f"/supervision/patrols/{made.pk}/")
    page.get_by_role("button", name="退回", exact=True).click()
    page.get_by_role("textbox", name="原因").fill(sending.WORDS)
    sending.wait_until_kept(page)
    LIFE.return_(made, by=cast.guangxin.post, why="照片不清")
    page.goto("/supervision/unsent/")
    page.get_by_role("link", name="打开").click()
    expect(page.get_by_text(f"当时填写：{sending.WORDS}")).to_be_visible()
    page.get_by_role("button", name="丢弃").click()
    expect(page.get_by_text(sending.WORDS)).to_have_count(0)
    assert page.evaluate(sending.KEPT) == [[], []]

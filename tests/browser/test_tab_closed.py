"""A tab that was closed half-way: what was typed is offered to the same person, and to nobody else."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol

from . import sending

pytestmark = pytest.mark.browser


def test_it_is_offered_when_the_form_is_opened_again(visit, cast):
    page: Page = visit(cast.township, phone=True)
    address = sending.new_patrol(page)
    sending.fill_in(page)
    page.close()
    again = page.context.new_page()
    again.goto(address)
    expect(again.get_by_text("上次没有提交的内容")).to_be_visible()
    expect(again.get_by_label("指导意见")).to_have_value("")
    again.get_by_role("button", name="恢复").click()
    sending.expect_filled(again)
    sending.save(again)
    sending.expect_saved_once(again)
    again.goto(address)
    expect(again.get_by_label("指导意见")).to_have_value("")
    expect(again.get_by_text("上次没有提交的内容")).to_have_count(0)


def test_a_refused_form_is_kept_with_its_key_too(visit, cast):
    page: Page = visit(cast.township)
    address = sending.new_patrol(page)
    key = page.locator("[name=client_key]").input_value()
    sending.fill_in(page)
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("处需要修改")
    sending.expect_filled(page)
    page.reload()
    sending.expect_filled(page)
    assert page.locator("[name=client_key]").input_value() == key
    page.close()
    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("button", name="恢复").click()
    sending.expect_filled(again)
    sending.save(again)
    sending.expect_saved_once(again)


def test_another_person_on_the_device_sees_nothing(visit, cast):
    page: Page = visit(cast.township)
    address = sending.new_patrol(page)
    sending.fill_in(page)
    page.close()
    other = page.context.new_page()
    sending.end_session(page)
    other.goto(address)
    sending.log_in_here(other, cast.guangxin)
    expect(other.get_by_text("没有提交的内容")).to_have_count(0)
    other.goto("/supervision/unsent/")
    expect(other.get_by_text("这台设备上没有未提交的内容")).to_be_visible()
    papers, files = other.evaluate(sending.KEPT)
    assert (len(papers), len(files)) == (1, 1)
    shown = other.evaluate(sending.IN_THE_CLEAR)
    assert sending.WORDS not in shown
    assert "patrols" not in shown


def test_it_can_be_thrown_away(visit, cast):
    page: Page = visit(cast.township)
    address = sending.new_patrol(page)
    sending.fill_in(page)
    page.goto("/supervision/unsent/")
    expect(page.get_by_text("有 1 份没有提交")).to_be_visible()
    page.get_by_role("button", name="丢弃：").click()
    page.get_by_role("button", name="确定丢弃").click()
    expect(page.get_by_text("这台设备上没有未提交的内容")).to_be_visible()
    page.goto(address)
    expect(page.get_by_text("没有提交的内容")).to_have_count(0)
    assert not Patrol.objects.exists()

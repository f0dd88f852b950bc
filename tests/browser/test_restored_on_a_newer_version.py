"""A correction that was left half-way is laid onto the record as it is now: what somebody else wrote stays."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.services.patrol import LIFE
from tests import make
from tests.supervision.patrol.maker import patrol

from . import sending

pytestmark = pytest.mark.browser


def test_only_one_s_own_changes_come_back(visit, cast):
    visit_made = patrol(subject=make.subject("董团一号合作社"), submit=False, guidance="旧的意见", note="旧的备注")
    page: Page = visit(cast.township)
    address = f"/supervision/patrols/{visit_made.pk}/edit/"
    page.goto(address)
    page.get_by_label("指导意见").fill(sending.WORDS)
    sending.wait_until_kept(page)
    page.close()
    LIFE.edit(visit_made, by=cast.township.post, version=visit_made.version, note="别人的备注")

    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("button", name="恢复").click()
    expect(again.get_by_text("这条记录在您填写之后有人改过：只填回了您改动的 1 处")).to_be_visible()
    expect(again.get_by_label("指导意见")).to_have_value(sending.WORDS)
    expect(again.locator("[name=note]")).to_have_value("别人的备注")
    sending.save(again)
    expect(again.get_by_role("heading", name="办理经过")).to_be_visible()
    visit_made.refresh_from_db()
    assert (visit_made.guidance, visit_made.note) == (sending.WORDS, "别人的备注")


def test_of_what_both_changed_both_are_shown(visit, cast):
    """The same field: one's own words come back, and both are shown before anything is saved."""
    visit_made = patrol(subject=make.subject("董团二号合作社"), submit=False, guidance="旧的意见")
    page: Page = visit(cast.township)
    address = f"/supervision/patrols/{visit_made.pk}/edit/"
    page.goto(address)
    page.get_by_label("指导意见").fill(sending.WORDS)
    sending.wait_until_kept(page)
    page.close()
    LIFE.edit(visit_made, by=cast.township.post, version=visit_made.version, guidance="别人的意见")

    again = page.context.new_page()
    again.goto(address)
    again.get_by_role("button", name="恢复").click()
    expect(again.get_by_label("指导意见")).to_have_value(sending.WORDS)
    sending.save(again)
    expect(again.get_by_role("alert")).to_contain_text("别人的意见")
    expect(again.get_by_label("指导意见")).to_have_value(sending.WORDS)
    visit_made.refresh_from_db()
    assert visit_made.guidance == "别人的意见"

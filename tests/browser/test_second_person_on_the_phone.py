"""The county's officer enters a visit; he cannot take it over himself; the 复核人 does, on a phone, from the to-dos."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.supervision.patrol.maker import patrol

pytestmark = pytest.mark.browser


def picture(page: Page, name: str) -> None:
    """For who wants to look: PICTURES names a folder."""
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=str(Path(folder) / f"{name}.png"), full_page=True)


@pytest.fixture
def visit_of_the_county(cast) -> Patrol:
    return patrol(by=cast.guangxin.post, subject=make.subject("董团蔬菜合作社"))


def test_entered_by_one_taken_over_by_another(visit, cast, visit_of_the_county):
    address = f"/supervision/patrols/{visit_of_the_county.pk}/"
    officer = visit(cast.guangxin)
    officer.goto(address)
    expect(officer.get_by_role("note")).to_contain_text("您填写过这条记录，不能自己审核")
    expect(officer.get_by_role("button", name="审核通过")).to_have_count(0)
    picture(officer, "officer")

    reviewer = visit(cast.second, phone=True)
    reviewer.goto("/")
    picture(reviewer, "home")
    reviewer.get_by_role("link", name="巡查记录待审核").first.click()
    reviewer.get_by_role("table").get_by_role("link").last.click()
    picture(reviewer, "reviewer")
    reviewer.get_by_role("button", name="审核通过").click()
    expect(reviewer.get_by_text("已审核通过")).to_be_visible()
    picture(reviewer, "accepted")
    assert cast.second.get("/supervision/patrols/new/").status_code == 403
    visit_of_the_county.refresh_from_db()
    assert visit_of_the_county.accepted_by == cast.second.post

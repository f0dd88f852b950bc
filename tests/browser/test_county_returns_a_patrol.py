"""广信区's officer finds a patrol, returns it with a reason; the township reads it and corrects; the county accepts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from supervision.ground import clock
from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.cast import SHAXI
from tests.supervision.patrol.maker import patrol

pytestmark = pytest.mark.browser
WHY = "指导意见没有写清用药间隔期"


@pytest.fixture
def tea(cast) -> Patrol:
    """Two visits of the own county, one at the neighbour's."""
    patrol(subject=make.subject("董团蔬菜合作社"))
    patrol(by=cast.neighbour_township.post, subject=make.subject("沙溪茶叶合作社", at=SHAXI))
    return patrol(subject=make.subject("董团茶叶合作社"), guidance="按规定用药", held_on=clock.today())


def test_found_returned_corrected_accepted(visit, cast, tea):
    county = visit(cast.guangxin)
    the_county_finds_it(county)
    the_county_returns_it(county)
    the_township_corrects_it(visit(cast.township, phone=True))
    the_county_accepts_it(county)
    tea.refresh_from_db()
    assert (tea.state, tea.guidance) == ("accepted", "距采收七日内不得用药")


def the_county_finds_it(page: Page) -> None:
    page.goto("/")
    page.get_by_label("主导航").get_by_text("监管台账").click()
    page.get_by_label("主导航").get_by_role("link", name="巡查记录").click()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows).to_have_count(3)
    expect(page.get_by_text("沙溪茶叶合作社")).to_have_count(0)

    narrow = page.get_by_role("search", name="筛选巡查记录")
    narrow.get_by_label("编号或监管对象").fill("茶叶")
    narrow.get_by_label("状态").select_option("已提交")
    page.get_by_role("button", name="查询").click()
    expect(rows).to_have_count(2)
    expect(page.get_by_role("list", name="已选条件")).to_contain_text("状态：已提交")
    rows.get_by_role("link").last.click()
    expect(page.get_by_role("heading", name="办理经过")).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("提交巡查记录 · 董团 监管")
    page.get_by_role("link", name="一户一档").click()
    expect(page.get_by_role("heading", name="董团茶叶合作社")).to_be_visible()
    page.go_back()


def the_county_returns_it(page: Page) -> None:
    page.get_by_role("button", name="退回", exact=True).click()
    page.get_by_role("button", name="确定退回").click()
    expect(page.get_by_role("textbox", name="原因")).to_be_focused()  # the browser insists on a reason
    page.get_by_role("textbox", name="原因").fill(WHY)
    page.get_by_role("button", name="确定退回").click()
    expect(page.get_by_role("note")).to_contain_text(WHY)


def the_township_corrects_it(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="底部导航").get_by_role("link", name="待办").click()
    page.get_by_role("main").get_by_role("link", name="巡查记录被退回").click()
    page.get_by_role("table").get_by_role("link").last.click()
    expect(page.get_by_role("note")).to_contain_text(WHY)
    page.get_by_role("link", name="修改").click()
    expect(page.get_by_role("note")).to_contain_text(WHY)
    expect(page.get_by_role("radio", name="合格", exact=True)).to_be_checked()
    page.get_by_label("指导意见").fill("距采收七日内不得用药")
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_text("已提交").first).to_be_visible()


def the_county_accepts_it(page: Page) -> None:
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("距采收七日内不得用药")
    expect(page.get_by_role("main")).to_contain_text(WHY)  # in the history
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_text("已审核通过")).to_be_visible()

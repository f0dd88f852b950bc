"""The city's reviewer: the year at home, the 2021 scheme scored by a real worker, down to the rows, out as Excel."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from shangrao_nongan.assessment.models import Run
from tests import databases, registers
from tests.setup import workers

from .conftest import downloaded, fits_the_screen

pytestmark = [pytest.mark.browser, pytest.mark.worker]


def test_from_the_home_page_to_the_workbook(visit, cast, database_name):
    for label in ("monitoring.plan", "supervision.patrol", "monitoring.sample", "certificates.certificate"):
        registers.make(label)
    page = visit(cast.reviewer)
    home_shows_the_counties(page)
    start_the_scoring(page)
    with workers.running(databases.url_of(database_name)):
        # The page asks by itself until the ranking is there.
        expect(page.get_by_role("heading", name="2021 年度考核排名")).to_be_visible(timeout=30_000)
    the_ranking_opens_down_to_the_rows(page)


def home_shows_the_counties(page: Page) -> None:
    page.goto("/")
    counties = page.get_by_role("region", name="各县（市、区）目标与实绩").get_by_role("table")
    expect(counties.get_by_role("rowheader")).to_have_count(12)
    expect(page.locator("[data-chart=map][data-drawn]")).to_have_count(1)
    expect(page.locator("[data-chart=map] svg path").nth(11)).to_be_attached()
    expect(counties).to_contain_text("目标 1,777")  # 鄱阳县
    counties.get_by_role("row", name="广信区").get_by_role("link").first.click()
    expect(page.get_by_role("main")).to_contain_text("董团乡")


def start_the_scoring(page: Page) -> None:
    page.get_by_label("主导航").get_by_role("link", name="年终考核").click()
    page.get_by_role("link", name="2021").click()
    page.get_by_role("button", name="开始计分").click()
    expect(page.get_by_role("progressbar", name="进度")).to_be_visible()


def the_ranking_opens_down_to_the_rows(page: Page) -> None:
    run = Run.objects.get()
    assert run.state == "computed"
    expect(page.locator("[data-chart=bar][data-drawn]")).to_have_count(1)
    assert fits_the_screen(page)
    book = downloaded(page, "下载考核工作簿")
    assert {"总表", "分县得分", "指标明细"} <= set(book.sheetnames)
    assert any(str(cell.value).startswith("=") for line in book["总表"].iter_rows() for cell in line)

    page.get_by_role("table").first.get_by_role("link", name="广信区").click()
    expect(page.get_by_role("heading", name="广信区 得分表")).to_be_visible()
    line = run.sheets.get(county="361104").lines.exclude(counted=[]).select_related("item").first()
    page.get_by_role("link", name=line.item.name).click()
    expect(page.get_by_role("heading", name="后面的记录")).to_be_visible()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(len(line.counted) + 1)
    page.get_by_role("link", name="未计入").click()
    expect(
        page.get_by_role("navigation", name="分子、分母与未计入").get_by_role("link", name="未计入")
    ).to_have_attribute("aria-current", "true")
    page.go_back()
    behind = page.url
    page.get_by_role("table").get_by_role("link").first.click()
    expect(page).not_to_have_url(behind)
    expect(page.get_by_role("heading", level=1)).to_be_visible()

"""豇豆各乡镇抽样与不合格: from the menu to the numbers, the picture, the rows and the workbook, in under a minute."""

import io
import time

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from supervision.ground.regions import Level, Region
from tests import make
from tests.cast import DONGTUAN, GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.browser
COWPEA = "VEG035"


def enter():
    from monitoring import services
    from supervision.ground.records import State

    making.certified()
    subject = make.subject()
    bad = making.row(subject, product=COWPEA) | making.report(毒死蜱="1")
    beside = Region.objects.filter(county=GUANGXIN, level=Level.TOWNSHIP, closed=None).exclude(pk=DONGTUAN)[0]
    other = making.row(make.subject(at=beside.pk), product=COWPEA)
    rows = [bad, making.row(subject, product=COWPEA), making.row(subject), other]
    services.record_samples(rows, by=making.system(), state=State.ACCEPTED)


def test_cowpeas_of_every_township(visit, cast):
    enter()
    page = visit(cast.guangxin)
    page.goto("/")
    began = time.monotonic()
    page.locator("header").get_by_role("link", name="统计", exact=True).click()
    page.locator(".na-start", has_text="抽样单").get_by_role("link", name="不合格、快检阳性、合格率").click()
    page.get_by_text("只统计符合条件的").click()
    page.click("#id_product-ts-control")
    page.keyboard.type("豇豆")
    expect(page.locator(".ts-dropdown .option").first).to_contain_text("豇豆")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="统计", exact=True).click()
    page.wait_for_url(f"**product={COWPEA}**")
    row = page.locator(".na-stat tbody tr", has_text="董团乡")
    assert [cell.inner_text() for cell in row.locator("td").all()[:2]] == ["2", "1"]
    assert time.monotonic() - began < 60
    page.wait_for_selector("[data-drawn]")
    with page.expect_download() as book:
        page.get_by_role("link", name="导出 Excel").click()
    sheets = load_workbook(io.BytesIO(book.value.path().read_bytes())).sheetnames
    assert sheets == ["抽样单", "口径和条件"]
    row.locator("td").nth(1).get_by_role("link").click()
    page.wait_for_url("**/monitoring/samples/**")
    assert page.locator("tbody tr").count() == 1


def test_on_the_phone_and_without_a_script(visit, cast):
    enter()
    page = visit(cast.township, phone=True, java_script_enabled=False)
    page.goto("/supervision/statistics/?register=samples&c=verdict")
    assert page.locator(".na-stat tfoot").inner_text().split()[-1] == "3"
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

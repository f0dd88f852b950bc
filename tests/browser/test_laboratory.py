"""The laboratory: blind sample in, results by one, review by another, and the county reads the verdict."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from monitoring import services
from monitoring.models import Sample
from tests import make
from tests.monitoring import making

from .conftest import fits_the_screen

pytestmark = pytest.mark.browser


@pytest.fixture
def leek(cast) -> Sample:
    making.certified()
    return making.sample(subject=make.subject("董团韭菜合作社"))


def test_from_the_parcel_to_the_verdict(visit, cast, leek):
    code = leek.order.code
    tester, verifier = visit(cast.lab_tester), visit(cast.lab_verifier)
    open_order(tester, code)
    expect(tester.get_by_text("董团韭菜合作社")).to_have_count(0)
    tester.get_by_label("样品状态").fill("封条完好")
    tester.get_by_role("button", name="接收样品").click()
    enter(tester)

    open_order(verifier, code)
    verifier.get_by_role("button", name="退回检测人").click()
    verifier.get_by_label("退回原因").fill("请复核腐霉利的稀释倍数")
    verifier.get_by_role("button", name="确定退回").click()

    open_order(tester, code)
    expect(tester.get_by_text("请复核腐霉利的稀释倍数")).to_be_visible()
    tester.get_by_role("link", name="录入结果").click()
    box(tester, "腐霉利").fill("6.137")
    tester.get_by_role("button", name="提交审核").click()
    expect(tester.get_by_text("结果已提交审核")).to_be_visible()

    open_order(verifier, code)
    expect(verifier.get_by_text("6.137")).to_be_visible()
    verifier.get_by_role("button", name="审核通过").click()
    expect(verifier.get_by_text("检测结论已出具")).to_be_visible()

    county = visit(cast.guangxin)
    county.goto(f"/monitoring/samples/{leek.pk}/")
    expect(county.get_by_role("main")).to_contain_text("不合格")
    expect(county.get_by_role("main")).to_contain_text("6.137")


def open_order(page: Page, code: str) -> None:
    page.goto("/monitoring/testorders/")
    page.get_by_role("row").filter(has_text=code).get_by_role("link").click()


def box(page: Page, analyte: str):
    return page.get_by_role("textbox", name=f"{analyte} 结果")


def enter(page: Page) -> None:
    """First nothing, which is told at every line; then a value and a not detected."""
    page.get_by_role("link", name="录入结果").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("alert")).to_contain_text("还有 2 个项目没有录入")
    box(page, "腐霉利").fill("61.37")
    page.get_by_label("检出限", exact=True).last.fill("0.01")
    page.get_by_role("button", name="其余未检出").click()
    expect(box(page, "毒死蜱")).to_have_value("未检出")
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("结果已提交审核")).to_be_visible()


def test_by_the_keyboard_and_from_a_spreadsheet(visit, cast):
    names = ("腐霉利", "毒死蜱", "克百威")
    asked = [making.code(name) for name in names]
    orders = [making.sample(subject=make.subject(f"第{n}合作社"), analytes=asked).order for n in (1, 2)]
    for order in orders:
        services.receive_order(order, by=cast.lab_tester.post, version=1)
    page = visit(cast.lab_tester)
    page.goto(f"/monitoring/testorders/{orders[0].pk}/results/")
    boxes = page.locator("[data-na-cell]")
    boxes.nth(0).click()
    page.keyboard.type("0.011")
    page.keyboard.press("Enter")
    page.keyboard.type("0.012")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("ND")
    page.keyboard.press("ArrowUp")
    expect(boxes.nth(1)).to_be_focused()
    assert [boxes.nth(n).input_value() for n in range(3)] == ["0.011", "0.012", "ND"]
    paste(page, boxes.nth(0), "项目\t结果\n腐霉利\t0.31\n氧乐果\t0.2\n")
    expect(box(page, "腐霉利")).to_have_value("0.31")
    expect(page.get_by_role("status").filter(has_text="没有对上的：氧乐果")).to_be_visible()

    page.goto("/monitoring/testorders/batch/")
    first = page.get_by_role("textbox", name=f"{orders[0].code} 腐霉利")
    paste(page, first, f"编号\t毒死蜱\t腐霉利\n{orders[1].code}\tND\t0.5\n{orders[0].code}\t0.01\t0.4\n")
    expect(first).to_have_value("0.4")
    other = page.get_by_role("textbox", name=f"{orders[1].code} 腐霉利")
    expect(other).to_have_value("0.5")
    first.focus()
    page.keyboard.press("ArrowDown")
    expect(other).to_be_focused()
    page.get_by_role("button", name="其余未检出").click()
    expect(page.get_by_role("textbox", name=f"{orders[0].code} 克百威")).to_have_value("未检出")
    assert fits_the_screen(page)


def paste(page: Page, into: Locator, text: str) -> None:
    """What the browser does when somebody presses Ctrl+V."""
    into.evaluate(
        """(box, text) => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: held, bubbles: true, cancelable: true }));
        }""",
        text,
    )

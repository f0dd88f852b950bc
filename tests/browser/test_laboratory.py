"""The laboratory: blind sample in, results by one, review by another, and the county reads the verdict."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from monitoring.models import Sample
from tests import make
from tests.monitoring import making

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
    line(tester, "腐霉利").get_by_label("检出值").fill("6.137")
    tester.get_by_role("button", name="提交审核").click()

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


def line(page: Page, analyte: str):
    return page.get_by_role("row").filter(has_text=analyte)


def enter(page: Page) -> None:
    """First nothing, which is told at every line; then a value and a not detected."""
    page.get_by_role("link", name="录入结果").click()
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_role("alert")).to_contain_text("还有 2 个项目没有录入")
    line(page, "腐霉利").get_by_label("结果").select_option("检出值")
    line(page, "腐霉利").get_by_label("检出值").fill("61.37")
    line(page, "毒死蜱").get_by_label("结果").select_option("未检出")
    for name in ("腐霉利", "毒死蜱"):
        line(page, name).get_by_label("检出限").fill("0.01")
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("结果已提交审核")).to_be_visible()

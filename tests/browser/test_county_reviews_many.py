"""A county's morning: what came in is accepted in a few clicks, what is to be read is read with the keyboard."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from supervision.ground import files
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from tests.house.scene import photo
from tests.supervision.review.maker import BAD, a_visit, apart

from .conftest import fits_the_screen
from .test_accessible import faults

pytestmark = pytest.mark.browser
LIST = reverse("supervision:patrols")


def accepted():
    return Patrol.objects.filter(state=State.ACCEPTED).count()


@pytest.fixture
def visits(transactional_db, cast):
    """Twenty-five without a fault, and one that found something."""
    rows = [a_visit(cast.township.post) for _ in range(25)]
    apart(rows)
    return [*rows, a_visit(cast.township.post, **BAD)]


def test_everything_without_a_fault_in_three_clicks(visit, cast, visits):
    page = visit(cast.guangxin)
    page.goto(f"{LIST}?state=submitted")
    page.get_by_role("button", name="选择筛选出的全部 26 条").click()
    expect(page.get_by_role("heading", name="已选 26 条")).to_be_visible()
    page.get_by_role("button", name="审核通过（25 条）").click()
    expect(page.get_by_text("“审核通过”已办理 25 条。")).to_be_visible()
    assert accepted() == 25


def test_ticked_rows_are_counted_and_a_whole_page_is_one_tick(visit, cast, visits):
    page = visit(cast.guangxin)
    page.goto(f"{LIST}?state=submitted")
    button = page.get_by_role("button", name="办理勾选的")
    expect(button).to_be_disabled()
    page.get_by_label("选择第 2 行").check()
    expect(button).to_have_text("办理勾选的（1 条）")
    page.get_by_label("选择本页全部").check()
    expect(button).to_have_text("办理勾选的（20 条）")
    page.get_by_label("选择第 2 行").uncheck()
    expect(button).to_have_text("办理勾选的（19 条）")
    button.click()
    expect(page.get_by_role("heading", name="已选 19 条")).to_be_visible()


def test_reading_with_the_keyboard(visit, cast, visits):
    files.attach([photo()], to=visits[-1], by=cast.township.post)
    page = visit(cast.guangxin)
    page.goto(f"{LIST}?state=submitted")
    page.get_by_role("button", name="选择筛选出的全部 26 条").click()
    expect(page.get_by_role("heading", name="已选 26 条")).to_be_visible()
    page.wait_for_load_state()
    page.keyboard.press("o")
    expect(page.get_by_text("巡查结论：限期整改，须逐条办理。")).to_be_visible()
    first = page.locator("h1").inner_text()
    assert page.locator(".na-read-photos img").evaluate("image => image.clientWidth") > 250
    page.keyboard.press("j")
    expect(page.locator(".na-read-here .na-read-number")).to_have_text("2")
    page.keyboard.press("k")
    expect(page.locator("h1")).to_have_text(first)
    page.keyboard.press("r")
    reason = page.get_by_label("原因")
    expect(reason).to_be_focused()
    page.keyboard.type("jak 照片不清")
    assert reason.input_value() == "jak 照片不清", "while one types, keys are letters"
    page.get_by_role("button", name="退回并看下一条").click()
    expect(page.locator(".na-read-here .na-read-number")).to_have_text("2")
    page.keyboard.press("a")
    expect(page.locator(".na-read-here .na-read-number")).to_have_text("3")
    assert accepted() == 1
    assert Patrol.objects.get(pk=visits[-1].pk).returned_why == "jak 照片不清"


@pytest.mark.parametrize("phone", [False, True])
def test_everything_fits_the_screen_and_is_accessible(visit, cast, visits, phone):
    page = visit(cast.guangxin, phone=phone)
    page.goto(f"{LIST}?state=submitted")
    page.get_by_role("button", name="选择筛选出的全部 26 条").click()
    expect(page.get_by_role("heading", name="已选 26 条")).to_be_visible()
    where = page.url
    for address in (f"{LIST}?state=submitted", where, f"{where}read/"):
        assert faults(page, address) == []
        assert fits_the_screen(page), address


def test_without_a_script_it_is_links_and_forms(visit, cast, visits):
    page = visit(cast.guangxin, java_script_enabled=False)
    page.goto(f"{LIST}?state=submitted")
    page.get_by_label("选择第 1 行").check()
    page.get_by_label("选择第 2 行").check()
    page.get_by_role("button", name="办理勾选的").click()
    page.get_by_role("link", name="逐条审阅").first.click()
    page.get_by_role("button", name="审核通过，下一条").click()
    page.get_by_role("button", name="审核通过，下一条").click()
    assert accepted() == 2

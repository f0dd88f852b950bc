"""From the keyboard: “/” looks in all registers, a place is chosen from the township down to the village."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from supervision.ground.regions import Level, Region
from tests import make
from tests.cast import DONGTUAN

pytestmark = pytest.mark.browser


def test_the_slash_opens_the_box_and_a_word_finds(visit, cast):
    make.subject("董团晨光种植合作社")
    page = visit(cast.guangxin)
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find-top"
    page.keyboard.type("晨光")
    page.keyboard.press("Enter")
    page.wait_for_url("**/supervision/find/**")
    assert page.locator("main").get_by_role("link", name="董团晨光种植合作社").is_visible()


def test_who_is_typing_types_a_slash(visit, cast):
    page = visit(cast.guangxin)
    page.goto(reverse("supervision:subjects"))
    page.fill("#id_q", "甲")
    page.keyboard.press("/")
    assert page.input_value("#id_q") == "甲/"
    assert not page.locator("#find-top").is_visible()


def test_a_place_is_chosen_down_to_the_village(visit, cast):
    village = Region.objects.filter(level=Level.VILLAGE, township=DONGTUAN, closed=None).order_by("code")[0]
    there = make.subject("村里的合作社", at=village.code)
    page = visit(cast.guangxin)
    page.goto(reverse("supervision:subjects"))
    page.click("#id_region-ts-control")
    page.keyboard.type("董团")
    expect(page.locator(".ts-dropdown .option").first).to_contain_text("董团乡")
    page.keyboard.press("Enter")
    page.locator(".ts-dropdown .option", has_text=village.name).first.click()
    page.locator(".na-filter").get_by_role("button", name="查询").click()
    page.wait_for_url(f"**region={village.code}**")
    assert page.locator("tbody tr").count() == 1
    assert page.get_by_role("link", name=there.name).is_visible()

"""A county officer's morning: 200 accepted in four clicks, 24 read by the keyboard, the leek found, a list on paper."""

from __future__ import annotations

import datetime as dt
from itertools import cycle

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from tests import make
from tests.monitoring.making import LEEK, sample
from tests.supervision.review.maker import BAD, a_visit, apart

pytestmark = pytest.mark.browser
LIST = reverse("supervision:patrols")
CLEAN, READ, CLICKS = 200, 24, 4


def states(state):
    return Patrol.objects.filter(state=state).count()


@pytest.fixture
def morning(transactional_db, cast):
    """What came in over night: 200 visits without a fault, 24 that found something."""
    subjects = cycle([make.subject(f"董团晨间合作社{number}号") for number in range(40)])
    days = cycle([dt.date(2021, 12, day) for day in range(1, 19)])
    apart([a_visit(cast.township.post, subject=next(subjects), held_on=next(days)) for _ in range(CLEAN)])
    for _ in range(READ):
        a_visit(cast.township.post, subject=next(subjects), held_on=next(days), **BAD)
    apart(list(Patrol.objects.filter(conclusion=BAD["conclusion"])))


@pytest.fixture
def samples(transactional_db, cast):
    """Two of 韭菜 and one of something else; the neighbour's is not the county's to find."""
    for product in (LEEK, LEEK, "VEG001"):
        sample(by=cast.guangxin.post, product=product)
    sample(by=cast.xinzhou.post, subject=make.subject("信州韭菜合作社", at="361102100"))


def test_two_hundred_in_four_clicks_and_the_rest_by_the_keyboard(visit, cast, morning):
    page, clicks = visit(cast.guangxin), 0
    page.goto(f"{LIST}?state=submitted")
    for name in (f"选择筛选出的全部 {CLEAN + READ} 条", f"审核通过（{CLEAN} 条）"):
        page.get_by_role("button", name=name).click()
        page.wait_for_load_state()
        clicks += 1
    expect(page.get_by_text(f"“审核通过”已办理 {CLEAN} 条。")).to_be_visible(timeout=60_000)
    assert states(State.ACCEPTED) == CLEAN and clicks <= CLICKS
    page.keyboard.press("o")
    for number in range(READ):
        expect(page.get_by_text("巡查结论：限期整改，须逐条办理。")).to_be_visible()
        expect(page.locator(".na-read-here .na-read-number")).to_have_text(str(number + 1))
        page.wait_for_load_state()
        page.keyboard.press("a")
    expect(page.get_by_role("heading", name=f"已选 {CLEAN + READ} 条")).to_be_visible()
    assert states(State.ACCEPTED) == CLEAN + READ and states(State.SUBMITTED) == 0


def test_all_samples_of_leek_are_found_and_put_on_paper(visit, cast, samples):
    page = visit(cast.guangxin)
    page.goto(reverse("monitoring:samples"))
    page.get_by_text("更多条件").click()
    page.locator("#id_product-ts-control").click()
    page.keyboard.type("韭菜")
    page.locator(".ts-dropdown .option", has_text="韭菜").first.click()
    page.locator(".na-filter").get_by_role("button", name="查询").click()
    page.wait_for_url("**product=**")
    assert page.locator("tbody tr").count() == 2
    assert page.get_by_role("link", name="信州韭菜合作社").count() == 0
    page.emulate_media(media="print")
    assert page.locator(".na-print-head").is_visible() and not page.locator(".na-filter").is_visible()
    assert "韭菜" in page.locator(".na-print-head").inner_text(), "the paper says what was asked for"
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_two_officers_at_once_on_the_same_rows(visit, cast):
    """Both picked the same; the slower one is told which were decided meanwhile, and by nobody twice."""
    rows = [a_visit(cast.township.post) for _ in range(3)]
    apart(rows)
    first, second = visit(cast.guangxin), visit(cast.guangxin_admin)
    for page in (first, second):
        page.goto(f"{LIST}?state=submitted")
        page.get_by_role("button", name="选择筛选出的全部 3 条").click()
        expect(page.get_by_role("heading", name="已选 3 条")).to_be_visible()
    first.get_by_role("button", name="审核通过（3 条）").click()
    expect(first.get_by_text("“审核通过”已办理 3 条。")).to_be_visible()
    second.get_by_role("button", name="审核通过（3 条）").click()
    expect(second.get_by_role("heading", name="没有办理的 3 条，仍为勾选")).to_be_visible()
    expect(second.get_by_text("选定以后已被修改或办理").first).to_be_visible()
    assert {row.version for row in Patrol.objects.filter(pk__in=[row.pk for row in rows])} == {2}
    assert states(State.ACCEPTED) == 3

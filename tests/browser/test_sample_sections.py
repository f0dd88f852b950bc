"""The sampling form shows what its method and outcome need; what was typed into a hidden part is kept."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import make

pytestmark = pytest.mark.browser


def test_sections_follow_the_answers(visit, cast):
    make.subject()
    page = visit(cast.township, phone=True)
    page.goto(reverse("monitoring:samples-new"))
    shown = lambda title: page.get_by_role("heading", name=title)  # noqa: E731
    page.get_by_text("快检", exact=True).first.click()
    expect(shown("快检（快检填写）")).to_be_visible()
    expect(shown("送检（定量填写）")).to_be_hidden()
    expect(shown("拒检情况")).to_be_hidden()
    page.get_by_label("快检项目").fill("有机磷")
    page.get_by_text("拒绝抽样", exact=True).click()
    expect(shown("拒检情况")).to_be_visible()
    expect(shown("快检（快检填写）")).to_be_hidden()
    page.get_by_text("已抽样", exact=True).click()
    expect(page.get_by_label("快检项目")).to_have_value("有机磷")

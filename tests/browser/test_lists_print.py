"""A list on paper: landscape, nothing beyond the edge, the screen's controls gone."""

import re

import pytest
from django.urls import reverse

from tests import make

pytestmark = pytest.mark.browser
PAPER = {"width": 1032, "height": 680}  # A4 landscape less its margins, at 96 dots to the inch


def test_a_list_fits_a_landscape_sheet_and_carries_its_heading(visit, cast):
    for number in range(3):
        make.subject(f"董团乡名称很长的水果蔬菜种植专业合作社{number}号")
    page = visit(cast.guangxin)
    page.set_viewport_size(PAPER)
    page.goto(reverse("supervision:subjects"))
    page.emulate_media(media="print")
    assert page.locator(".na-print-head h1").inner_text() == "监管对象"
    assert not page.locator(".na-filter").is_visible()
    assert page.locator(".na-table").evaluate("table => table.getBoundingClientRect().right <= innerWidth")
    box = re.search(rb"/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(prefer_css_page_size=True))
    assert float(box[1]) > float(box[2])

"""Whoever has set a larger font in the browser reads ours larger too: no size of text is given in pixels."""

from __future__ import annotations

import re

import pytest

from tests.house.source import ROOT

SHEETS = sorted((ROOT / "shangrao_nongan/frontend/css").glob("*.css"))
IN_PIXELS = re.compile(r"font(?:-size)?:[^;}]*?\d+px")


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_size_of_text_is_in_pixels(sheet):
    assert IN_PIXELS.findall(sheet.read_text(encoding="utf-8")) == []


def test_the_rule_finds_pixels():
    assert SHEETS
    assert IN_PIXELS.search(".na-both legend { margin: 0 0 6px; font-size: 14px; }")
    assert not IN_PIXELS.search(".na-both legend { margin: 0 0 6px; font-size: 0.875rem; padding: 4px; }")

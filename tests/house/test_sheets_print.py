"""Whatever leaves as a workbook prints as an office needs it: one page wide, its head and number on every page."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import load_workbook

from supervision.ground.desk import workbook
from tests.cast import GUANGXIN

from . import site

pytestmark = pytest.mark.doors
EXPORTED = [register for register in site.registers()]
each = pytest.mark.parametrize("register", EXPORTED, ids=[register.key for register in EXPORTED])


def opened(answer: Any) -> Any:
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content) if answer.streaming else answer.content))


def printed_right(page: Any, title: str) -> None:
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows in ("$1:$1", "$1:$4")
    assert title in page.oddHeader.center.text
    assert "&P" in f"{page.oddFooter.center.text}{page.oddFooter.right.text}"
    assert "&N" in f"{page.oddFooter.center.text}{page.oddFooter.right.text}"


@each
def test_every_export(scene, cast, register):
    member = next((m for m in (cast.city, cast.lab_verifier) if m.post.has_perm(register.perm("export"))), None)
    if member is None:
        pytest.skip("nobody exports it")
    book = opened(member.get(register.url("export")))
    page = book.worksheets[0]
    printed_right(page, register.label)
    widths = sum(column.width for column in page.column_dimensions.values())
    lying = page.page_setup.orientation == "landscape"
    assert lying == (widths > workbook.LYING_FROM)
    assert book.worksheets[1].sheet_properties.pageSetUpPr.fitToPage
    if register.sheet and cast.guangxin.post.has_perm(register.perm("import")):
        template = opened(cast.guangxin.get(register.url("import-template")))
        printed_right(template.worksheets[0], register.label)


def test_the_scores(scene, cast):
    run = scene.rows["assessment.run"]
    book = opened(cast.city.get(f"/assessment/runs/{run.pk}/workbook/"))
    for page in book.worksheets:
        printed_right(page, "")
        assert page.page_setup.orientation == ("portrait" if page.title == "总表" else "landscape")
    assert GUANGXIN in [cell.value for cell in book.worksheets[0]["C"]]


def test_a_name_with_the_signs_of_codes_is_printed_as_it_is():
    notes = {"导出人": "某人", "导出时间": "2021-12-20 09:00"}
    told = workbook.on_paper("甲&P乙 <1>", [workbook.Head("列", 10)], notes)
    assert "&amp;C甲&amp;&amp;P乙 &lt;1&gt;" in told
    assert "某人 2021-12-20 09:00" in told
    assert 'orientation="portrait"' in told
    wide = workbook.on_paper("甲", [workbook.Head("列", 30)] * 9, {})
    assert 'paperSize="8" orientation="landscape"' in wide

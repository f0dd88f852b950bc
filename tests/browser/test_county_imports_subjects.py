"""广信区's officer fills in the template with faults: every bad cell is marked, a real worker enters the good rows."""

from __future__ import annotations

import io
from typing import Any

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from supervision.grid.sheets.subject import SHEET
from supervision.ground.subjects.models import Subject
from tests import make
from tests.cast import SHAXI

from .conftest import downloaded

pytestmark = [pytest.mark.browser, pytest.mark.worker]
ROWS: list[dict[str, Any]] = [
    {"name": "进来河湾合作社", "kind": "农民专业合作社", "region": "广信区 董团乡", "phone": "13900001234"},
    {"name": "进来石桥农场", "kind": "家庭农场", "region": "广信区 董团乡", "area": 120.5},
    {"name": "", "kind": "火星人", "region": "广信区 董团乡"},
    {"name": "邻县的", "kind": "家庭农场", "region": "信州区 沙溪镇", "phone": "12"},
]
BAD = {"名称", "主体类型", "所在地区", "联系电话"}


def filled_in(book: Workbook) -> dict[str, Any]:
    """The downloaded template with the rows typed under its header."""
    page = book.worksheets[0]
    for line, row in enumerate(ROWS, start=2):
        for column, declared in enumerate(SHEET.columns, start=1):
            page.cell(line, column).value = ({"industry": "种植业"} | row).get(declared.name)
    out = io.BytesIO()
    book.save(out)
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": "名录.xlsx", "mimeType": mime, "buffer": out.getvalue()}


def test_the_dry_run_marks_and_the_worker_imports(visit, cast, worker):
    page = visit(cast.guangxin)
    page.goto("/supervision/subjects/")
    page.get_by_role("link", name="导入").click()
    page.get_by_label("Excel 文件").set_input_files([filled_in(downloaded(page, "下载 Excel 模板"))])
    page.get_by_role("button", name="上传并检查").click()

    expect(page.get_by_role("heading", name="有问题的单元格")).to_be_visible()
    listed = page.get_by_role("table").get_by_role("row").all_inner_texts()[1:]
    assert {column for column in BAD if any(column in line for line in listed)} == BAD
    assert not Subject.objects.filter(name__startswith="进来").exists()
    marked = downloaded(page, "下载标红的原表").worksheets[0]
    red = {cell.coordinate for line in marked.iter_rows(min_row=2) for cell in line if cell.comment}
    assert {"A4", "B4", "D5", "G5"} <= red

    page.get_by_role("button", name="导入可用的 2 行").click()
    expect(page.get_by_role("link", name="查看结果")).to_be_visible(timeout=30_000)
    page.get_by_role("link", name="查看结果").click()
    expect(page.get_by_role("region", name="导入结果")).to_contain_text("已导入")
    assert set(Subject.objects.filter(name__startswith="进来").values_list("name", "made_by__user__username")) == {
        ("进来河湾合作社", "guangxin"), ("进来石桥农场", "guangxin")
    }  # fmt: skip


def test_the_export_holds_what_the_filter_shows(visit, cast):
    for name, at in (("董团茶场", "361104290"), ("董团菜园", "361104290"), ("沙溪茶场", SHAXI)):
        make.subject(name, at=at)
    page = visit(cast.guangxin)
    page.goto("/supervision/subjects/")
    page.get_by_label("名称或编号").fill("茶场")
    page.get_by_role("button", name="查询").click()
    expect(page.get_by_role("table").get_by_role("row")).to_have_count(2)

    book = downloaded(page, "导出 Excel")
    lines = [line for line in book.worksheets[0].iter_rows(values_only=True)]
    named = [line for line in lines if any(str(value).endswith(("茶场", "菜园")) for value in line)]
    assert len(named) == 1
    assert "董团茶场" in named[0]

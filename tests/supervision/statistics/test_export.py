"""The workbook: heads merged as on the page, numbers as numbers; on the second sheet of which rows, and how defined."""

import io

from openpyxl import load_workbook

from .conftest import URL, counted, cowpea

ASKED = {"register": "samples", "r1": "county", "r2": "month", "c": "verdict", "m": ["n", "pass_rate"]}


def opened(answer):
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(b"".join(answer.streaming_content)))


def test_merged_heads_and_the_numbers_of_the_page(cast, samples):
    book = opened(cast.city.get(URL + "export/", ASKED))
    page = book.worksheets[0]
    merged = {str(one) for one in page.merged_cells.ranges}
    assert {"A3:A4", "B3:B4", "C3:F3"} <= merged
    assert [page.cell(4, at).value for at in range(3, 7)] == ["条数", "合格率", "合格率（分子）", "合格率（分母）"]
    made = counted(cast.city, r1="county", r2="month", c="verdict", m=["n", "pass_rate"])
    last = page.max_row
    assert page.cell(last, 1).value == "合计"
    assert page.cell(last, page.max_column - 3).value == len(samples) == made.total.cells[-2].value
    assert last == 4 + len(made.lines) + 1


def test_the_second_sheet_says_of_what(cast, samples):
    book = opened(cast.guangxin.get(URL + "export/", ASKED | {"product": cowpea().pk}))
    told = {row[0]: row[1] for row in book.worksheets[1].iter_rows(values_only=True)}
    assert told["台账"] == "抽样单" and "产品：豇豆" in told["筛选条件"] and "已提交和已审核" in told["筛选条件"]
    assert "按样品计" in told["合格率"] and "广信区" in told["数据范围"]


def test_who_may_not_export_the_register_may_not_export_its_table(cast, samples, monkeypatch):
    from shangrao_nongan import roles

    allowed = roles.permissions_of(cast.guangxin.post.role) - {"monitoring.export_sample"}
    monkeypatch.setattr(roles, "permissions_of", lambda role: allowed)
    page = cast.guangxin.get(URL, ASKED)
    if page.status_code == 200 and not page.context["may_export"]:
        assert "导出 Excel" not in page.content.decode()
        assert cast.guangxin.get(URL + "export/", ASKED).status_code == 403

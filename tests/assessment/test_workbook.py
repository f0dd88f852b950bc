"""The formulas of the workbook give the stored figures, and carry them: checked in Python, and by LibreOffice where
it is; every page is a form that can be signed."""

import re
import shutil
import subprocess
from decimal import Decimal as D

import openpyxl
import pytest

from shangrao_nongan.assessment.workbook import build
from supervision.ground.measures import Measure, half_up
from supervision.ground.regions import Region


@pytest.fixture
def run(scored, known):
    known["patrols"] = {"361102": Measure(D("0.3"), 3, 10)}
    known["rectification"] = {"361103": Measure(None, not_applicable="没有整改任务")}
    known["no_major_incident"] = {"361128": Measure(D(1), 1, 0)}
    return scored()


def evaluate(book, page, text):
    """SUM, ROUND, RANK and COUNTIF over cells: all a clerk's workbook may use."""
    if not (isinstance(text, str) and text.startswith("=")):
        return D(str(text)) if isinstance(text, int | float) else D(0)
    body = text[1:]
    if found := re.fullmatch(r"ROUND\((.+),(\d)\)", body):
        return half_up(evaluate(book, page, f"={found[1]}"), int(found[2]))
    if found := re.fullmatch(r"RANK\((\w+),(.+)\)", body):
        scores = [evaluate(book, page, c.value) for c in cells(book, page, found[2])]
        own = evaluate(book, page, page[found[1]].value)
        return D(1 + sum(s > own for s in scores))
    if found := re.fullmatch(r'COUNTIF\((.+),"(.+)"\)', body):
        return D(sum(c.value == found[2] for c in cells(book, page, found[1])))
    found = re.fullmatch(r"SUM\((.+)\)", body)
    assert found, text
    total = D(0)
    for part in found[1].split(","):
        for cell in cells(book, page, part):
            total += evaluate(book, cell.parent, cell.value)
    return total


def cells(book, page, where):
    if "!" in where:
        name, where = where.split("!")
        page = book[name.strip("'")]
    found = page[where.replace("$", "")]
    return (
        [found]
        if not isinstance(found, tuple)
        else [c for row in found for c in (row if isinstance(row, tuple) else (row,))]
    )


FIRST = 5  # below title, form number, unit and head


def rows_of(page):
    """The rows of figures: those with a code of a region."""
    return [row for row in page.iter_rows(min_row=FIRST) if any(re.fullmatch(r"36\d{4,7}", str(c.value)) for c in row)]


def test_formulas_recompute_to_the_stored_figures(run):
    book = openpyxl.load_workbook(build(run))
    assert book.sheetnames == ["总表", "分县得分", "指标明细", "口径", "五个一"]
    page, seen = book["总表"], 0
    for row in rows_of(page):
        sheet = run.sheets.get(county=row[2].value)
        got = [evaluate(book, page, row[i].value) for i in (3, 4, 5, 0)]
        assert got == [sheet.base, sheet.bonus, sheet.total, sheet.rank], sheet
        seen += 1
    assert seen == 12


def test_every_formula_carries_its_value(run):
    formulas, values = openpyxl.load_workbook(build(run)), openpyxl.load_workbook(build(run), data_only=True)
    seen = 0
    for page in formulas:
        for row in page.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("="):
                    shown = values[page.title][cell.coordinate].value
                    assert D(str(shown)) == evaluate(formulas, page, cell.value), (page.title, cell.coordinate)
                    seen += 1
    assert seen > 12 * 7


def test_details_carry_value_and_parts_and_the_definition_stands_once(run):
    book = openpyxl.load_workbook(build(run))
    rows = {(r[0].value, r[2].value): r for r in rows_of(book["指标明细"])}
    row = rows["361102", "应巡主体巡查率"]
    assert [row[i].value for i in (3, 4, 5)] == ["30.00%", 3, 10]
    assert rows["361103", "整改按期销号率"][7].value == "不适用"
    told = [r for r in book["口径"].iter_rows(min_row=FIRST, values_only=True) if r[1] == "应巡主体巡查率"]
    assert len(told) == 1 and "patrols 的口径" in told[0][3]
    chosen = [r[4] for r in book["口径"].iter_rows(min_row=FIRST, values_only=True) if r[1] == "监测合格率"]
    assert "不修约，按精确值比较（默认·待核对）" in chosen[0]


def test_townships_are_those_that_were_scored(scored, known):
    """A township that is assessed no more stays in the workbook of its year; one that was not yet is not in it."""
    known["five_one"] = {"361102": Measure.of(1, 2, counted=["361102100:team"], left_out=[("361102102:team", "无")])}
    run = scored()
    Region.objects.filter(pk="361102100").update(assessed=False)
    page = openpyxl.load_workbook(build(run))["五个一"]
    assert [(row[0].value, row[3].value) for row in rows_of(page)] == [("361102100", "有"), ("361102102", "缺")]


def test_every_page_is_a_form_to_be_signed_on_a4(run):
    for page in openpyxl.load_workbook(build(run)):
        assert str(page.page_setup.paperSize) == "9"
        assert page.page_setup.fitToWidth == 1
        text = [str(cell.value) for row in page.iter_rows() for cell in row if cell.value]
        for wanted in ("表号：农安考", "填报单位：上饶市农业农村局", "预评，未公布", "审核人（签字）：", "填报日期："):
            assert any(wanted in one for one in text), (page.title, wanted)


def test_what_is_written_fits_its_cell(run):
    """Characters of a cell, a Chinese one counted twice, against the width of its column and the height of its row."""
    for page in openpyxl.load_workbook(build(run)):
        merged = {cell for area in page.merged_cells.ranges for cell in area.cells}
        for row in page.iter_rows(min_row=4):
            for cell in row:
                height = page.row_dimensions[cell.row].height
                if (cell.row, cell.column) in merged or cell.value is None or height is None:
                    continue  # without a height of its own a row grows with its text
                width = page.column_dimensions[cell.column_letter].width
                wide = sum(1 + (ord(sign) > 0x2E7F) for sign in str(cell.value))
                assert wide / (width - 1) <= height / 15 + 0.01, (page.title, cell.coordinate)


def test_published_says_which_version(published):
    page = openpyxl.load_workbook(build(published())).worksheets[0]
    assert "公布版本1" in page["A3"].value


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice（apt-get install libreoffice-calc-nogui）")
def test_libreoffice_computes_the_same(run, tmp_path):
    source = tmp_path / "book.xlsx"
    source.write_bytes(build(run).getvalue())
    profile, filter_name = f"-env:UserInstallation=file://{tmp_path}/profile", "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", "--headless", profile, "--convert-to", filter_name, "--outdir", str(tmp_path / "out"), source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page = openpyxl.load_workbook(tmp_path / "out" / "book.xlsx", data_only=True)["总表"]
    for row in rows_of(page):
        sheet = run.sheets.get(county=row[2].value)
        assert half_up(D(str(row[5].value))) == sheet.total
        assert row[0].value == sheet.rank

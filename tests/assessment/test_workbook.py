"""The formulas of the workbook give the stored figures: checked in Python, and by LibreOffice where it is."""

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
    """SUM, ROUND and RANK over cells: all a clerk's workbook may use."""
    if not (isinstance(text, str) and text.startswith("=")):
        return D(str(text)) if isinstance(text, int | float) else D(0)
    body = text[1:]
    if found := re.fullmatch(r"ROUND\((.+),(\d)\)", body):
        return half_up(evaluate(book, page, f"={found[1]}"), int(found[2]))
    if found := re.fullmatch(r"RANK\((\w+),(.+)\)", body):
        scores = [evaluate(book, page, c.value) for c in cells(book, page, found[2])]
        own = evaluate(book, page, page[found[1]].value)
        return D(1 + sum(s > own for s in scores))
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


def test_formulas_recompute_to_the_stored_figures(run):
    book = openpyxl.load_workbook(build(run))
    assert book.sheetnames[:3] == ["总表", "分县得分", "指标明细"]
    page = book["总表"]
    for row in page.iter_rows(min_row=4):
        sheet = run.sheets.get(county=row[0].value)
        got = [evaluate(book, page, row[i].value) for i in (2, 3, 4, 7)]
        assert got == [sheet.base, sheet.bonus, sheet.total, sheet.rank], sheet


def test_details_carry_value_parts_and_definition(run):
    page = openpyxl.load_workbook(build(run))["指标明细"]
    rows = {(r[0].value, r[3].value): r for r in page.iter_rows(min_row=4)}
    row = rows["361102", "应巡主体巡查率"]
    assert [row[i].value for i in (4, 5, 6)] == [0.3, 3, 10]
    assert "口径" in row[11].value
    assert rows["361103", "整改按期销号率"][9].value == "不适用"


def test_townships_are_those_that_were_scored(scored, known):
    """A township that is assessed no more stays in the workbook of its year; one that was not yet is not in it."""
    known["five_one"] = {"361102": Measure.of(1, 2, counted=["361102100:team"], left_out=[("361102102:team", "无")])}
    run = scored()
    Region.objects.filter(pk="361102100").update(assessed=False)
    page = openpyxl.load_workbook(build(run))["五个一"]
    assert [(row[0].value, row[3].value) for row in page.iter_rows(min_row=4)] == [("361102100", 1), ("361102102", 0)]


def test_pages_print_on_a4(run):
    for page in openpyxl.load_workbook(build(run)):
        assert str(page.page_setup.paperSize) == "9"
        assert page.page_setup.fitToWidth == 1


@pytest.mark.skipif(not shutil.which("soffice"), reason="没有 LibreOffice（apt-get install libreoffice-calc-nogui）")
def test_libreoffice_computes_the_same(run, tmp_path):
    source = tmp_path / "book.xlsx"
    source.write_bytes(build(run).getvalue())
    profile, filter_name = f"-env:UserInstallation=file://{tmp_path}/profile", "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", "--headless", profile, "--convert-to", filter_name, "--outdir", str(tmp_path / "out"), source]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    page = openpyxl.load_workbook(tmp_path / "out" / "book.xlsx", data_only=True)["总表"]
    for row in page.iter_rows(min_row=4):
        sheet = run.sheets.get(county=row[0].value)
        assert half_up(D(str(row[4].value))) == sheet.total
        assert row[7].value == sheet.rank

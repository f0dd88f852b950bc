"""What stands in a cell, also where a library would see nothing or something else."""

import datetime as dt

import pytest

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import checking, reading
from tests import make

from .files import HEAD, LABELS, line, text, xlsx

AREA, DAY, PHONE = LABELS.index("规模（亩）"), LABELS.index("入册日期"), LABELS.index("联系电话")
STYLES = (
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[Red]0.00&quot;day&quot;"/>'
    '<numFmt numFmtId="171" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="31"/><xf numFmtId="171"/><xf numFmtId="170"/>'
    "</cellXfs></styleSheet>"
)


def row(name: str, cell: str, at: int) -> str:
    """A good row with one cell of its own."""
    cells = [text(name), text("农户"), text("种植业"), text("广信区 董团乡"), *["<c/>"] * (len(LABELS) - 4)]
    cells[at] = cell
    return line(*cells)


def first(*rows: str, book: str = "", **more):
    return reading.read(xlsx(HEAD + "".join(rows), book=book, **more), SHEET).lines


def faults(*rows: str):
    table = reading.read(xlsx(HEAD + "".join(rows)), SHEET)
    return [(f.row, f.name, f.value, f.message) for f in checking.check(table, SHEET, by=make.post("guangxin")).faults]


@pytest.mark.parametrize("code", ["#N/A", "#NAME?", "#REF!", "#DIV/0!", "#VALUE!"])
@pytest.mark.parametrize("at", [0, PHONE, AREA, DAY])
def test_an_error_is_a_bad_cell_and_never_empty(cast, code, at):
    found = faults(row("甲", f'<c t="e"><f>VLOOKUP(1,2,3)</f><v>{code}</v></c>', at), row("乙", "<c/>", AREA))
    assert [(fault[0], fault[2]) for fault in found] == [(2, code)]
    assert f"公式出错（{code}）" in found[0][3]


@pytest.mark.parametrize("cell", ["<c><f>TODAY()</f></c>", "<c><f>TODAY()</f><v/></c>", "<c><f>TODAY()</f><v></v></c>"])
def test_a_formula_without_its_result_says_so(cast, cell):
    found = faults(row("甲", cell, DAY))
    assert [fault[:2] for fault in found] == [(2, "registered_on")]
    assert "公式没有算出的结果" in found[0][3]


def test_a_formula_with_its_result_is_the_result(cast):
    told = row("甲", '<c t="str"><f>A1</f><v>139</v></c>', PHONE), row("乙", '<c t="str"><f>A1</f><v></v></c>', PHONE)
    assert [one.cell("phone") for one in first(*told)] == ["139", None]


@pytest.mark.parametrize("at", [0, PHONE, LABELS.index("地址"), LABELS.index("统一社会信用代码")])
def test_a_long_number_has_lost_its_end(cast, at):
    found = faults(row("甲", "<c><v>1234567890123456789</v></c>", at))
    assert len(found) == 1
    assert "被存成了数字" in found[0][3]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c s="1"><v>44270</v></c>', dt.date(2021, 3, 15)),
        ('<c s="2"><v>44270</v></c>', dt.date(2021, 3, 15)),
        ('<c s="3"><v>44270</v></c>', dt.date(2021, 3, 15)),
        ('<c s="1"><v>44270.5</v></c>', dt.datetime(2021, 3, 15, 12)),
        ('<c s="1"><v>1</v></c>', dt.date(1900, 1, 1)),
        ('<c s="1"><v>60</v></c>', 60.0),
        ('<c s="1"><v>61</v></c>', dt.date(1900, 3, 1)),
        ('<c s="1"><v>0.5</v></c>', dt.time(12)),
        ('<c s="1"><v>99999999</v></c>', 99999999.0),
        ('<c s="4"><v>44270</v></c>', 44270.0),
        ('<c s="99"><v>44270</v></c>', 44270.0),
        ('<c t="d"><v>2021-03-15</v></c>', dt.datetime(2021, 3, 15)),
    ],
)
def test_days_are_known_by_their_format(cell, value):
    assert first(row("甲", cell, DAY), **{"xl/styles.xml": STYLES})[0].cell("registered_on") == value


def test_days_counted_from_1904():
    cell = row("甲", '<c s="1"><v>42808</v></c>', DAY)
    found = first(cell, book='<workbookPr date1904="1"/>', **{"xl/styles.xml": STYLES})
    assert found[0].cell("registered_on") == dt.date(2021, 3, 15)


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("<t>卯一果园</t><rPh><t>maoyi</t></rPh>", "卯一果园"),
        ("<r><t>卯二</t></r><r><rPr><b/></rPr><t>果园</t></r>", "卯二果园"),
        ("<t>卯三_x000D_\n果园</t>", "卯三\n果园"),
        ("<t>卯四_x4E00_果园</t>", "卯四一果园"),
        ("<t>卯五_x005F_x000D_果园</t>", "卯五_x000D_果园"),
        ("<t>_xD83C__xDF4A_园</t>", "🍊园"),
        ("<t><![CDATA[甲<乙]]>&amp;</t>", "甲<乙&"),
    ],
)
def test_texts_are_what_a_person_sees(item, value):
    shared = f"<sst><si><t>无关</t></si><si>{item}</si></sst>"
    cells = [row("甲", '<c t="s"><v>1</v></c>', 0), row("乙", f'<c t="inlineStr"><is>{item}</is></c>', 0)]
    assert [one.cell("name") for one in first(*cells, **{"xl/sharedStrings.xml": shared})] == [value, value]


def test_prefixes_and_places_as_other_programs_write_them():
    labels = "".join(f'<x:c t="inlineStr"><x:is><x:t>{label}</x:t></x:is></x:c>' for label in LABELS)
    cells = '<x:c r="A7" t="inlineStr"><x:is><x:t>甲</x:t></x:is></x:c><x:c r="AB7"><x:v>1</x:v></x:c>'
    body = f'<x:row>{labels}</x:row><x:row r="7">{cells}</x:row>'
    found = reading.read(xlsx(body), SHEET)
    assert [(one.number, one.cell("name")) for one in found.lines] == [(7, "甲")]
    assert found.left == ["列：AB列（没有列名）（有内容）"]

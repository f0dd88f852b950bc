"""Small files that stand for gigabytes are refused while they are read: asked by what was done, not by the time."""

import io
import subprocess
import sys
import textwrap
import zipfile

import pytest

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import leftout, marking, reading
from supervision.ground.desk.book import bounds, sheetxml
from supervision.ground.desk.checking import Checked, Fault
from supervision.ground.errors import RuleViolation

from .files import HEAD, LABELS, line, packed, text, xlsx

ROW = line(text("甲"), text("农户"), text("种植业"), text("广信区 董团乡"))
FAR = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'


@pytest.fixture
def read_bytes(monkeypatch):
    """How much was inflated."""
    sizes, inner = [], zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda part, n=-1: sizes.append(n) or inner(part, n))
    return sizes


@pytest.fixture
def events(monkeypatch):
    """How many elements were looked at."""
    seen, inner = [], sheetxml._Walk.start
    monkeypatch.setattr(sheetxml._Walk, "start", lambda walk, *given: seen.append(1) or inner(walk, *given))
    return seen


def test_a_styled_cell_in_the_last_row_is_no_row():
    table = reading.read(xlsx(HEAD + ROW + FAR), SHEET)
    assert [one.number for one in table.lines] == [2]


def test_a_stray_value_far_away_is_read_in_its_place():
    table = reading.read(xlsx(HEAD + ROW + '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'), SHEET)
    assert [one.number for one in table.lines] == [2, 1_048_576]


@pytest.mark.parametrize(
    ("part", "body"),
    [
        ("xl/worksheets/sheet1.xml", "<c/>" * 10_000_000),
        ("xl/sharedStrings.xml", f"<sst><si><t>{'甲' * 8_000_000}</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", " " * 20_000_000),
    ],
)
def test_what_unfolds_a_thousandfold_is_refused_unopened(read_bytes, part, body):
    content = xlsx(HEAD, **{part: body})
    read_bytes.clear()
    with pytest.raises(RuleViolation, match="展开后过大"):
        reading.read(content, SHEET)
    assert len(read_bytes) < 12  # the workbook and its links


def test_cells_are_counted_as_they_come_by(monkeypatch, events):
    monkeypatch.setattr(bounds, "MOST_CELLS", 20_000)
    with pytest.raises(RuleViolation, match="范围过大"):
        reading.read(xlsx("<row>" + "<c/>" * 900_000 + "</row>"), SHEET)
    assert len(events) < 31_000


def test_elements_are_counted_before_the_first_is_looked_at(monkeypatch, events):
    monkeypatch.setattr(bounds, "MOST_TAGS", 500_000)
    with pytest.raises(RuleViolation, match="范围过大"):
        reading.read(xlsx("<row>" + "<c><v>1</v></c>" * 400_000 + "</row>"), SHEET)
    assert not events


@pytest.mark.parametrize("body", ["<a>" * 900_000, "<mergeCell/>" * 900_000, "<row/>" * 1_100_000])
def test_elements_that_are_no_cells_are_few(events, body):
    with pytest.raises(RuleViolation, match=r"已损坏|合并的单元格太多"):
        reading.read(xlsx(body), SHEET)
    assert len(events) < 1_050_000


def test_rows_are_counted_as_they_come_by(monkeypatch, events):
    monkeypatch.setattr(bounds, "MOST_ROWS", 50)
    with pytest.raises(RuleViolation, match="一次最多导入"):
        reading.read(xlsx(HEAD + ROW * 5_000), SHEET)
    assert len(events) < 1_000


def test_gaps_before_a_value_are_counted_too(monkeypatch):
    monkeypatch.setattr(bounds, "MOST_CELLS", 50_000)
    rows = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 9))
    with pytest.raises(RuleViolation, match="范围过大"):
        reading.read(xlsx(rows), SHEET)


def test_worksheets_share_what_there_is(monkeypatch):
    monkeypatch.setattr(bounds, "UNFOLDED", 5_000)
    with pytest.raises(RuleViolation, match="展开后过大"):
        reading.read(xlsx(HEAD + ROW * 200), SHEET)


@pytest.mark.parametrize(
    "body",
    [
        f'<row r="1" {"a" * 200_000}="x">' + "</row>",
        f"<row><c><f>{'1+' * 3_000_000}</f></c></row>",
        f"<row><c><v>{'1' * 200_000}</v></c></row>",
        f'<row><c t="inlineStr"><is><t>{"甲" * 80_000}</t></is></c></row>',
        '<row r="5"><c><v>1</v></c></row><row r="5"><c><v>1</v></c></row>',
        '<row r="9"><c r="!!9"><v>1</v></c></row>',
        '<row><c t="s"><v>-1</v></c></row>',
    ],
    ids=["attribute", "formula", "number", "text", "row twice", "no column", "no such text"],
)
def test_odd_worksheets_are_refused_in_words(body):
    with pytest.raises(RuleViolation, match=r"已损坏|展开后过大|没有找到表头"):
        reading.read(xlsx(body), SHEET)


def test_a_directory_of_very_many_parts_is_not_listed():
    content = packed(**{f"xl/{n:06d}": "" for n in range(12_000)})
    with pytest.raises(RuleViolation, match="展开后过大"):
        reading.read(content, SHEET)


def test_only_what_is_read_is_unfolded(read_bytes):
    """A picture of any size, a worksheet that nobody sees: no matter."""
    content = xlsx(
        HEAD + ROW, **{"xl/media/image1.png": b"\0" * 30_000_000, "xl/worksheets/sheet9.xml": "<c/>" * 5_000_000}
    )
    read_bytes.clear()
    table = reading.read(content, SHEET)
    assert len(read_bytes) < 20
    assert "图片（只读单元格里的内容）" in table.left


def test_a_lying_size_ends_where_it_says():
    content = bytearray(xlsx(HEAD + ROW * 3_000))
    at = content.rindex(b"PK\x01\x02")  # the directory's entry of the worksheet
    content[at + 24 : at + 28] = (500).to_bytes(4, "little")
    with pytest.raises(RuleViolation, match="已损坏"):
        reading.read(bytes(content), SHEET)


def test_the_marked_copy_of_what_unfolds_far_is_written_anew(monkeypatch):
    """openpyxl would take every part apart, the pictures too."""
    monkeypatch.setattr(marking, "load_workbook", None)
    content = xlsx(HEAD + ROW, **{"xl/media/image1.png": b"\0" * 70_000_000})
    table = reading.read(content, SHEET)
    copy = marking.marked(content, Checked(table, faults=[Fault(2, "kind", "主体类型", "农户", "不行。")]))
    assert zipfile.ZipFile(io.BytesIO(copy)).testzip() is None


def test_merged_cells_are_counted(monkeypatch):
    areas = "".join(f'<mergeCell ref="A{n}:D{n + 900}"/>' for n in range(2, 1_000))
    content = xlsx(HEAD + ROW * 1_000, after=f"<mergeCells>{areas}</mergeCells>")
    monkeypatch.setattr(leftout, "MOST_STEPS", 100_000)
    covered, inner = [], leftout._cover
    monkeypatch.setattr(leftout, "_cover", lambda *given: covered.append(1) or inner(*given))
    with pytest.raises(RuleViolation, match="合并的单元格太多"):
        reading.read(content, SHEET)
    assert len(covered) < 110_000


LIMITED = """
    import resource, sys
    resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))  # killed is this process, and nothing else
    import django
    django.setup()
    from supervision.ground.desk import reading
    from supervision.ground.errors import RuleViolation
    from supervision.grid.sheets.subject import SHEET
    try:
        reading.read(sys.stdin.buffer.read(), SHEET)
    except RuleViolation as refused:
        sys.stdout.buffer.write(str(refused).encode())
"""
WIDE = "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 400))


def test_the_process_that_reads_it_lives_on():
    asked = [sys.executable, "-c", textwrap.dedent(LIMITED)]
    ended = subprocess.run(asked, input=xlsx(WIDE), capture_output=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr.decode()[-500:]
    assert "范围过大" in ended.stdout.decode()


def test_honest_files_pass():
    table = reading.read(xlsx(HEAD + ROW * 5_000), SHEET)
    assert len(table.lines) == 5_000
    assert set(table.lines[0].head.places) == {column.name for column in SHEET.columns}
    assert len(LABELS) == len(table.lines[0].head.places)

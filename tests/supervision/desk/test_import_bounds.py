"""Small files that unfold to gigabytes are refused before a reader lays them out."""

import io
import subprocess
import sys
import textwrap
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from supervision.ground.desk import bounds
from supervision.ground.desk.models import ImportBatch
from supervision.ground.errors import RuleViolation

from .conftest import URL, row

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<row r="1"><c r="A1"><v>1</v></c></row>'


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def xlsx(rows: str, **more: str) -> bytes:
    """One worksheet with these rows, by hand: openpyxl would not write them."""
    kinds = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{LINKS.replace("relationships", "content-types")}">{kinds}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument"'
        ' Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{LINKS}"><Relationship Id="rId1"'
        f' Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>',
    }
    return packed(**parts | more)


def ods(columns: int, rows: int) -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    cell = f'<t:table-cell o:value-type="float" o:value="1" t:number-columns-repeated="{columns}"/>'
    return packed(
        **{
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<o:document-content xmlns:o="{urn}:office:1.0" xmlns:t="{urn}:table:1.0"><o:body>'
            f'<o:spreadsheet><t:table t:name="a"><t:table-row t:number-rows-repeated="{rows}">{cell}</t:table-row>'
            "</t:table></o:spreadsheet></o:body></o:document-content>",
        }
    )


FURTHEST = xlsx(HEAD + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
DEADLY = {
    "the furthest cell": FURTHEST,
    "a stray cell far below": xlsx(HEAD + '<row r="1048576"><c r="Z1048576"><v>1</v></c></row>'),
    "letters beyond Excel's": xlsx(HEAD + '<row r="9"><c r="AAAAAAZ9"><v>1</v></c></row>'),
    "small letters": xlsx(HEAD + '<row r="9"><c r="xfd20000"><v>1</v></c></row>'),
    "a sign before the place": xlsx(HEAD + '<row r="9"><c s=">" r="XFD20000"><v>1</v></c></row>'),
    "a row far below, cells without places": xlsx('<row r="1048576">' + "<c><v>1</v></c>" * 20 + "</row>"),
    "another name space": xlsx(
        HEAD + f'<x:row xmlns:x="{MAIN}" r="1048576"><x:c r="Z1048576"><x:v>1</x:v></x:c></x:row>'
    ),
}


@pytest.mark.parametrize("name", DEADLY)
def test_what_reaches_too_far_is_refused(name):
    with pytest.raises(RuleViolation, match="工作表范围过大"):
        bounds.check(DEADLY[name])


def test_a_worksheet_of_any_name_is_looked_at():
    text = f'<worksheet xmlns="{MAIN}"><sheetData><row r="1048576"><c r="XFD1048576"/></row></sheetData></worksheet>'
    with pytest.raises(RuleViolation, match="工作表范围过大"):
        bounds.check(xlsx(HEAD, **{"xl/media/picture.png": text}))


def test_pictures_and_lying_sizes():
    bounds.check(xlsx(HEAD, **{"xl/media/picture.png": "\x89PNG\r\n"}))
    content = bytearray(xlsx(HEAD + " " * 2_000_000 + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))
    told = (len(f'<worksheet xmlns="{MAIN}"><sheetData>{HEAD}</sheetData></worksheet>')).to_bytes(4, "little")
    at = content.rindex(b"PK\x01\x02")  # the directory's entry of the last part
    content[at + 24 : at + 28] = told
    with pytest.raises(RuleViolation, match="工作表范围过大"):
        bounds.check(bytes(content))


def test_what_unfolds_too_far_is_refused(monkeypatch):
    monkeypatch.setattr(bounds, "UNFOLDED", 1_000_000)
    with pytest.raises(RuleViolation, match="展开后过大"):
        bounds.check(xlsx(HEAD + " " * 2_000_000))


@pytest.mark.parametrize(
    "content",
    [
        ods(2, 2),
        packed(**{"xl/workbook.bin": "x"}),
        packed(**{"word/document.xml": "<a/>"}),
        xlsx(HEAD, **{"content.xml": "<a/>", "mimetype": "application/vnd.oasis.opendocument.spreadsheet"}),
        xlsx("<row"),
        xlsx(HEAD, **{"xl/a.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a/>'}),
        b"%PDF-1.7",
        b"",
    ],
)
def test_other_kinds_of_file_are_none(content):
    with pytest.raises((ValueError, zipfile.BadZipFile)):
        bounds.check(content)


def test_an_ordinary_workbook_passes(cast, sheet_of):
    file = sheet_of(*(row(name=f"第{n}家") for n in range(300)))
    bounds.check(file.read())
    file.seek(0)
    assert cast.guangxin.post_to(URL + "import/", {"file": file}).status_code == 302
    places_left_out = xlsx("<row><c><v>1</v></c><c><v>2</v></c></row>" * 3)
    bounds.check(places_left_out)
    assert CalamineWorkbook.from_filelike(io.BytesIO(places_left_out)).get_sheet_by_index(0).end == (2, 1)


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


@pytest.mark.parametrize(
    ("content", "said"), [(FURTHEST, "工作表范围过大"), (ods(1000, 1_000_000), "无法读取这个文件")]
)
def test_the_process_that_reads_it_lives_on(content, said):
    assert len(content) < 3_000
    asked = [sys.executable, "-c", textwrap.dedent(LIMITED)]
    ended = subprocess.run(asked, input=content, capture_output=True, timeout=60, check=False)
    assert ended.returncode == 0, ended.stderr.decode()[-500:]
    assert said in ended.stdout.decode()


def test_the_page_says_so_at_the_file(cast, monkeypatch):
    def reader(*_given):
        raise AssertionError("the reader must not see it")

    monkeypatch.setattr("supervision.ground.desk.reading.CalamineWorkbook", reader)
    answer = cast.guangxin.post_to(URL + "import/", {"file": SimpleUploadedFile("名录.xlsx", FURTHEST)})
    assert answer.status_code == 422
    assert "工作表范围过大" in answer.context["form"].errors["file"][0]
    assert not ImportBatch.objects.exists()

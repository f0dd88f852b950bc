"""Small files of the kinds that went wrong, from the upload to the page: how many rows are good, what is red, what is
named as left out."""

import re
from contextlib import nullcontext

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from supervision.ground.desk.models import ImportBatch
from tests.supervision.desk.conftest import URL

from .files import GOOD, HEAD, LABELS, line, named, text, workbook, xlsx

ERROR = '<c t="e"><f>VLOOKUP(A1,Z1:Z2,1,0)</f><v>#N/A</v></c>'
PLAIN = [text(value) for value in ("甲", *GOOD)]


def errors() -> bytes:
    """One in each of five columns, a name among them, and a day that would have been today."""
    rows = [line(ERROR, *PLAIN[1:])]
    for n, at in enumerate((5, 6, 8, 9, 11)):
        rows.append(line(text(f"己{n}"), *PLAIN[1:], *["<c/>"] * (at - 4), ERROR))
    return xlsx(HEAD + "".join(rows))


def hidden(page):
    page.row_dimensions[3].hidden = True


def merged(page):
    page.merge_cells("D2:D4")


def put(**labels: str) -> list[str]:
    """The template's head with other words."""
    return [labels.get(label.strip("*"), label) for label in LABELS]


PHONE = ["张三", "13800138021"]
FILES = {
    "spaced head": (workbook(("名录", [put(名称="名  称"), ["甲", *GOOD]])), (1, 0), []),
    "decorated heads": (
        workbook(("名录", [put(联系人="联 系 人", 联系电话="联系电话\u200b"), ["甲", *GOOD, None, *PHONE]])),
        (1, 0),
        [],
    ),
    "another word": (workbook(("名录", [put(统一社会信用代码="社会信用代码"), ["甲", *GOOD]])), (1, 0), ["读作"]),
    "errors": (errors(), (0, 6), ["公式出错（#N/A）"]),
    "hidden row": (workbook(("名录", named("子一", "子二", "子三")), change=hidden), (2, 0), ["第3行，共1行"]),
    "notes first": (workbook(("填写说明", [["名称", "必填"]]), ("监管对象", named("丑一"))), (1, 0), ["“监管对象”表"]),
    "two sheets": (workbook(("董团乡", named("丑三")), ("皂头镇", named("丑四", "丑五"))), (3, 0), ["“皂头镇”表"]),
    "twins in two sheets": (
        workbook(("董团乡", named("丑三")), ("皂头镇", named("丑三"))),
        (1, 1),
        ["与“董团乡”表第2行重复"],
    ),
    "styled last row": (xlsx(HEAD + line(*PLAIN) + '<row r="1048576"><c r="L1048576" s="0"/></row>'), (1, 0), []),
    "long number": (xlsx(HEAD + line("<c><v>1234567890123456789</v></c>", *PLAIN[1:])), (0, 1), ["末几位已丢失"]),
    "foot": (workbook(("名录", [*named("酉一"), ["合计"], ["填报人：", None, "审核人："]])), (1, 0), ["第3行“合计”"]),
    "merged": (workbook(("名录", named("酉一", "酉二", "酉三")), change=merged), (1, 2), ["与D2合并成了一格"]),
    "a bad choice with signs": (
        xlsx(HEAD + line(text("乙"), text("农_x0007_户x"), *PLAIN[2:]) + line(*PLAIN)),
        (1, 1),
        ["这个选项"],
    ),
    "text with commas": ("\n".join([",".join(LABELS), ",".join(["甲", *GOOD])]).encode("gbk"), (1, 0), ["CSV"]),
}


@pytest.mark.parametrize("name", FILES)
def test_the_dry_run_says_what_is_in_it(cast, name):
    content, (good, bad), said = FILES[name]
    upload = SimpleUploadedFile("名录.xlsx", content)
    answer = cast.guangxin.post_to(URL + "import/", {"file": upload}, follow=True)
    assert answer.status_code == 200, answer.context["form"].errors
    result = answer.context["result"]
    assert (result["good"], result["bad"]) == (good, bad), [str(cell) for cell in result["cells"]]
    page = re.sub(r"\s+", " ", answer.content.decode())
    for text_ in said:
        assert text_ in page
    assert "没有读入" in page
    batch = ImportBatch.objects.get()
    if bad:
        marked = cast.guangxin.get(f"{URL}import/{batch.pk}/marked/")
        assert marked.status_code == 200
        assert marked.content[:2] == b"PK"


@pytest.mark.parametrize("name", ["errors", "two sheets", "foot", "a bad choice with signs", "text with commas"])
def test_the_command_says_the_same_and_writes_its_report(cast, tmp_path, capsys, name):
    content, (_good, bad), said = FILES[name]
    file, report = tmp_path / "in.xlsx", tmp_path / "out.xlsx"
    file.write_bytes(content)
    asked = ["subjects", str(file), "--as", "guangxin", "--dry-run", "--report", str(report)]
    with pytest.raises(CommandError) if bad else nullcontext():
        call_command("import_register", *asked)
    told = capsys.readouterr().out
    assert all(text_ in told for text_ in said)
    assert load_workbook(report).worksheets[0].max_row >= 2

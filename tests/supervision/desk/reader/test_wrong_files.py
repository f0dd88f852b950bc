"""Each wrong file is told what it is, whatever its name says."""

import struct

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.grid.sheets.subject import SHEET
from supervision.ground.desk import reading
from supervision.ground.errors import RuleViolation
from tests.supervision.desk.conftest import URL

from .files import HEAD, named, packed, record, storage, workbook, xls, xlsx

WHOLE = workbook(("名录", named("甲")))
LOCKED_PART = bytearray(packed(**{"xl/workbook.xml": "<a/>", "[Content_Types].xml": "<a/>"}))
LOCKED_PART[LOCKED_PART.index(b"PK\x01\x02") + 8] |= 1
WRONG = {
    "empty": (b"", "空文件"),
    "text": (b"hello", "文本文件"),
    "binary": (bytes(range(256)) * 20, "不是 Excel 文件"),
    "web page": ("<html><table><tr><td>名称</td></tr></table>".encode("gbk"), "网页文件"),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页文件"),
    "excel 2003 xml": (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><a/>', "XML"),
    "pdf": (b"%PDF-1.7 ...", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n....", "图片"),
    "heic": (b"\0\0\0\x18ftypheic....", "图片"),
    "rtf": (b"{\\rtf1 ...}", "文字文档"),
    "rar": (b"Rar!\x1a\x07....", "压缩包"),
    "zip": (packed(**{"名录.txt": "甲"}), "压缩包"),
    "docx": (packed(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}), "文字文档"),
    "pptx": (packed(**{"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "演示文稿"),
    "xlsb": (packed(**{"[Content_Types].xml": "<a/>", "xl/workbook.bin": b"x"}), "xlsb"),
    "ods": (packed(**{"mimetype": "application/vnd.oasis", "content.xml": "<a/>"}), "ods"),
    "both ods and xlsx": (xlsx(HEAD, **{"mimetype": "a", "content.xml": "<a/>"}), "ods"),
    "locked": (storage(EncryptionInfo=b"x", EncryptedPackage=b"x"), "加了密码"),
    "locked part": (bytes(LOCKED_PART), "加了密码"),
    "locked xls": (xls(("a", 0, b""), more=record(0x2F, bytes(6))), "加了密码"),
    "doc": (storage(WordDocument=b"x"), "文字文档"),
    "ppt": (storage(**{"PowerPoint Document": b"x"}), "演示文稿"),
    "another storage": (storage(Anything=b"x"), "不是 Excel 文件"),
    "cut off": (WHOLE[:-30], "不完整"),
    "cut off xls": (xls(("a", 0, b""))[:600], "不完整"),
    "only the start": (b"PK\x03\x04broken", "不完整"),
    "no xml": (xlsx("<row"), "已损坏"),
    "flipped": (WHOLE.replace(b"PK\x03\x04", b"PK\x03\x05"), "已损坏"),
    "entities": (xlsx(HEAD, **{"xl/sharedStrings.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "已损坏"),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_is_told_what_it_is(name):
    content, said = WRONG[name]
    with pytest.raises(RuleViolation, match=said) as refused:
        reading.read(content, SHEET)
    assert refused.value.field == "file"


def test_a_workbook_with_macros_is_read_and_they_are_not():
    content = xlsx(HEAD + "<row><c><v>1</v></c></row>", **{"xl/vbaProject.bin": b"\xd0\xcf"})
    assert len(reading.read(content, SHEET).lines) == 1


def test_a_chain_that_runs_in_a_circle_ends():
    content = bytearray(storage(Workbook=b"x"))
    struct.pack_into("<I", content, 512 + 4, 1)  # the directory goes on with itself
    with pytest.raises(RuleViolation, match="不完整"):
        reading.read(bytes(content), SHEET)


@pytest.mark.parametrize("name", ["web page", "cut off", "locked"])
def test_the_page_says_so_at_the_file(cast, name):
    content, said = WRONG[name]
    answer = cast.guangxin.post_to(URL + "import/", {"file": SimpleUploadedFile("名录.xls", content)})
    assert answer.status_code == 422
    assert said in answer.context["form"].errors["file"][0]


def test_the_template_of_another_register_is_named(cast):
    from greenfood.sheets import SHEET as OTHER

    content = workbook(("a", [[column.label for column in OTHER.columns], ["绿色食品"]]))
    answer = cast.guangxin.post_to(URL + "import/", {"file": SimpleUploadedFile("名录.xlsx", content)})
    assert "这是“绿色有机地标认证”的表格" in answer.context["form"].errors["file"][0]

"""What a file is that holds no worksheets for us, whatever its name says."""

from __future__ import annotations

import io
import struct
import zipfile

from . import bounds, ole

SAVE_AS = "请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"
EMPTY = "这是空文件（0 字节），请重新选择。"
DAMAGED = "文件已损坏，无法读取。请用 Excel 打开，另存为 .xlsx 再上传。"
CUT_OFF = "文件不完整，可能没有下载完或没有保存完。请重新保存后再上传。"
LOCKED = "文件加了密码，无法读取。请在 Excel 里取消密码，另存为 .xlsx 再上传。"
WORD = "这是文字文档（Word 或 WPS 文字），不是表格。请把表格复制到 Excel 里，存为 .xlsx 再上传。"
SLIDES = "这是演示文稿，不是表格。请上传 Excel 文件（.xlsx 或 .xls）。"
ODS = f"这是 OpenDocument 表格（.ods）。{SAVE_AS}"
XLSB = f"这是二进制的 Excel 工作簿（.xlsb）。{SAVE_AS}"
PACKED = "这是压缩包。请解压后，上传里面的 Excel 文件。"
PDF = "这是 PDF 文件，不是表格。请上传 Excel 文件（.xlsx 或 .xls）。"
PICTURE = "这是图片，不是表格。请上传 Excel 文件（.xlsx 或 .xls）。"
HTML = f"这是网页文件（HTML），只是起了表格的名字。{SAVE_AS}"
XML = f"这是 XML 格式的文件（如 Excel 2003 XML 表格）。{SAVE_AS}"
TEXT = "这是文本文件，里面没有分成列的表格。请上传 Excel 文件（.xlsx 或 .xls）。"
UNKNOWN = "无法读取这个文件，它不是 Excel 文件。请上传 .xlsx 或 .xls。"

BEGINNINGS = (
    (b"%PDF", PDF), (b"\x89PNG", PICTURE), (b"\xff\xd8\xff", PICTURE), (b"GIF8", PICTURE), (b"BM", PICTURE),
    (b"II*\x00", PICTURE), (b"MM\x00*", PICTURE), (b"Rar!", PACKED), (b"7z\xbc\xaf", PACKED), (b"\x1f\x8b", PACKED),
    (b"{\\rtf", WORD),
)  # fmt: skip
IN_PACKAGE = (
    ("xl/workbook.bin", XLSB), ("content.xml", ODS), ("word/document.xml", WORD), ("ppt/presentation.xml", SLIDES),
)  # fmt: skip
IN_STORAGE = (("EncryptedPackage", LOCKED), ("WordDocument", WORD), ("PowerPoint Document", SLIDES))


def sentence(content: bytes) -> str:
    """What the file is, or nothing when it may be read."""
    if not content:
        return EMPTY
    if content.startswith(b"PK"):
        return _package(content)
    if content.startswith(ole.MAGIC):
        return _storage(content)
    if content[:12].endswith(b"WEBP") or content[4:8] == b"ftyp":
        return PICTURE
    return next((said for start, said in BEGINNINGS if content.startswith(start)), "") or _text(content)


def _package(content: bytes) -> str:
    if content.rfind(bounds.END, -66_000) < 0:
        return CUT_OFF
    try:
        package = bounds.Package(content)
    except (zipfile.BadZipFile, struct.error, ValueError):
        return CUT_OFF
    if package.locked:
        return LOCKED
    for name, said in IN_PACKAGE:
        if name in package:
            return said
    office = "[Content_Types].xml" in package or any(name.endswith("workbook.xml") for name in package.entries)
    return "" if office else PACKED


def _storage(content: bytes) -> str:
    try:
        names = ole.names(content)
    except (struct.error, ValueError, LookupError):
        return CUT_OFF
    for name, said in IN_STORAGE:
        if name in names:
            return said
    return "" if names & {"Workbook", "Book"} else UNKNOWN


def _text(content: bytes) -> str:
    start = io.BytesIO(content).read(4096).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head", b"<style", b"<div")):
        return HTML
    if start.startswith(b"mime-version") or b"<html" in start:
        return HTML
    return XML if start.startswith(b"<?xml") else ""

"""Comma-separated text, as Excel and WPS save it: UTF-8 with or without its mark, UTF-16, or the Chinese code page."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

from supervision.ground.errors import RuleViolation

from . import foreign
from .bounds import Budget
from .cells import Book, Page

CODINGS = ("utf-8-sig", "gb18030")
KEPT_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)  # how some programs keep the zeros of a number
UNKNOWABLE = "CSV 文件没有格式：以“0”开头的号码和长号码可能在存成 CSV 时已经变了，请核对。"


def read(content: bytes) -> Book:
    text = _decoded(content)
    if "\0" in text:
        raise RuleViolation(foreign.UNKNOWN, field="file")
    start = text[:20_000]
    sign = max(",\t;", key=start.count)
    if sign not in start:
        raise RuleViolation(foreign.TEXT, field="file")
    page, budget = Page(""), Budget()
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
        line: list[Any] = [_value(cell) for cell in cells]
        while line and line[-1] is None:
            line.pop()
        if line:
            budget.take_row(len(line))
            page.lines.append((number, line))
    return Book([page], UNKNOWABLE)


def _value(cell: str) -> str | None:
    kept = KEPT_AS_TEXT.fullmatch(cell)
    return (kept[1] if kept else cell) or None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for coding in CODINGS:
        try:
            return content.decode(coding)
        except UnicodeDecodeError:
            continue
    raise RuleViolation(foreign.UNKNOWN, field="file")

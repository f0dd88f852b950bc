from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from supervision.grid.sheets.subject import SHEET
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground.subjects.models import Subject
from tests import make
from tests.cast import DONGTUAN, SHAXI

URL = "/supervision/subjects/"
CODE = "91361104MA35F1234L"


@pytest.fixture
def subjects(cast: Any) -> list[Subject]:
    """Three of 董团乡 and one of the neighbour."""
    return [
        make.subject("董团一号合作社"),
        make.subject("董团二号合作社"),
        make.subject("董团三号农户", kind="smallholder", phone="13907931234"),
        make.subject("沙溪邻居合作社", at=SHAXI),
    ]


@pytest.fixture
def fields() -> dict[str, Any]:
    """A form filled in rightly."""
    return {
        "name": "新登记的合作社",
        "kind": "cooperative",
        "industry": "planting",
        "leading": "",
        "region": DONGTUAN,
        "registered_on": "2021-12-01",
        "version": "",
        "client_key": "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b11",
    }


def opened(answer: Any) -> Any:
    """The workbook of a download."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return load_workbook(io.BytesIO(content))


@pytest.fixture
def sheet_of() -> Callable[..., SimpleUploadedFile]:
    """An upload with the template's header and these rows, given as dictionaries by column name."""

    def make_file(*rows: dict[str, Any], drop: str = "") -> SimpleUploadedFile:
        book = Workbook()
        columns = [column for column in SHEET.columns if column.name != drop]
        book.active.append([("*" if column.required else "") + column.label for column in columns])
        for row in rows:
            book.active.append([row.get(column.name) for column in columns])
        out = io.BytesIO()
        book.save(out)
        return SimpleUploadedFile("名录.xlsx", out.getvalue())

    return make_file


def row(**changes: Any) -> dict[str, Any]:
    given = {"name": "导入的合作社", "kind": "农民专业合作社", "industry": "种植业", "region": "广信区 董团乡"}
    return given | changes


__all__ = ["CODE", "SUBJECTS", "URL", "opened", "row"]

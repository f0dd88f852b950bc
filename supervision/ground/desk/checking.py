"""The dry run: every cell looked at, every fault named; a bad row never stops the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.entry import asks_why_late, why_late
from supervision.ground.people import Post
from supervision.ground.regions import Region
from supervision.ground.subjects import Subject

from . import places
from .reading import Table
from .sheets import BadCell, Sheet, SheetColumn, text_of


@dataclass(frozen=True)
class Fault:
    """A bad cell: Excel's row, the column, what stands there, what is wrong."""

    row: int
    name: str
    column: str
    value: str
    message: str


@dataclass
class Checked:
    table: Table
    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.table.rows)

    @property
    def bad_rows(self) -> set[int]:
        return {fault.row for fault in self.faults}

    @property
    def bad(self) -> int:
        return len(self.bad_rows)

    @property
    def good_rows(self) -> list[dict[str, Any]]:
        bad = self.bad_rows
        return [row for row, number in zip(self.rows, self.numbers, strict=True) if number not in bad]


def check(table: Table, sheet: Sheet, *, by: Post, late_why: str = "") -> Checked:
    """Read every cell, then ask about places, repeats in the file, the register, and the rows together.

    `late_why` is the reason of a file of old records (历史补录); without one, what is old is a fault.
    """
    found = Checked(table)
    labels = {column.name: column for column in sheet.columns}
    for number, line in table.rows:
        row: dict[str, Any] = {"row": number}
        for column in sheet.columns:
            at = table.places.get(column.name)
            raw = line[at] if at is not None and at < len(line) else None
            try:
                row[column.name] = column.read(raw)
            except BadCell as wrong:
                row[column.name] = None
                found.faults.append(Fault(number, column.name, column.label, text_of(raw or "")[:60], str(wrong)))
        found.rows.append(row)
        found.numbers.append(number)
    for at, name, message in (*_of_all(found.rows, sheet, by), *([] if late_why else _late(found.rows, sheet))):
        value = found.rows[at].get(name)
        column = labels[name]
        found.faults.append(Fault(found.numbers[at], name, column.label, _said(column, value), message))
    found.faults.sort(key=lambda fault: fault.row)
    return found


def _of_all(rows: list[dict[str, Any]], sheet: Sheet, by: Post) -> Iterator[tuple[int, str, str]]:
    for column in sheet.columns:
        if column.kind == "region":
            yield from _regions(rows, column, by)
        if column.unique:
            yield from _repeats(rows, column)
        if column.known:
            yield from _known(rows, column)
    if sheet.check:
        yield from sheet.check(rows, by=by)


def _late(rows: list[dict[str, Any]], sheet: Sheet) -> Iterator[tuple[int, str, str]]:
    """What happened too long ago to be entered without a reason, asked of the record as its row would make it."""
    model: Any = sheet.model
    day = getattr(model, "DATE_FIELD", "")
    if not asks_why_late(model) or day not in {column.name for column in sheet.columns}:
        return
    for at, row in enumerate(rows):
        given = {name: row[name] for name in (day, "subject") if isinstance(row.get(name), (dt.date, Subject))}
        if day in given and (sentence := why_late(model(**given))):
            yield at, day, f"{sentence}整张表都是历史数据的，请在上传时填写“历史补录原因”。"


def _repeats(rows: list[dict[str, Any]], column: SheetColumn) -> Iterator[tuple[int, str, str]]:
    first: dict[Any, int] = {}
    for at, row in enumerate(rows):
        value = row[column.name]
        if value is None:
            continue
        if value in first:
            yield at, column.name, f"与第{rows[first[value]]['row']}行重复。"
        else:
            first[value] = at


def _known(rows: list[dict[str, Any]], column: SheetColumn) -> Iterator[tuple[int, str, str]]:
    values = {row[column.name] for row in rows} - {None}
    there = column.known(values) if values and column.known else set()
    for at, row in enumerate(rows):
        if row[column.name] in there:
            yield at, column.name, column.known_message


def _regions(rows: list[dict[str, Any]], column: SheetColumn, by: Post) -> Iterator[tuple[int, str, str]]:
    """Put the Region in the place of what was written: a code, "县 乡镇", "县 乡镇 村", or a name that is clear."""
    asked = {row[column.name] for row in rows} - {None}
    if not asked:
        return
    mine, elsewhere = _book_of_places(by)
    for at, row in enumerate(rows):
        written = row[column.name]
        if written is None:
            continue
        spoken = _spoken(written)
        found = mine.get(spoken, [])
        fitting = [region for region in found if region.level in column.levels]
        if len(fitting) == 1:
            row[column.name] = fitting[0]
        elif fitting:
            yield at, column.name, "有多个同名地区，请写成“县 乡镇 村”，或填区划代码。"
        elif found:
            yield at, column.name, "请填到乡镇（街道）或村（社区）。"
        else:
            yield at, column.name, "不在您的辖区内。" if spoken in elsewhere else "没有这个地区。"


def _book_of_places(by: Post) -> tuple[dict[str, list[Region]], set[str]]:
    """Every way to write a place of the scope, and every way to write any other."""
    regions = Region.objects.filter(closed=None).select_related("county", "township").order_by("code")
    scope = set(places.within(by).values_list("pk", flat=True))
    mine: dict[str, list[Region]] = {}
    elsewhere: set[str] = set()
    for region in regions:
        names = {region.pk, _spoken(region.name), _spoken(region.full_name)}
        if region.township and region.township_id != region.pk:
            names.add(_spoken(f"{region.township.name}{region.name}"))
        if region.pk in scope:
            for name in names:
                mine.setdefault(name, []).append(region)
        else:
            elsewhere |= names
    return mine, elsewhere


def _spoken(text: str) -> str:
    return "".join(text.split()).replace("/", "")


def _said(column: SheetColumn, value: Any) -> str:
    if value is None:
        return ""
    return dict(column.choices).get(value, str(value))[:60]

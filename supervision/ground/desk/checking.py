"""The dry run: every cell looked at, every fault named; a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.people import Post
from supervision.ground.regions import Region

from . import places
from .book import Broken
from .comparing import Changed, Known
from .reading import Line, Table
from .sheets import BadCell, Sheet, SheetColumn, text_of

SAFE_DIGITS = 10**15  # beyond this Excel has already replaced digits by zeros
WORDS = ("text", "code", "region", "choice", "phone", "credit", "identity")
DIGITS_LOST = "长号码被存成了数字，末几位已丢失。请把单元格设为文本格式后重新填写。"


@dataclass(frozen=True)
class Fault:
    """A bad cell: Excel's row, the column, what stands there, what is wrong; the worksheet where several are read."""

    row: int
    name: str
    column: str
    value: str
    message: str
    sheet: str = ""

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.row


@dataclass
class Checked:
    """What was found. `rows` are the new ones, with their `lines`; `known` those that the register has already."""

    table: Table
    rows: list[dict[str, Any]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    same: int = 0
    changed: list[Changed] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.table.lines)

    @property
    def bad_rows(self) -> set[tuple[str, int]]:
        return {fault.place for fault in self.faults}

    @property
    def bad(self) -> int:
        return len(self.bad_rows)

    @property
    def good(self) -> int:
        return self.total - self.bad - self.same - len(self.changed)

    @property
    def good_rows(self) -> list[dict[str, Any]]:
        bad = self.bad_rows
        return [row for row, line in zip(self.rows, self.lines, strict=True) if line.place not in bad]


def check(table: Table, sheet: Sheet, *, by: Post, known: Known | None = None) -> Checked:
    """Read every cell, then ask about places, repeats in the file, the register, and the rows together. Rows that the
    register has already are not new ones.
    """
    known = known or Known()
    found = Checked(table, same=known.same, changed=known.changed)
    labels = {column.name: column for column in sheet.columns}
    for line, label, value, message in known.missing:
        found.faults.append(Fault(line.number, "number", label, value, message, line.sheet))
    for line in table.lines:
        if line.place in known.places:
            continue
        row: dict[str, Any] = {"row": line.number, "where": line.where}
        for column in sheet.columns:
            raw = line.cell(column.name)
            try:
                plain = raw is None or type(raw) is str  # most of them, and imports have millions
                row[column.name] = column.read(raw) if plain else _value(column, raw)
            except BadCell as wrong:
                row[column.name] = None
                found.faults.append(_fault(line, column, "" if raw is None else text_of(raw)[:60], str(wrong)))
        found.rows.append(row)
        found.lines.append(line)
    for at, name, message in _of_all(found.rows, sheet, by):
        column = labels[name]
        found.faults.append(_fault(found.lines[at], column, _said(column, found.rows[at].get(name)), message))
    order = {line.place: at for at, line in enumerate(table.lines)}
    found.faults.sort(key=lambda fault: order[fault.place])
    return found


def _fault(line: Line, column: SheetColumn, value: str, message: str) -> Fault:
    return Fault(line.number, column.name, column.label, value, message, line.sheet)


def _value(column: SheetColumn, raw: Any) -> Any:
    """What the cell holds, if it holds a value at all: an error is none, and a long number has lost its end."""
    if isinstance(raw, Broken):
        raise BadCell(raw.said)
    number = isinstance(raw, (int, float)) and not isinstance(raw, bool)
    if number and column.kind in WORDS and abs(raw) >= SAFE_DIGITS:
        raise BadCell(DIGITS_LOST)
    return column.read(raw)


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


def _repeats(rows: list[dict[str, Any]], column: SheetColumn) -> Iterator[tuple[int, str, str]]:
    first: dict[Any, int] = {}
    for at, row in enumerate(rows):
        value = row[column.name]
        if value is None:
            continue
        if value in first:
            yield at, column.name, f"与{rows[first[value]]['where']}重复。"
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

"""The dry run: every cell looked at, every fault named; a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.people import Post

from . import placed
from .book import Broken
from .calls import Question
from .comparing import Changed, Known
from .reading import Line, Table
from .ruled import by_the_rules
from .sheets import BadCell, Sheet, SheetColumn, text_of

Read = tuple[Any, str, str | None]
Tell = Callable[[int, int, str], None]
MOST_WORDS = 5_000  # of one column
STEP = 500  # rows between two words about how far it is


@dataclass(frozen=True)
class Fault:
    """A bad cell: Excel's row, the column, what stands there, what is wrong; the worksheet where several are read."""

    row: int
    name: str
    column: str
    value: str
    message: str
    sheet: str = ""
    asks: bool = False  # kept back unless a person says that it is right

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
    remarks: list[Fault] = field(default_factory=list)  # how good cells were read, and doubts: no row is held back
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
        return self.rows_with(())

    def rows_with(self, right: Collection[tuple[str, int]]) -> list[dict[str, Any]]:
        """The faultless rows, and of those that were asked about the ones that a person says are right."""
        bad = self.bad_rows - (asked_of(self.faults) & set(right))
        return [row for row, line in zip(self.rows, self.lines, strict=True) if line.place not in bad]


def asked_of(faults: Iterable[Fault]) -> set[tuple[str, int]]:
    """The rows of which nothing is wrong, but something is asked."""
    wrong: set[tuple[str, int]] = set()
    asked: set[tuple[str, int]] = set()
    for fault in faults:
        (asked if fault.asks else wrong).add(fault.place)
    return asked - wrong


class Reader:
    """What a cell of one column says: (value, how it was read, what is wrong). The same words are read once: of kinds,
    places and days a long list repeats a few.
    """

    def __init__(self, column: SheetColumn):
        self.column, self.known = column, dict[str, Read]()

    def __call__(self, raw: Any) -> Read:
        if type(raw) is not str:
            return self._read(raw)
        found = self.known.get(raw)
        if found is None:
            found = self._read(raw)
            if len(self.known) < MOST_WORDS:
                self.known[raw] = found
        return found

    def _read(self, raw: Any) -> Read:
        try:
            plain = raw is None or type(raw) is str  # most of them, and imports have millions
            value = self.column.read(raw) if plain else _value(self.column, raw)
            return value, self.column.note(raw, value) if value is not None else "", None
        except BadCell as wrong:
            return None, "", str(wrong)


def check(
    table: Table, sheet: Sheet, *, by: Post, known: Known | None = None, tell: Tell = lambda done, total, text: None
) -> Checked:
    """Read every cell, then ask about places, repeats in the file, the register, and the rows together. Rows that the
    register has already are not new ones.
    """
    known = known or Known()
    found = Checked(table, same=known.same, changed=known.changed)
    for line, label, value, message in known.missing:
        found.faults.append(Fault(line.number, "number", label, value, message, line.sheet))
    readers = [(column, Reader(column)) for column in sheet.columns]
    for at, line in enumerate(table.lines):
        if at % STEP == 0:
            tell(at, len(table.lines), "正在逐格检查")
        if line.place in known.places:
            continue
        row: dict[str, Any] = {"row": line.number, "where": line.where}
        for column, reader in readers:
            raw = line.cell(column.name)
            value, note, wrong = reader(raw)
            row[column.name] = value
            if wrong is not None:
                found.faults.append(_fault(line, column, "" if raw is None else text_of(raw)[:60], wrong))
            elif note:
                found.remarks.append(_fault(line, column, text_of(raw)[:60], note))
        found.rows.append(row)
        found.lines.append(line)
    _ask_together(found, sheet, by)
    order = {line.place: at for at, line in enumerate(table.lines)}
    for told in (found.faults, found.remarks):
        told.sort(key=lambda fault: order[fault.place])
    return found


def _ask_together(found: Checked, sheet: Sheet, by: Post) -> None:
    """What only all rows together know: places, repeats, the register, and the noun's own rules."""
    labels = {column.name: column for column in sheet.columns}
    told: list[tuple[int, str, str]] = []

    def fault(at: int, name: str, message: str) -> Fault:
        return _fault(found.lines[at], labels[name], _said(labels[name], found.rows[at].get(name)), message)

    found.faults += [fault(*one) for one in _of_all(found.rows, sheet, by, told)]
    bad = found.bad_rows
    whole = [at for at, line in enumerate(found.lines) if line.place not in bad]
    found.faults += [fault(*one) for one in by_the_rules(found.rows, whole, sheet, by)]
    found.remarks += [fault(*one) for one in told]


def _fault(line: Line, column: SheetColumn, value: str, message: str) -> Fault:
    asks = isinstance(message, Question)
    return Fault(line.number, column.name, column.label, value, str(message), line.sheet, asks)


def _value(column: SheetColumn, raw: Any) -> Any:
    """What the cell holds, if it holds a value at all: an error is none."""
    if isinstance(raw, Broken):
        raise BadCell(raw.said)
    return column.read(raw)


def _of_all(
    rows: list[dict[str, Any]], sheet: Sheet, by: Post, told: list[tuple[int, str, str]]
) -> Iterator[tuple[int, str, str]]:
    for column in sheet.columns:
        if column.kind == "region":
            yield from placed.read(rows, column, by, told)
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


def _said(column: SheetColumn, value: Any) -> str:
    if value is None:
        return ""
    return dict(column.choices).get(value, str(value))[:60]

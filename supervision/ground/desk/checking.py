"""The dry run: every cell looked at, every fault named; a bad row never stops the others."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.people import Post

from . import placed
from .calls import Question
from .reading import Table
from .ruled import by_the_rules
from .sheets import BadCell, Sheet, SheetColumn, text_of


@dataclass(frozen=True)
class Fault:
    """A bad cell: Excel's row, the column, what stands there, what is wrong."""

    row: int
    name: str
    column: str
    value: str
    message: str
    asks: bool = False  # kept back unless a person says that it is right


@dataclass
class Checked:
    table: Table
    rows: list[dict[str, Any]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)  # how good cells were read, and doubts: no row is held back

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
    def asked_rows(self) -> set[int]:
        """The rows of which nothing is wrong, but something is asked."""
        return asked_of(self.faults)

    @property
    def good_rows(self) -> list[dict[str, Any]]:
        return self.rows_with(())

    def rows_with(self, right: Collection[int]) -> list[dict[str, Any]]:
        """The faultless rows, and of those that were asked about the ones that a person says are right."""
        bad = self.bad_rows - (self.asked_rows & set(right))
        return [row for row, number in zip(self.rows, self.numbers, strict=True) if number not in bad]


def asked_of(faults: Iterable[Fault]) -> set[int]:
    wrong, asked = set(), set()
    for fault in faults:
        (asked if fault.asks else wrong).add(fault.row)
    return asked - wrong


def check(table: Table, sheet: Sheet, *, by: Post) -> Checked:
    """Read every cell, then ask about places, repeats in the file, the register, and the rows together."""
    found = Checked(table)
    labels = {column.name: column for column in sheet.columns}
    for number, line in table.rows:
        row: dict[str, Any] = {"row": number}
        for column in sheet.columns:
            at = table.places.get(column.name)
            raw = line[at] if at is not None and at < len(line) else None
            try:
                row[column.name] = value = column.read(raw)
                if note := column.note(raw, value):
                    found.notes.append(Fault(number, column.name, column.label, text_of(raw)[:60], note))
            except BadCell as wrong:
                row[column.name] = None
                found.faults.append(Fault(number, column.name, column.label, text_of(raw or "")[:60], str(wrong)))
        found.rows.append(row)
        found.numbers.append(number)
    told: list[tuple[int, str, str]] = []

    def fault(at: int, name: str, message: str) -> Fault:
        column = labels[name]
        return Fault(
            found.numbers[at],
            name,
            column.label,
            _said(column, found.rows[at].get(name)),
            str(message),
            isinstance(message, Question),
        )

    found.faults += [fault(*one) for one in _of_all(found.rows, sheet, by, told)]
    whole = [at for at, number in enumerate(found.numbers) if number not in found.bad_rows]
    found.faults += [fault(*one) for one in by_the_rules(found.rows, whole, sheet, by)]
    found.faults.sort(key=lambda one: one.row)
    found.notes += [fault(*one) for one in told]
    found.notes.sort(key=lambda one: one.row)
    return found


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
            yield at, column.name, f"与第{rows[first[value]]['row']}行重复。"
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

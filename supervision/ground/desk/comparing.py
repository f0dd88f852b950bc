"""Rows that came out of the register and are coming back: by their number, and compared as the export shows them.

What an export shows is what a person could change: a masked telephone that is still masked is unchanged, and so is a
choice that still has its label.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from supervision.ground import kinds
from supervision.ground.people import Post

from .book import Broken
from .columns import Column
from .leftout import is_empty
from .reading import Line, Table
from .sheets import text_of

if TYPE_CHECKING:
    from .registry import Register

AT_ONCE = 2_000
NUMBER = "number"
UNKNOWN = "台账里没有这个编号，或不在您的辖区内。新增的行请把编号留空。"
A_MINUTE = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class Changed:
    """A row of the register that is otherwise in the file: the columns in which it is, and the record."""

    row: int
    number: str
    columns: str
    sheet: str = ""
    record: int = 0


@dataclass
class Known:
    """The rows that bear a number of the register: not new, whatever else they are."""

    same: int = 0
    changed: list[Changed] = field(default_factory=list)
    missing: list[tuple[Line, str, str, str]] = field(default_factory=list)
    places: set[tuple[str, int]] = field(default_factory=set)


def sort_out(table: Table, register: Register, *, by: Post) -> Known:
    """Which rows the register has already, and which of them are otherwise in the file."""
    known = Known()
    prefix = getattr(register.model, "PREFIX", "")
    lines = [(line, number) for line in table.lines if (number := _number(line, prefix))]
    if not prefix or not lines:
        return known
    names = {name for line, _number in lines for name in line.head.shown}
    columns = [column for column in register.columns if column.name in names]
    label = register.by_name[NUMBER].label
    for start in range(0, len(lines), AT_ONCE):
        some = lines[start : start + AT_ONCE]
        stored = dict(_stored(register, by, columns, [number for _line, number in some]))
        for line, number in some:
            known.places.add(line.place)
            if number not in stored:
                known.missing.append((line, label, number, UNKNOWN))
                continue
            pk, *values = stored[number]
            other = [c.label for c, value in zip(columns, values, strict=True) if _differs(line, c, value)]
            if other:
                known.changed.append(Changed(line.number, number, "、".join(other), line.sheet, pk))
            else:
                known.same += 1
    return known


def _number(line: Line, prefix: str) -> str:
    """The number of the register; a number that somebody gave his own list is none."""
    cell = line.at(line.head.shown.get(NUMBER))
    if not isinstance(cell, str):
        return ""
    text = kinds.codes.read(cell)
    return text if text.startswith(f"{prefix}-") else ""


def _stored(register: Register, by: Post, columns: list[Column], numbers: list[str]) -> Iterator[tuple[str, list[Any]]]:
    """The key and the values of the columns, by number."""
    rows = register.rows(by).filter(number__in=numbers)
    for number, *values in rows.values_list(NUMBER, "pk", *(column.expression for column in columns)):
        yield number, values


def _differs(line: Line, column: Column, stored: Any) -> bool:
    at = line.head.shown.get(column.name)
    return at is not None and not alike(stored, line.at(at))


def alike(stored: Any, cell: Any) -> bool:
    """Whether a cell holds what the export wrote."""
    if stored is None or stored == "":
        return is_empty(cell)
    if is_empty(cell) or isinstance(cell, Broken):
        return False
    if isinstance(stored, bool):
        return text_of(cell) == ("是" if stored else "否")
    if isinstance(stored, dt.datetime):
        return _same_moment(timezone.localtime(stored).replace(tzinfo=None), cell)
    if isinstance(stored, dt.date):
        day = cell.date() if isinstance(cell, dt.datetime) else cell
        return day == stored or kinds.fold(text_of(cell)) == stored.isoformat()
    if isinstance(stored, (Decimal, int, float)):
        return _same_number(Decimal(str(stored)), cell)
    return kinds.clean(text_of(cell)) in (kinds.clean(str(stored)), kinds.masks.masked(kinds.clean(str(stored))))


def _same_moment(stored: dt.datetime, cell: Any) -> bool:
    if isinstance(cell, dt.datetime):
        return abs(cell - stored) < A_MINUTE
    return text_of(cell) == f"{stored:%Y-%m-%d %H:%M}"


def _same_number(stored: Decimal, cell: Any) -> bool:
    try:
        return abs(kinds.numbers.read(text_of(cell)) - stored) < Decimal("0.000001")
    except kinds.Unreadable:
        return False

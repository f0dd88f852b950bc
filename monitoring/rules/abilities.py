"""What a laboratory may report on: 资质限能力参数表, an item outside it is not valid (domain facts 8, no. 25)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Ability:
    """One line of the accredited table. `matrix` is a place in the product tree; "" means all products."""

    analyte: str
    matrix: str
    since: dt.date
    until: dt.date | None = None

    def covers(self, path: Collection[str], day: dt.date) -> bool:
        held = self.since <= day and (self.until is None or day <= self.until)
        return held and (self.matrix == "" or self.matrix in path)


Table = Mapping[str, Sequence[Ability]]  # by item


def outside(table: Table, items: Iterable[str], path: Collection[str], day: dt.date) -> list[str]:
    """The items that no line of the table covers for that product on that day. A laboratory without any table is
    another question: nobody knows what it may test."""
    return [code for code in items if not any(line.covers(path, day) for line in table.get(code, ()))]

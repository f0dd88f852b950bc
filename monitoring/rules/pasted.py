"""A copied block of cells, and what became of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from supervision.ground.kinds import clean, fold

from .cells import Names, item_of

Cell = tuple[str, str]  # sample, item
Place = tuple[int, int]  # row, column
TWICE = "（有两个结果）"


@dataclass
class Pasted:
    """Texts by sample and item, and what found no place, in the words of the sheet."""

    cells: dict[Cell, str] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)
    _twice: set[Cell] = field(default_factory=set)

    def miss(self, text: str) -> None:
        if text and text not in self.unmatched:
            self.unmatched.append(text)

    def put(self, cell: Cell, text: str, *, called: str) -> None:
        """Of two different results for one box neither is taken."""
        if self.cells.get(cell) and text and self.cells[cell] != text:
            self._twice.add(cell)
        if cell in self._twice:
            self.cells.pop(cell, None)
            self.miss(f"{called}{TWICE}")
        elif text or cell not in self.cells:
            self.cells[cell] = text


@dataclass(frozen=True)
class Sheet:
    """The copied cells, all rows equally wide, and where items and samples are named."""

    rows: Sequence[Sequence[str]]
    items: dict[Place, str]
    codes: dict[Place, str]

    @classmethod
    def of(cls, rows: Sequence[Sequence[str]], names: Names, codes: Sequence[str]) -> Sheet:
        width = max((len(row) for row in rows), default=0)
        even = [[*row, *[""] * (width - len(row))] for row in rows]
        known = {fold(code): code for code in codes}
        cells = [((down, right), cell) for down, row in enumerate(even) for right, cell in enumerate(row) if cell]
        items = {place: item for place, cell in cells if (item := item_of(cell, names))}
        return cls(even, items, {place: known[fold(cell)] for place, cell in cells if fold(cell) in known})

    @property
    def width(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def column(self, right: int, since: int = 0) -> list[str]:
        return [row[right] for row in self.rows[since:]]

    def above(self, place: Place) -> str:
        """The head over a cell: the last thing said above it."""
        return next((row[place[1]] for row in reversed(self.rows[: place[0]]) if row[place[1]]), "")


def rows_of(block: str) -> list[list[str]]:
    """The cells of a copied block; empty lines at its end are no rows."""
    read = csv.reader(io.StringIO(block.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    rows = [[clean(cell) for cell in row] for row in read]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def said(pasted: Pasted, taken: int) -> str:
    """For the person: how many cells were filled, and what was not."""
    told = f"已填入 {taken} 格。"
    if not pasted.unmatched:
        return told
    named, more = pasted.unmatched[:8], len(pasted.unmatched) - 8
    return f"{told}没有对上的：{'、'.join(named)}{f' 等 {more + 8} 处' if more > 0 else ''}，请核对。"

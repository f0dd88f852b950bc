"""What was copied out of a spreadsheet, laid onto the boxes of a grid: by names of items and samples, else by order.

Nothing is guessed about a cell: its text goes into the box as it is, and what finds no box is named.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from supervision.ground.kinds import clean, fold

# Heads over the column that holds the results, and heads that name nothing.
RESULT = {fold(word) for word in ("结果", "检测结果", "检验结果", "检出值", "测定值", "含量", "检测值", "实测值")}
HEADS = RESULT | {fold(word) for word in ("检测项目", "项目", "检验项目", "农药名称", "序号", "样品编号", "盲样编号")}
Names = Mapping[str, str]  # folded name -> item
Cell = tuple[str, str]  # sample, item


@dataclass
class Pasted:
    """Texts by sample and item, and what found no place, in the words of the sheet."""

    cells: dict[Cell, str] = field(default_factory=dict)
    unmatched: list[str] = field(default_factory=list)

    def miss(self, text: str) -> None:
        if text and text not in self.unmatched:
            self.unmatched.append(text)


def rows_of(block: str) -> list[list[str]]:
    """The cells of a copied block; empty lines at its end are no rows."""
    read = csv.reader(io.StringIO(block.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")), delimiter="\t")
    rows = [[clean(cell) for cell in row] for row in read]
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def lay(
    rows: Sequence[Sequence[str]], names: Names, items: Sequence[str], codes: Sequence[str], at: Cell | None = None
) -> Pasted:
    """Onto a grid of samples (`codes`) by `items`, in their order; `at` is the box into which it was pasted."""
    if len(codes) == 1 and (column := _names_down(rows, names)) is not None:
        return _down(rows, column, names, codes[0])
    upright = _upright(rows, names, codes)
    head = next((place for place, row in enumerate(upright) if _count(row, names)), None)
    if head is not None:
        return _across(upright, head, names, codes)
    return _in_order(rows, items, codes, at)


def _upright(rows: Sequence[Sequence[str]], names: Names, codes: Sequence[str]) -> Sequence[Sequence[str]]:
    """Turned where the samples stand side by side and the items below each other."""
    turned = [list(row) for row in zip(*_even(rows), strict=True)]
    for known in ({fold(code) for code in codes}, names):
        here, there = (max((_count(row, known) for row in way), default=0) for way in (rows, turned))
        if here != there:
            return turned if (here > there) is (known is not names) else rows
    return rows


def _count(row: Sequence[str], known: Collection[str]) -> int:
    return sum(fold(cell) in known for cell in row if cell)


def _even(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *[""] * (width - len(row))] for row in rows]


def _names_down(rows: Sequence[Sequence[str]], names: Names) -> int | None:
    """The column in which the items stand below each other, with something beside them."""
    even = _even(rows)
    width = len(even[0]) if even else 0
    hits = [_count([row[column] for row in even], names) for column in range(width - 1)]
    best, across = max(hits, default=0), max((_count(row, names) for row in even), default=0)
    return hits.index(best) if best and across < 2 else None


def _down(rows: Sequence[Sequence[str]], column: int, names: Names, code: str) -> Pasted:
    even, found = _even(rows), Pasted()
    heads = [fold(cell) for cell in even[0]]
    beside = next((place for place, head in enumerate(heads) if head in RESULT and place > column), column + 1)
    for row in even:
        name, text = row[column], row[beside]
        if fold(name) in names:
            found.cells[code, names[fold(name)]] = text
        elif name and fold(name) not in HEADS:
            found.miss(name)
        elif text and not name:
            found.miss(text)
    return found


def _across(rows: Sequence[Sequence[str]], head: int, names: Names, codes: Sequence[str]) -> Pasted:
    even, found = _even(rows), Pasted()
    columns = {place: names[fold(cell)] for place, cell in enumerate(even[head]) if cell and fold(cell) in names}
    for place, cell in enumerate(even[head]):
        if cell and place not in columns and fold(cell) not in HEADS and place > min(columns):
            found.miss(cell)
    known = {fold(code): code for code in codes}
    free = [code for code in codes if not any(fold(cell) == fold(code) for row in even for cell in row)]
    for row in even[head + 1 :]:
        if not any(row):
            continue
        code = next((known[fold(cell)] for cell in row if cell and fold(cell) in known), "")
        told = [cell for place, cell in enumerate(row) if cell and place not in columns]
        if not code and not told and free:
            code = free.pop(0)  # no sample is named in this row: the next one in order
        if not code:
            found.miss(told[0] if told else next(cell for cell in row if cell))
            continue
        found.cells |= {(code, item): row[place] for place, item in columns.items()}
    return found


def _in_order(rows: Sequence[Sequence[str]], items: Sequence[str], codes: Sequence[str], at: Cell | None) -> Pasted:
    """Downwards from the box: items below each other on the page of one sample, samples on that of many."""
    found = Pasted()
    if len(codes) == 1 and len(rows) == 1:
        rows = [[text] for text in rows[0]]
    code, item = at if at and at[0] in codes and at[1] in items else (codes[0], items[0])
    first_code, first_item = codes.index(code), items.index(item)
    for down, row in enumerate(rows):
        for right, text in enumerate(row):
            if len(codes) == 1:
                place = (first_code + right, first_item + down)
            else:
                place = (first_code + down, first_item + right)
            if place[0] < len(codes) and place[1] < len(items):
                found.cells[codes[place[0]], items[place[1]]] = text
            else:
                found.miss(text)
    return found


def said(pasted: Pasted, taken: int) -> str:
    """For the person: how many cells were filled, and what was not."""
    told = f"已填入 {taken} 格。"
    if not pasted.unmatched:
        return told
    named, more = pasted.unmatched[:8], len(pasted.unmatched) - 8
    return f"{told}没有对上的：{'、'.join(named)}{f' 等 {more + 8} 处' if more > 0 else ''}，请核对。"

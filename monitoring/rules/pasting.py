"""What was copied out of a spreadsheet, laid onto the boxes of a grid: by names of items and samples, else by order.

Nothing is guessed about a cell: its text goes into its box with the unit that the sheet gives it; what finds no box,
has several, or stands beside other columns that might as well be meant, is named.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cells import Names, bare, head_of, in_unit
from .named import across, down, is_across
from .pasted import Cell, Pasted, Sheet, rows_of, said

__all__ = ["Cell", "Pasted", "lay", "rows_of", "said"]


def lay(
    rows: Sequence[Sequence[str]], names: Names, items: Sequence[str], codes: Sequence[str], at: Cell | None = None
) -> Pasted:
    """Onto a grid of samples (`codes`) by `items`, in their order; `at` is the box into which it was pasted."""
    sheet = Sheet.of(rows, names, codes)
    if sheet.items:
        return across(sheet, codes) if is_across(sheet) else down(sheet, codes, at)
    return _by_codes(sheet, items) if sheet.codes else _in_order(sheet, items, codes, at)


def _by_codes(sheet: Sheet, items: Sequence[str]) -> Pasted:
    """Only the samples are named: their results follow in the order of the items, to the right or downwards."""
    found = Pasted()
    upright = len({row for row, _ in sheet.codes}) > 1 or all(row + 1 == len(sheet.rows) for row, _ in sheet.codes)
    for (row, column), code in sheet.codes.items():
        cells = sheet.rows[row][column + 1 :] if upright else sheet.column(column, row + 1)
        for item, text in zip(items, cells, strict=False):
            found.put((code, item), text, called=code)
        for text in cells[len(items) :]:
            found.miss(text)
    for row, cells in enumerate(sheet.rows):
        if upright and row not in {place for place, _ in sheet.codes} and any(cells):
            found.miss(next(cell for cell in cells if cell))
    return found


def _in_order(sheet: Sheet, items: Sequence[str], codes: Sequence[str], at: Cell | None) -> Pasted:
    """Downwards from the box: items below each other on the page of one sample, samples on that of many."""
    found, rows = Pasted(), [list(row) for row in sheet.rows]
    units = [""] * sheet.width
    if rows and any(rows[0]) and all(head_of(cell) for cell in rows[0] if cell):
        units = [bare(cell)[1] for cell in rows.pop(0)]
    if len(codes) == 1 and len(rows) == 1:
        rows, units = [[text] for text in rows[0]], units[:1]
    code, item = at if at and at[0] in codes and at[1] in items else (codes[0], items[0])
    first_code, first_item = codes.index(code), items.index(item)
    for down_, row in enumerate(rows):
        for right, text in enumerate(row):
            one = len(codes) == 1
            place = (first_code + right, first_item + down_) if one else (first_code + down_, first_item + right)
            if place[0] < len(codes) and place[1] < len(items):
                found.cells[codes[place[0]], items[place[1]]] = in_unit(text, units[right])
            else:
                found.miss(text)
    return found

"""A copied sheet that names the items: side by side over their results, or below each other beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .cells import Head, are_units, bare, head_of, in_unit, is_result
from .pasted import Cell, Pasted, Sheet

RUNNING = 3  # digits of a running number
SEVERAL = "旁边有多列数据，请连同表头（“检测结果”等）一起复制"


def is_across(sheet: Sheet) -> bool:
    """Whether the items are heads with their results below."""
    named = sheet.items
    if any(named.get((row, column + 1), item) != item for (row, column), item in named.items()):
        return True
    if len({row for row, _ in named}) > 1:
        return False
    row, column = min(named)
    if not any(sheet.rows[place][column] for place in range(row + 1, len(sheet.rows))):
        return False
    if coded := {place for place, _ in sheet.codes if place >= row}:
        return row not in coded
    beside = [cell for cell in sheet.rows[row][column + 1 :] if cell and not head_of(cell)]
    named_beside = any(head_of(sheet.above((row, place))) == Head.RESULT for place in range(column + 1, sheet.width))
    return len(named) > 1 or not (beside or named_beside)


# --- heads with results below ---------------------------------------------------------------------------------------


def across(sheet: Sheet, codes: Sequence[str]) -> Pasted:
    """Each line of heads speaks for the rows down to the next one."""
    found, heads = Pasted(), sorted({row for row, _ in sheet.items})
    free = [code for code in codes if code not in sheet.codes.values()]
    for head, end in zip(heads, [*heads[1:], len(sheet.rows)], strict=True):
        _under(sheet, head, end, found, free=list(free), codes=codes)
    return found


def _under(sheet: Sheet, head: int, end: int, found: Pasted, *, free: list[str], codes: Sequence[str]) -> None:
    columns = {column: item for (row, column), item in sheet.items.items() if row == head}
    units = {column: bare(sheet.rows[head][column])[1] for column in columns}
    for column, cell in enumerate(sheet.rows[head]):
        if cell and column not in columns and column > min(columns) and not _quiet(cell):
            found.miss(cell)
    telling = [column for column in range(sheet.width) if column not in columns and _may_name(sheet, head, column)]
    for row in range(head + 1, end):
        cells = sheet.rows[row]
        if are_units(cells[column] for column in columns):
            units |= {column: cells[column] for column in columns if cells[column]}
        elif any(cells):
            _row(sheet, row, columns, units, found, free=free, told=[cells[column] for column in telling])


def _row(
    sheet: Sheet,
    row: int,
    columns: dict[int, str],
    units: dict[int, str],
    found: Pasted,
    *,
    free: list[str],
    told: list[str],
) -> None:
    cells, named = sheet.rows[row], next((text for text in told if text), "")
    code = next((code for (down_, _), code in sheet.codes.items() if down_ == row), "")
    if not code and not named and free:
        code = free.pop(0)  # no sample is named in this row: the next one in order
    if not code:
        found.miss(named or next(cell for cell in cells if cell))
        return
    for column, item in columns.items():
        found.put((code, item), in_unit(cells[column], units[column]), called=code)


def _may_name(sheet: Sheet, head: int, column: int) -> bool:
    """Whether a column may say which sample a row is: not the running numbers, remarks and the like."""
    return head_of(sheet.rows[head][column]) in (None, Head.SAMPLE)


def _quiet(cell: str) -> bool:
    return head_of(cell) not in (None, Head.ASIDE)


# --- items below each other -----------------------------------------------------------------------------------------


def down(sheet: Sheet, codes: Sequence[str], at: Cell | None) -> Pasted:
    """Each column of items with the columns beside it, up to the next such column."""
    found, columns = Pasted(), sorted({column for _, column in sheet.items})
    columns = [one for one in columns if not _again(sheet, one)]
    whose = _samples(sheet, codes, at, found)
    for column, end in zip(columns, [*columns[1:], sheet.width], strict=True):
        top = min(row for row, one in sheet.items if one == column)
        beside = _beside(sheet, range(column + 1, end), top, codes)
        for aside in beside.aside:
            found.miss(aside)
        for row in range(top, len(sheet.rows)):
            _line(sheet, row, column, beside, whose[row], found)
    return found


def _again(sheet: Sheet, column: int) -> bool:
    """A column that only names the items of the column before once more: their CAS numbers."""
    here = {row: item for (row, one), item in sheet.items.items() if one == column}
    return all(sheet.items.get((row, column - 1)) == item for row, item in here.items())


def _samples(sheet: Sheet, codes: Sequence[str], at: Cell | None, found: Pasted) -> dict[int, str]:
    """Whose result each row is: of the sample it names, of that above it (merged cells), else of the one in hand."""
    top = min(row for row, _ in sheet.items)
    own = {row: code for (row, _), code in sheet.codes.items() if row >= top}
    telling = [one for one in range(sheet.width) if head_of(sheet.above((top, one))) == Head.SAMPLE]
    last = "" if own else at[0] if at and at[0] in codes else codes[0]
    whose = {}
    for row in range(top, len(sheet.rows)):
        cells = sheet.rows[row]
        strange = next((cells[one] for one in telling if cells[one] and not _running(cells[one])), "")
        if strange and row not in own:
            found.miss(strange)
        whose[row] = last = own.get(row, "" if strange else last)
    return whose


def _running(cell: str) -> bool:
    return cell.isdigit() and len(cell) <= RUNNING


@dataclass(frozen=True)
class Beside:
    """The columns beside the items: the results (each with the sample in its head), their unit, what nobody reads."""

    values: dict[int, str]
    heads: dict[int, str]
    unit: int | None
    several: bool
    aside: list[str]


def _beside(sheet: Sheet, places: Sequence[int], top: int, codes: Sequence[str]) -> Beside:
    heads = {place: sheet.above((top, place)) for place in places}
    cells = {place: [cell for cell in sheet.column(place, top) if cell] for place in places}
    coded = {place: code for (row, place), code in sheet.codes.items() if row < top and place in heads}
    unit = next((place for place in places if head_of(heads[place]) == Head.UNIT or are_units(cells[place])), None)
    free = [place for place in places if place != unit and cells[place] and not head_of(heads[place])]
    values = coded or dict.fromkeys((one for one in places if head_of(heads[one]) == Head.RESULT), "")
    ordered = not values and len(free) > 1 and len(codes) > 1 and not sheet.codes
    if ordered:
        values = dict(zip(free, codes, strict=False))
    elif not values:
        values = dict.fromkeys((one for one in free if any(is_result(cell) for cell in cells[one])), "")
    aside = [heads[one] for one in places if one != unit and head_of(heads[one]) == Head.ASIDE]
    aside += [cell for one in free[len(codes) :] if ordered for cell in cells[one]]
    return Beside(values, heads, unit, len(values) > 1 and not coded and not ordered, aside)


def _line(sheet: Sheet, row: int, column: int, beside: Beside, sample: str, found: Pasted) -> None:
    cells, item = sheet.rows[row], sheet.items.get((row, column), "")
    texts = [cells[place] for place in beside.values]
    if not item:
        name = cells[column] or next((text for text in texts if text), "")
        found.miss("" if head_of(name) else name)
    elif beside.several and any(texts):
        found.miss(f"{cells[column]}（{SEVERAL}）")
    elif not beside.values and any(cells[column + 1 :]):
        found.miss(cells[column])
    else:
        unit = cells[beside.unit] if beside.unit is not None else ""
        for place, code in beside.values.items():
            own = unit or bare(beside.heads[place])[1] or bare(cells[column])[1]
            if code or sample:
                found.put((code or sample, item), in_unit(cells[place], own), called=cells[column])

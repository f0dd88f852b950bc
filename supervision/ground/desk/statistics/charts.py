"""The picture beside a table: bars, or a line where the rows are months."""

from __future__ import annotations

from typing import Any

from ..dimensions import BLANK
from .measures import Measure
from .table import Cell, Line, Table

MOST_BARS, MOST_SERIES = 20, 6


def chart(table: Table) -> dict[str, Any] | None:
    """What charts.js draws; nothing where one bar would stand alone."""
    several = table.question.rows[0].many  # what has none of it is most of them, and no bar
    lines = [line for line in table.tops if not (several and line.keys[0] == BLANK)]
    if len(lines) < 2:
        return None
    line = table.question.rows[0].kind == "time"
    shown = lines if line else lines[:MOST_BARS]
    series = _series(table, shown)
    share = table.measures[0].share
    note = f"前 {MOST_BARS} 行，共 {len(lines)} 行" if len(shown) < len(lines) else ""
    stack = bool(table.question.column) and not share and not line
    return {
        "kind": "line" if line else "bar",
        "title": _title(table),
        "note": note,
        "tall": not line and len(shown) > 8,
        "data": {
            "unit": "" if share else table.measures[0].unit,
            "format": "percent" if share else "",
            "stack": stack,
            "categories": [one.labels[0][0] for one in shown],
            "series": series,
        },
    }


def _title(table: Table) -> str:
    column = table.question.column
    what = table.measures[0].label if column or table.measures[0].share else "、".join(
        one.label for _at, one in _drawn(table)
    )  # fmt: skip
    return f"各{table.heads[0]}{what}" + (f"（按{column.label}）" if column else "")


def _series(table: Table, lines: list[Line]) -> list[dict[str, Any]]:
    if table.question.column:
        width = len(table.measures)
        columns = [(at * width, label) for at, (label, _key) in enumerate(table.columns[:-1])]
        if len(columns) > MOST_SERIES:
            columns = [((len(table.columns) - 1) * width, table.measures[0].label)]
        return [_one(label, lines, at) for at, label in columns]
    return [_one(measure.label, lines, at) for at, measure in _drawn(table)]


def _drawn(table: Table) -> list[tuple[int, Measure]]:
    """A share is drawn alone, and so is a sum: beside numbers of rows it would say nothing."""
    first = table.measures[0]
    if first.share or not first.counts:
        return [(0, first)]
    return [(at, one) for at, one in enumerate(table.measures) if one.counts]


def _one(name: str, lines: list[Line], at: int) -> dict[str, Any]:
    return {"name": name, "data": [_point(line.cells[at]) for line in lines]}


def _point(cell: Cell) -> dict[str, Any]:
    value = None if cell.value is None else round(float(cell.value), 4)
    return {"value": value, "url": cell.url} if cell.url else {"value": value}

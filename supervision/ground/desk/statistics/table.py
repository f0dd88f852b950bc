"""The table as it is read: rows with their subtotals, columns with a total, each cell with its way to the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from supervision.ground.errors import RuleViolation
from supervision.ground.regions import Level, Region

from .. import places
from ..dimensions import BLANK, Dimension
from .asking import Question
from .counting import Group
from .links import Links
from .measures import Measure

MOST_LINES, MOST_COLUMNS, MOST_CELLS = 2_000, 100, 12_000
TOO_LONG = (
    "表格有 {lines:,} 行、{columns:,} 列，超过 {most_lines:,} 行、{most_columns} 列或 {most_cells:,} 格，"
    "看不清也打不出。请加上筛选条件，或换一项做行或列。"
)
TOTAL, SUBTOTAL, SUM = "合计", "小计", "合计"
LEVELS = {"county": Level.COUNTY, "township": Level.TOWNSHIP}
Keys = tuple[str | None, ...]


@dataclass(frozen=True)
class Cell:
    """One number. Of a share `sides` are what it is made of, each with its own way to the rows."""

    text: str
    value: Decimal | int | None
    url: str
    share: bool = False
    sides: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True)
class Line:
    """A row: its labels (text, how many rows it goes over) and its cells."""

    labels: Sequence[tuple[str, int]]
    cells: Sequence[Cell]
    depth: int  # of the row dimensions: 0 is the total
    keys: Keys
    is_sum: bool = False


@dataclass
class Table:
    question: Question
    columns: list[tuple[str, Keys]] = field(default_factory=list)  # (label, key): the last one is the total
    lines: list[Line] = field(default_factory=list)
    total: Line | None = None
    tops: list[Line] = field(default_factory=list)  # one for each value of the first rows

    @property
    def measures(self) -> Sequence[Measure]:
        return self.question.measures

    @property
    def heads(self) -> list[str]:
        return [one.label for one in self.question.rows]

    @property
    def two_heads(self) -> bool:
        """Whether the values of the columns have several numbers below them."""
        return bool(self.question.column) and len(self.measures) > 1

    @property
    def what(self) -> str:
        """The one number of the table, where no head names it."""
        return self.measures[0].label if self.question.column and not self.two_heads else ""

    @property
    def several(self) -> Dimension | None:
        return next((one for one in self.question.dimensions if one.many), None)


class Builder:
    """From the groups to the table."""

    def __init__(self, question: Question, groups: Sequence[Group], opened_in: int | None = None) -> None:
        self.question, self.links = question, Links(question, opened_in)
        self.found = {group.keys: group.values for group in groups}
        self.width = len(question.rows)
        self.labels = [
            one.labels(
                {key for keys in self.found if (key := keys[at]) is not None} | self._more(at), whole=self._whole(at)
            )
            for at, one in enumerate(question.dimensions)
        ]

    def table(self) -> Table:
        made = Table(self.question)
        rows = self._in_order(0, ()) if self.found else []
        if not rows:
            return made
        made.columns = self._columns()
        count = sum(1 + (len(self._in_order(1, (key,))) if self.width > 1 else 0) for key in rows)
        across = len(made.columns) * len(made.measures)
        if count > MOST_LINES or across > MOST_COLUMNS or count * across > MOST_CELLS:
            most = {"most_lines": MOST_LINES, "most_columns": MOST_COLUMNS, "most_cells": MOST_CELLS}
            raise RuleViolation(TOO_LONG.format(lines=count, columns=across, **most))
        made.tops = [self._line(made, (key,), [(self._said(0, key), 1)]) for key in rows]
        made.lines = [line for key in rows for line in self._block(made, key)] if self.width > 1 else made.tops
        made.total = self._line(made, (), [(TOTAL, 1)])
        return made

    def _block(self, made: Table, key: str) -> list[Line]:
        """The rows below one value, and their sum."""
        inner = self._in_order(1, (key,))
        over = len(inner) + (len(inner) > 1)
        lines = []
        for at, below in enumerate(inner):
            first = [(self._said(0, key), over)] if at == 0 else []
            lines.append(self._line(made, (key, below), [*first, (self._said(1, below), 1)]))
        if len(inner) > 1:
            lines.append(self._line(made, (key,), [(SUBTOTAL, 1)]))
        return lines

    def _line(self, made: Table, keys: Keys, labels: Sequence[tuple[str, int]]) -> Line:
        whole = (*keys, *(None,) * (self.width - len(keys)))
        cells = [cell for _label, key in made.columns for cell in self._cells((*whole, *key))]
        return Line(labels, cells, len(keys), whole, is_sum=0 < len(keys) < self.width)

    def _cells(self, keys: Keys) -> Iterable[Cell]:
        values, at = self.found.get(keys), 0
        for measure in self.question.measures:
            found = values[at : at + measure.width] if values else (0,) * measure.width
            at += measure.width
            yield self._cell(measure, keys, found, empty=values is None)

    def _cell(self, measure: Measure, keys: Keys, found: Sequence[Any], *, empty: bool) -> Cell:
        value, text = measure.value(found), measure.text(found)
        if empty or not value:
            nothing = measure.text((0,) * measure.width)
            if not measure.share or not found[1]:
                return Cell(nothing, value, "", measure.share)
        if measure.share:
            part, whole = measure.parts
            sides = [
                (f"{number:,}", self.links.of(keys, name)) for number, name in zip(found, (part, whole), strict=True)
            ]
            return Cell(text, value, sides[1][1], share=True, sides=sides)
        return Cell(text, value, self.links.of(keys, *measure.parts))

    def _columns(self) -> list[tuple[str, Keys]]:
        column = self.question.column
        if column is None:
            return [("", ())]
        top = (None,) * self.width
        keys = {key[-1] for key in self.found if key[-1] is not None}
        ordered = self._sorted(column, self.width, keys, lambda key: self._weight((*top, key)), by_number=False)
        return [*((self._said(self.width, key), (key,)) for key in ordered), (SUM, (None,))]

    def _in_order(self, depth: int, above: Keys) -> list[str]:
        """The values of a row dimension that stand below these."""
        rest = (None,) * (len(self.question.dimensions) - depth - 1)
        keys = {
            key[depth]
            for key in self.found
            if key[:depth] == above and key[depth] is not None and key[depth + 1 :] == rest
        }
        keys |= self._more(depth)
        one = self.question.rows[depth]
        return self._sorted(
            one, depth, keys, lambda key: self._weight((*above, key, *rest)), by_number=self.question.by_number
        )

    def _weight(self, keys: Keys) -> Any:
        values = self.found.get(keys)
        measure = self.question.measures[0]
        return (measure.value(values[: measure.width]) or 0) if values else 0

    def _sorted(
        self, one: Dimension, at: int, keys: Iterable[Any], weight: Callable[[str], Any], *, by_number: bool
    ) -> list[str]:
        """Choices as they are declared, places by code, time as it goes; others by what they count."""
        declared = {str(value): place for place, (value, _label) in enumerate(one.choices)}

        def order(key: str) -> tuple[Any, ...]:
            last = key == BLANK
            if by_number or (not one.choices and one.kind in ("row", "text", "choice")):
                return last, -weight(key), self._said(at, key)
            return last, declared.get(key, len(declared)) if declared else 0, key

        return sorted(keys, key=order)

    def _said(self, at: int, key: str) -> str:
        label = self.labels[at].get(key, key)
        year, _, rest = label.partition("年")
        return rest if rest and self.question.dimensions[at].native == "since" and year == self.only_year else label

    @cached_property
    def only_year(self) -> str:
        """The year that all rows are of, where the conditions say so: then no month repeats it."""
        since, until = self.links.days
        return since[:4] if since[:4] == until[:4] else ""

    def _whole(self, at: int) -> bool:
        """A township is called with its county where the county stands nowhere else."""
        dimensions = self.question.dimensions
        return self.question.post.is_citywide and not any(one.name == "county" for one in dimensions[:at])

    def _more(self, at: int) -> set[str]:
        """The places of the first rows in which there is nothing, if they are asked for."""
        one = self.question.dimensions[at]
        if at or not self.question.with_empty_places or one.name not in LEVELS:
            return set()
        known = getattr(self, "_empty_places", None)
        if known is None:
            rows = places.within(self.question.post).filter(level=LEVELS[one.name])
            inside = self.question.filters.form.cleaned_data.get("region")
            if inside and (place := Region.objects.filter(pk=inside).first()) and place.level != Level.CITY:
                rows = rows.filter(pk=place.pk) | rows.filter(county=place.pk) | rows.filter(managed_by=place.pk)
            known = self._empty_places = set(rows.values_list("pk", flat=True))
        return known


def build(question: Question, groups: Sequence[Group], opened_in: int | None = None) -> Table:
    """`opened_in`: the year of the header, in which the lists behind the cells will be read; else that of the table."""
    return Builder(question, groups, opened_in).table()

"""From a cell to its rows: the address of the register's list with exactly the conditions of the cell."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import EmptyResultSet

from ..dimensions import BLANK, TIME, Dimension
from ..parts import YES
from .asking import Question

Pair = tuple[str, str]


class Links:
    """The addresses of one table. What the list can be asked for by a condition of its own is asked that way, so that
    it is seen there and can be changed; the rest by `cell`. `opened_in` is the year of the header, in which the list
    will be read: what is otherwise in that year has no address.
    """

    def __init__(self, question: Question, opened_in: int | None = None) -> None:
        self.question, self.asked = question, question.asked
        self.opened_in = opened_in or question.year
        self._others: dict[str, bool] = {}
        self.url = question.register.url()
        self._pairs: dict[tuple[str, str], list[Pair]] = {}

    @cached_property
    def _native(self) -> Mapping[str, str]:
        """By dimension the condition that it may use: each condition is used once, by the finest of them."""
        taken: dict[str, str] = {}
        for one in self.question.dimensions:
            if one.native and (one.native == "since" or one.native not in self.asked):
                taken[one.native] = one.name
        return {name: native for native, name in taken.items()}

    @cached_property
    def _places(self) -> Collection[str]:
        """The places that the list offers: a closed one is asked for otherwise."""
        found: set[str] = set()
        region = self.question.filters.filters.get("region")
        for value, label in region.extra["choices"] if region is not None else ():
            found |= {code for code, _name in label} if isinstance(label, list) else {value}
        return found

    @cached_property
    def days(self) -> tuple[str, str]:
        """From when until when the rows are already narrowed."""
        period = self.question.period
        if period is not None:
            return period.first.isoformat(), period.last.isoformat()
        return self.asked.get("since", ""), self.asked.get("until", "")

    def of(self, keys: Sequence[str | None], *parts: str) -> str:
        """The rows with these values of the dimensions, and of these parts; none where the list would show others."""
        pairs = [pair for one, key in zip(self.question.dimensions, keys, strict=True) for pair in self._of(one, key)]
        pairs += [("cell", f"{part}:{YES}") for part in parts]
        cells = [*self.asked.getlist("cell"), *(value for name, value in pairs if name == "cell")]
        if any(self._is_otherwise(cell.partition(":")[0]) for cell in cells):
            return ""
        said = {name for name, _value in pairs} - {"cell"}
        base = [(name, value) for name in self.asked if name not in said for value in self.asked.getlist(name)]
        query = urlencode([*base, *pairs])
        return f"{self.url}?{query}" if query else self.url

    def _is_otherwise(self, name: str) -> bool:
        """Whether a dimension tells the rows apart otherwise in the year in which the list is read."""
        if self.opened_in == self.question.year:
            return False
        if name not in self._others:
            one = self.question.register.told_apart[name]
            rows = self.question.register.model._default_manager.order_by()
            made = [rows.values(told=one.expression(year)).query for year in (self.question.year, self.opened_in)]
            self._others[name] = _sql(made[0]) != _sql(made[1])
        return self._others[name]

    def _of(self, one: Dimension, key: str | None) -> list[Pair]:
        if key is None:
            return []
        known = self._pairs.get((one.name, key))
        if known is None:
            known = self._pairs[one.name, key] = list(self._made(one, key))
        return known

    def _made(self, one: Dimension, key: str) -> Iterator[Pair]:
        native = self._native.get(one.name, "")
        if key == BLANK or not native:
            yield "cell", f"{one.name}:{key}"
        elif native == "since":
            first, last = days_of(key)
            since, until = self.days
            yield "since", max(first, since) if since else first
            yield "until", min(last, until) if until else last
        elif (native == "region" and key not in self._places) or (one.known is not None and key not in one.known):
            yield "cell", f"{one.name}:{key}"
        else:
            yield native, key


def _sql(query: Any) -> Any:
    try:
        return query.sql_with_params()
    except EmptyResultSet:
        return ""


def days_of(key: str) -> tuple[str, str]:
    """The first and the last day of a month, a quarter or a year."""
    found = TIME.match(key)
    if found is None:
        raise ValueError(key)
    year, month, quarter = found.groups()
    first = int(month) if month else int(quarter) * 3 - 2 if quarter else 1
    last = int(month) if month else int(quarter) * 3 if quarter else 12
    end = calendar.monthrange(int(year), last)[1]
    return dt.date(int(year), first, 1).isoformat(), dt.date(int(year), last, end).isoformat()

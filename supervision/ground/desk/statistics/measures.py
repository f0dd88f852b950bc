"""What is counted in a table: rows, subjects, parts, shares, sums and means. It follows from the register."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F

from supervision.ground.measures import Ratio
from supervision.ground.subjects import roots
from supervision.ground.units import UnitField

from ..columns import Column
from ..counting import key_of
from ..parts import Part, Rate

if TYPE_CHECKING:
    from ..registry import Register

ROWS = "n"
SUM, MEAN = "sum_", "avg_"
NEVER = ("latitude", "longitude", "accuracy", "distance")  # where one stood adds up to nothing
NO_DATA = "—"
Needs = Mapping[str, Callable[[int], Any]]


@dataclass(frozen=True, eq=False)
class Measure:
    """One number of a cell.

    `needs` are values of each row, by alias; `sql(many)` the aggregates over them, in a query in which each row stands
    as often as it has values where a dimension has `many`. `text` and `value` read what came back. `parts` names the
    dimensions that a cell's link has to ask for: of a share its two sides.
    """

    name: str
    label: str
    needs: Needs
    sql: Callable[[bool], Sequence[str]]
    caliber: str = ""
    share: bool = False
    parts: Sequence[str] = field(default_factory=tuple)
    whole: bool = True  # a count of records: as many as its link opens
    counts: bool = True
    unit: str = ""

    @property
    def width(self) -> int:
        return len(self.sql(False))

    def value(self, found: Sequence[Any]) -> Decimal | int | None:
        if self.share or self.name.startswith(MEAN):
            return Ratio(found[0] or 0, found[1] or 0).value
        return found[0] or 0

    def text(self, found: Sequence[Any]) -> str:
        value = self.value(found)
        if value is None:
            return NO_DATA
        if self.share:
            return f"{Ratio(found[0], found[1]).percent}%"
        return f"{value:,}" if isinstance(value, int) else _plain(value)


def _plain(value: Decimal) -> str:
    """Two places at most, none where there are none."""
    text = f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")


def of_register(register: Register) -> dict[str, Measure]:
    """By name, in the order in which they are offered."""
    found = [Measure(ROWS, "条数", {}, lambda many: [_rows(many)], "符合条件的记录条数。", unit="条")]
    if subject := _subject(register):
        found.append(subject)
    found += [_part(part) for part in (*register.parts, *register.every_part) if _shown(part, register)]
    found += [_rate(rate) for rate in register.rates]
    for column in register.columns:
        found += _of_number(register.model, column)
    return {one.name: one for one in found}


def _shown(part: Part, register: Register) -> bool:
    """The sides of a share are told with it."""
    return all(part not in (rate.part, rate.whole) for rate in register.rates) or part in register.parts


def _rows(many: bool, only: str = "") -> str:
    one = "count(DISTINCT q.pk_)" if many else "count(*)"
    return f"{one} FILTER (WHERE {only})" if only else one


def _subject(register: Register) -> Measure | None:
    path = getattr(register.model, "SUBJECT_PATH", "")
    if not path or path == "self":
        return None
    caliber = "去重：同一监管对象的多条记录只计一家，已并入的随并入后的一家计；合计也去重，因此不一定等于各行之和。"
    needs = {"m_subject": lambda year: roots.of(path)}
    sql = lambda many: ["count(DISTINCT q.m_subject)"]  # noqa: E731
    return Measure("subjects", "监管对象数（去重）", needs, sql, caliber, whole=False, unit="家")


def _part(part: Part) -> Measure:
    alias, once = f"m_{part.name}", part.distinct != "pk"
    needs: dict[str, Any] = {alias: part.expression}
    if once:
        needs[f"k_{part.name}"] = lambda year: key_of(part.distinct)

    def sql(many: bool) -> list[str]:
        if once:
            return [f"count(DISTINCT q.k_{part.name}) FILTER (WHERE q.{alias})"]
        return [_rows(many, f"q.{alias}")]

    return Measure(part.name, part.label, needs, sql, part.caliber, parts=(part.name,), whole=not once)


def _rate(rate: Rate) -> Measure:
    upper, lower = f"m_{rate.part.name}", f"m_{rate.whole.name}"
    return Measure(
        rate.name,
        rate.label,
        {upper: rate.part.expression, lower: rate.whole.expression},
        lambda many: [_rows(many, f"q.{upper}"), _rows(many, f"q.{lower}")],
        rate.told,
        share=True,
        counts=False,
        parts=(rate.part.name, rate.whole.name),
    )


def _of_number(model: Any, column: Column) -> list[Measure]:
    """Sums and means of what was measured; amounts in units that change from row to row cannot be added up."""
    if column.name in NEVER or not isinstance(column.expr, str | None) or column.kind not in ("number", "money"):
        return []
    known = {one.name: one for one in model._meta.concrete_fields}
    one = known.get(column.name)
    if one is None or one.is_relation or one.choices or not isinstance(one, models.DecimalField | models.IntegerField):
        return []
    if isinstance(one, models.BigIntegerField):  # the key of a row elsewhere, no amount
        return []
    own_unit = any(isinstance(other, UnitField) for other in known.values())
    if own_unit and "（" not in column.label and isinstance(one, models.DecimalField):
        return []
    alias = f"v_{column.name}"
    needs = {alias: lambda year: F(column.name)}
    whole = f"{column.label}：没有填写的记录不计。"

    def total(what: str) -> Callable[[bool], str]:
        once = f"CASE WHEN {{all}} THEN {what}(q.{alias}) FILTER (WHERE q.first) ELSE {what}(q.{alias}) END"
        return lambda many: once if many else f"{what}(q.{alias})"

    add, number = total("sum"), total("count")
    made = partial(Measure, needs=needs, caliber=whole, whole=False, counts=False)
    both: Callable[[bool], list[str]] = lambda many: [add(many), number(many)]  # noqa: E731
    return [
        made(f"{SUM}{column.name}", f"{column.label}合计", sql=lambda many: [add(many)]),
        made(f"{MEAN}{column.name}", f"{column.label}平均", sql=both),
    ]

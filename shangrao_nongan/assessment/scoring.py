"""From measures to sheets and lines: pure, so that the same data gives the same hash and the same score."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import structlog

from supervision.ground.measures import Measure, half_up

from . import rules
from .models import Item
from .parameters import COMPARE, Basis

log = structlog.get_logger(__name__)
ZERO = Decimal(0)
NOBODY = Basis()
# Columns of an item that decide nothing: its key, and what somebody says he has checked.
NOT_DECIDING = {"id", "scheme", "confirmed"}


@dataclass
class Results:
    sheets: list[dict[str, Any]]
    lines: list[tuple[str, dict[str, Any]]]
    input_hash: str

    @property
    def is_complete(self) -> bool:
        return not any(line["error"] for _, line in self.lines)


def results(
    items: Sequence[Item],
    measured: Mapping[int, Mapping[str, Measure]],
    failed: Mapping[int, str],
    counties: Sequence[str],
    basis: Basis = NOBODY,
) -> Results:
    """Score every county on every item; totals, vetoes and ranks; and the hash of all that went in."""
    lines: list[tuple[str, dict[str, Any]]] = []
    sheets: list[dict[str, Any]] = []
    failed = {**failed, **_without_points(items, measured, failed, counties, basis)}
    for county in counties:
        own = county_lines(items, {pk: by.get(county) for pk, by in measured.items()}, failed, basis)
        lines += [(county, line) for line in own]
        sheets.append(_sheet(county, own))
    placed = rules.ranks({s["county_id"]: ZERO if s["vetoed"] else s["total"] for s in sheets})
    for sheet in sheets:
        sheet["rank"] = placed[sheet["county_id"]]
    return Results(sheets, lines, fingerprint(items, measured, failed, basis))


def _without_points(
    items: Sequence[Item],
    measured: Mapping[int, Mapping[str, Measure]],
    failed: Mapping[int, str],
    counties: Sequence[str],
    basis: Basis,
) -> dict[int, str]:
    """{item: reason} of those whose points cannot be worked out: the item fails for all counties, the rest goes on."""
    found: dict[int, str] = {}
    for item in items:
        if item.pk in failed:
            continue
        try:
            for county in counties:
                measure = measured.get(item.pk, {}).get(county)
                if measure is not None and measure.exact is not None:
                    _points(item, measure.exact, item.points, basis)
                    rules.struck_by(measure.exact, item.curve_params)
        except Exception as wrong:  # whatever a scheme holds: one item must not stop the year
            log.exception("item_failed", item=item.pk)
            found[item.pk] = f"指标“{item.name}”计算出错：{_why(wrong)}"[:300]
    return found


def _why(wrong: Exception) -> str:
    if isinstance(wrong, ValueError):  # said by the curve itself
        return str(wrong)
    return f"计分参数不能用（{type(wrong).__name__}），请核对方案"


def county_lines(
    items: Sequence[Item],
    measures: Mapping[int, Measure | None],
    failed: Mapping[int, str],
    basis: Basis = NOBODY,
) -> list[dict[str, Any]]:
    base = [item for item in items if item.is_base]
    applies = [_applies(measures.get(item.pk)) or item.pk in failed for item in base]
    full = dict(zip((i.pk for i in base), rules.share_out([i.points for i in base], applies), strict=True))
    return [
        _line(item, measures.get(item.pk), full.get(item.pk, item.points), failed.get(item.pk, ""), basis)
        for item in items
    ]


def _applies(measure: Measure | None) -> bool:
    return measure is not None and not measure.not_applicable


def _points(item: Item, value: Fraction, full: Decimal, basis: Basis) -> tuple[Decimal, int]:
    """Points, rounded once, and with how many decimals the value is shown."""
    params = item.curve_params
    if basis.common.get("deduction") == "scaled" and item.points:
        params = rules.scaled(params, rules.exact(full) / rules.exact(item.points))
    percent = basis.units.get(item.pk) == "%"
    digits = basis.chosen.get(item.pk, {}).get(COMPARE.name)
    seen = rules.compared(value, digits, percent=percent)
    points = half_up(rules.CURVES[item.curve](seen, full, params))
    if digits is not None:
        return points, digits
    return points, rules.deciding_places(item.curve, value, full, params, percent=percent)


def _line(item: Item, measure: Measure | None, full: Decimal, error: str, basis: Basis) -> dict[str, Any]:
    measure = measure or Measure(None)
    points, places, exact = ZERO, 2, measure.exact
    if not error and not measure.not_applicable and exact is not None:
        points, places = _points(item, exact, full, basis)
    return {
        "item": item,
        "value": None if exact is None else half_up(exact, 6),
        "numerator": half_up(measure.numerator, 4),
        "denominator": half_up(measure.denominator, 4),
        "full": full,
        "points": points,
        "places": places,
        "not_applicable": measure.not_applicable[:200],
        "error": error,
        "counted": measure.counted,
        "left_out": [list(pair) for pair in measure.left_out],
        "missed": sorted(_missed(measure, share=basis.units.get(item.pk) == "%")),
        "deducted": sorted(measure.deducted),
    }


def _missed(measure: Measure, *, share: bool) -> set[str]:
    """For which reasons a row that is left out stands in the denominator."""
    if measure.missed is not None:
        return set(measure.missed)
    return {why for _, why in measure.left_out} if share else set()


def _sheet(county: str, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    base = sum((line["points"] for line in lines if line["item"].is_base), ZERO)
    bonus = sum((line["points"] for line in lines if line["item"].bonus), ZERO)
    vetoes = [line for line in lines if line["item"].veto and not line["error"]]
    vetoed = any(rules.struck_by(line["value"], line["item"].curve_params) for line in vetoes)
    return {"county_id": county, "base": base, "bonus": bonus, "total": base + bonus, "vetoed": vetoed}


def fingerprint(
    items: Sequence[Item],
    measured: Mapping[int, Mapping[str, Measure]],
    failed: Mapping[int, str],
    basis: Basis = NOBODY,
) -> str:
    """A hash of the rules and of every number and row behind them: equal data, equal hash, whatever the order.

    Of an item every column goes in but those named above, so that a new one is in unless somebody says otherwise.
    """
    said = {
        "until": basis.until,
        "scheme": dict(basis.scheme),
        "common": dict(basis.common),
        "items": [
            {
                "item": rule_of(item),
                "caliber": list(basis.calibers.get(item.pk, ())),
                "chosen": dict(basis.chosen.get(item.pk, {})),
                "failed": item.pk in failed,
                "measures": {county: _said(m) for county, m in sorted(measured.get(item.pk, {}).items())},
            }
            for item in sorted(items, key=lambda item: item.order)
        ],
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def rule_of(item: Item) -> dict[str, Any]:
    names = (field.name for field in Item._meta.concrete_fields if field.name not in NOT_DECIDING)
    return {name: _plain(getattr(item, name)) for name in names}


def _plain(value: Any) -> Any:
    """13 and 13.00 are the same points."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _said(measure: Measure) -> list[Any]:
    counted = sorted(map(str, measure.counted))
    left_out = sorted([str(pk), why] for pk, why in measure.left_out)
    value = None if measure.exact is None else str(measure.exact)
    stand = [None if measure.missed is None else sorted(measure.missed), sorted(measure.deducted)]
    parts = [str(measure.numerator), str(measure.denominator)]
    return [value, *parts, counted, left_out, measure.not_applicable, stand]

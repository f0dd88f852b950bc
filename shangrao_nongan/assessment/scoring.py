"""From measures to sheets and lines: pure, so that the same data gives the same hash and the same score."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from supervision.ground.measures import Measure, half_up

from . import rules
from .models import Item

ZERO = Decimal(0)


@dataclass
class Results:
    sheets: list[dict[str, Any]]
    lines: list[tuple[str, dict[str, Any]]]
    input_hash: str


def results(
    items: Sequence[Item],
    measured: Mapping[int, Mapping[str, Measure]],
    failed: Mapping[int, str],
    counties: Sequence[str],
) -> Results:
    """Score every county on every item; totals, vetoes and ranks; and the hash of all that went in."""
    lines: list[tuple[str, dict[str, Any]]] = []
    sheets: list[dict[str, Any]] = []
    for county in counties:
        own = county_lines(items, {pk: by.get(county) for pk, by in measured.items()}, failed)
        lines += [(county, line) for line in own]
        sheets.append(_sheet(county, own))
    placed = rules.ranks({s["county_id"]: ZERO if s["vetoed"] else s["total"] for s in sheets})
    for sheet in sheets:
        sheet["rank"] = placed[sheet["county_id"]]
    return Results(sheets, lines, fingerprint(items, measured, failed))


def county_lines(
    items: Sequence[Item], measures: Mapping[int, Measure | None], failed: Mapping[int, str]
) -> list[dict[str, Any]]:
    base = [item for item in items if item.is_base]
    applies = [_applies(measures.get(item.pk)) or item.pk in failed for item in base]
    full = dict(zip((i.pk for i in base), rules.share_out([i.points for i in base], applies), strict=True))
    return [
        _line(item, measures.get(item.pk), full.get(item.pk, item.points), failed.get(item.pk, "")) for item in items
    ]


def _applies(measure: Measure | None) -> bool:
    return measure is not None and not measure.not_applicable


def _line(item: Item, measure: Measure | None, full: Decimal, error: str) -> dict[str, Any]:
    measure = measure or Measure(None)
    points = ZERO
    if not error and not measure.not_applicable and measure.value is not None:
        points = half_up(rules.CURVES[item.curve](measure.value, full, item.curve_params))
    return {
        "item": item,
        "value": None if measure.value is None else half_up(measure.value, 6),
        "numerator": half_up(measure.numerator, 4),
        "denominator": half_up(measure.denominator, 4),
        "full": full,
        "points": points,
        "not_applicable": measure.not_applicable[:200],
        "error": error,
        "counted": measure.counted,
        "left_out": [list(pair) for pair in measure.left_out],
    }


def _sheet(county: str, lines: Sequence[dict[str, Any]]) -> dict[str, Any]:
    base = sum((line["points"] for line in lines if line["item"].is_base), ZERO)
    bonus = sum((line["points"] for line in lines if line["item"].bonus), ZERO)
    vetoed = any(line["item"].veto and rules.struck_by(line["value"], line["item"].curve_params) for line in lines)
    return {"county_id": county, "base": base, "bonus": bonus, "total": base + bonus, "vetoed": vetoed}


def fingerprint(items: Sequence[Item], measured: Mapping[int, Mapping[str, Measure]], failed: Mapping[int, str]) -> str:
    """A hash of the rules and of every number and row behind them: equal data, equal hash, whatever the order."""
    said = [
        {
            "item": [item.order, item.indicator, item.params, item.curve, item.curve_params, str(item.points)],
            "failed": item.pk in failed,
            "measures": {county: _said(m) for county, m in sorted(measured.get(item.pk, {}).items())},
        }
        for item in sorted(items, key=lambda item: item.order)
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _said(measure: Measure) -> list[Any]:
    counted = sorted(map(str, measure.counted))
    left_out = sorted([str(pk), why] for pk, why in measure.left_out)
    value = None if measure.value is None else str(half_up(measure.value, 6))
    return [value, str(measure.numerator), str(measure.denominator), counted, left_out, measure.not_applicable]

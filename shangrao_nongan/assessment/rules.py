"""Scoring as pure functions: curves, redistribution, totals, ranks. Values in, values out.

A curve takes a measured value, the full points and its parameters, and gives points. Ratios are fractions
(0.98, not 98). Points are exact here and rounded half up to two decimals once, at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Any

from supervision.ground.measures import half_up

ZERO = Decimal(0)
Params = Mapping[str, Any]
Curve = Callable[[Decimal, Decimal, Params], Decimal]


def _d(params: Params, name: str, default: Any = None) -> Decimal:
    value = params.get(name, default)
    if value is None:
        raise ValueError(f"评分规则缺少参数 {name}")
    return Decimal(str(value))


def proportional(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """Points in proportion to value / target; never more than full, never below zero."""
    target = _d(params, "target", 1)
    if target <= 0:
        raise ValueError("目标值必须大于零")
    return max(ZERO, min(full, full * value / target))


def deduct_per_step(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """Full at the target; below it `per_step` points less for every started `step`; nothing below `floor`.

    With target 0.98, step 0.001, per_step 0.5 and floor 0.96: 97.95% loses half a point, 95.9% loses all.
    """
    target, step, per_step = _d(params, "target"), _d(params, "step"), _d(params, "per_step")
    if value < _d(params, "floor", 0):
        return ZERO
    if value >= target:
        return full
    started = ((target - value) / step).to_integral_value(ROUND_CEILING)
    return max(ZERO, full - started * per_step)


def all_or_nothing(value: Decimal, full: Decimal, params: Params) -> Decimal:
    return full if value >= _d(params, "target", 1) else ZERO


def deduct_per_event(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """Full without events; `per_event` points less for each, never below zero."""
    return max(ZERO, full - value * _d(params, "per_event"))


def bonus_per_event(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """`per_event` points for each event, at most `full` (the cap of the bonus)."""
    return max(ZERO, min(full, value * _d(params, "per_event")))


def bands(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """The share of full points of the highest band reached: bands [[2, 1], [1, 0.6]] mean from 2 all, from 1 60%."""
    for start, share in sorted(params["bands"], reverse=True):
        if value >= Decimal(str(start)):
            return full * Decimal(str(share))
    return ZERO


def veto(value: Decimal, full: Decimal, params: Params) -> Decimal:
    """A veto carries no points; whether it strikes is `struck_by`."""
    return ZERO


def struck_by(value: Decimal | None, params: Params) -> bool:
    """Whether a veto item strikes: the number of events is above what is allowed (none)."""
    return value is not None and value > _d(params, "allowed", 0)


CURVES: dict[str, Curve] = {
    "proportional": proportional,
    "deduct_per_step": deduct_per_step,
    "all_or_nothing": all_or_nothing,
    "deduct_per_event": deduct_per_event,
    "bonus_per_event": bonus_per_event,
    "bands": bands,
    "veto": veto,
}
CURVE_LABELS = {
    "proportional": "按比例得分",
    "deduct_per_step": "每低一档扣分",
    "all_or_nothing": "达标得满分，否则不得分",
    "deduct_per_event": "每起扣分",
    "bonus_per_event": "每起加分，封顶",
    "bands": "分档得分",
    "veto": "一票否决",
}


def share_out(points: Sequence[Decimal], applies: Sequence[bool]) -> list[Decimal]:
    """Full points of the items after those that do not apply gave theirs to the others, by weight.

    An item that does not apply to a county costs and earns nothing: its points go to the applicable ones in
    proportion, so that every county is scored out of the same total. Rounded half up; the rounding rest
    goes to the largest item, so the sum stays exact.
    """
    total, applicable = sum(points), sum(p for p, a in zip(points, applies, strict=True) if a)
    if not applicable:
        return [ZERO for _ in points]
    shared = [half_up(p * total / applicable) if a else ZERO for p, a in zip(points, applies, strict=True)]
    rest = half_up(total) - sum(shared)
    if rest:
        largest = max(range(len(shared)), key=lambda i: shared[i])
        shared[largest] += rest
    return shared


def ranks(scores: Mapping[str, Decimal]) -> dict[str, int]:
    """Ties share a rank and the next one is skipped: 1, 1, 3."""
    return {key: 1 + sum(other > score for other in scores.values()) for key, score in scores.items()}

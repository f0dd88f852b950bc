"""Scoring as pure functions: curves, redistribution, totals, ranks. Values in, values out.

A curve takes a measured value, the full points and its parameters, and gives points. Ratios are fractions
(0.98, not 98). Everything is exact here: a value is a fraction (7/48), and points are rounded half up to two
decimals once, at the end. Only full points after redistribution are rounded before: they are printed, and who
checks a score by hand starts from what is printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Any

from supervision.ground.measures import half_up

ZERO = Decimal(0)
NOTHING = Fraction(0)
Number = Decimal | int | Fraction
Params = Mapping[str, Any]
Curve = Callable[[Number, Number, Params], Fraction]


def exact(value: Any) -> Fraction:
    """A number as it was written, in a scheme as a number or as text."""
    if isinstance(value, Fraction):
        return value
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"计分参数“{value}”不是数字") from None


def _f(params: Params, name: str, default: Any = None) -> Fraction:
    value = params.get(name, default)
    if value is None:
        raise ValueError(f"评分规则缺少参数 {name}")
    return exact(value)


def proportional(value: Number, full: Number, params: Params) -> Fraction:
    """Points in proportion to value / target; never more than full, never below zero."""
    target, most = _f(params, "target", 1), exact(full)
    if target <= 0:
        raise ValueError("目标值必须大于零")
    return max(NOTHING, min(most, most * exact(value) / target))


def deduct_per_step(value: Number, full: Number, params: Params) -> Fraction:
    """Full at the target; below it `per_step` points less for every started `step`; nothing below `floor`.

    With target 0.98, step 0.001, per_step 0.5 and floor 0.96: 97.95% loses half a point, 95.9% loses all.
    """
    target, step, per_step = _f(params, "target"), _f(params, "step"), _f(params, "per_step")
    if exact(value) < _f(params, "floor", 0):
        return NOTHING
    if exact(value) >= target:
        return exact(full)
    started = ceil((target - exact(value)) / step)
    return max(NOTHING, exact(full) - started * per_step)


def all_or_nothing(value: Number, full: Number, params: Params) -> Fraction:
    return exact(full) if exact(value) >= _f(params, "target", 1) else NOTHING


def deduct_per_event(value: Number, full: Number, params: Params) -> Fraction:
    """Full without events; `per_event` points less for each, never below zero."""
    return max(NOTHING, exact(full) - exact(value) * _f(params, "per_event"))


def bonus_per_event(value: Number, full: Number, params: Params) -> Fraction:
    """`per_event` points for each event, at most `full` (the cap of the bonus)."""
    return max(NOTHING, min(exact(full), exact(value) * _f(params, "per_event")))


def steps_of(params: Params) -> list[tuple[Fraction, Fraction]]:
    """Bands from the highest down, by number: as text "9" would stand above "10"."""
    return sorted(((exact(start), exact(share)) for start, share in params["bands"]), reverse=True)


def bands(value: Number, full: Number, params: Params) -> Fraction:
    """The share of full points of the highest band reached: bands [[2, 1], [1, 0.6]] mean from 2 all, from 1 60%."""
    for start, share in steps_of(params):
        if exact(value) >= start:
            return exact(full) * share
    return NOTHING


def veto(value: Number, full: Number, params: Params) -> Fraction:
    """A veto carries no points; whether it strikes is `struck_by`."""
    return NOTHING


def struck_by(value: Number | None, params: Params) -> bool:
    """Whether a veto item strikes: the number of events is above what is allowed (none)."""
    return value is not None and exact(value) > _f(params, "allowed", 0)


KEY_RULE = "关键项以得满分为达标，一票否决的以未发生为达标；不适用的不论（默认·待核对）。"


def key_missed(value: Number | None, points: Number, full: Number, *, strikes: bool, params: Params) -> bool:
    """Whether a 关键项 that applies is not reached: then the county is 未达标 whatever its total (农安县考核)."""
    return struck_by(value, params) if strikes else exact(points) < exact(full)


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


BY_THRESHOLD = {"deduct_per_step", "all_or_nothing", "bands"}
IN_POINTS = ("per_step", "per_event")  # parameters that are points themselves


def scaled(params: Params, factor: Fraction) -> dict[str, Any]:
    """Deductions that grow with the full points, where a scheme wants it so (扣分按折算后满分同比例)."""
    return {name: exact(value) * factor if name in IN_POINTS else value for name, value in params.items()}


def compared(value: Fraction, digits: int | None, *, percent: bool) -> Fraction:
    """The value as it is compared: as it is, or first rounded half up to `digits` (of the percentage)."""
    return value if digits is None else Fraction(half_up(value, digits + 2 * percent))


MOST_PLACES = 6


def deciding_places(curve: str, value: Fraction, full: Number, params: Params, *, percent: bool) -> int:
    """With how many decimals a value is shown: two, or as many as it takes to see on which side of a step it lies.

    97.9989% of a target of 98% reads "98.00%" with two; shown is 97.999%, which is below.
    """
    if curve not in BY_THRESHOLD:
        return 2
    for places in range(2, MOST_PLACES):
        seen = Fraction(half_up(value, places + 2 * percent))
        if CURVES[curve](seen, full, params) == CURVES[curve](value, full, params):
            return places
    return MOST_PLACES


def share_out(points: Sequence[Decimal], applies: Sequence[bool]) -> list[Decimal]:
    """Full points of the items after those that do not apply gave theirs to the others, by weight.

    An item that does not apply to a county costs and earns nothing: its points go to the applicable ones in
    proportion, so that every county is scored out of the same total. Rounded half up; the rounding rest
    goes to the largest item, so the sum stays exact.
    """
    total = exact(sum(points))
    applicable = sum((exact(p) for p, a in zip(points, applies, strict=True) if a), NOTHING)
    if not applicable:
        return [ZERO for _ in points]
    shared = [half_up(exact(p) * total / applicable) if a else ZERO for p, a in zip(points, applies, strict=True)]
    rest = half_up(total) - sum(shared)
    if rest:
        largest = max(range(len(shared)), key=lambda i: shared[i])
        shared[largest] += rest
    return shared


def ranks(scores: Mapping[str, Decimal]) -> dict[str, int]:
    """Ties share a rank and the next one is skipped: 1, 1, 3."""
    return {key: 1 + sum(other > score for other in scores.values()) for key, score in scores.items()}

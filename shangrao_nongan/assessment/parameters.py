"""The decisions behind a scheme's numbers: which there are, what a scheme chose, and how it is said beside a number."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.figures import Figure
from supervision.ground.parameters import UNCHECKED, Parameter

from .. import offers
from .models import Item, Scheme
from .rules import BY_THRESHOLD

# Work papers give deductions in points of the item; what becomes of them when the item takes over other points they
# do not say.
DEDUCTION = Parameter(
    "deduction",
    "不适用指标的分值重新分配后，扣分、加分的每档分值",
    "absolute",
    (("absolute", "不变（按方案分值）"), ("scaled", "与满分同比例折算")),
)
COMPARE = Parameter("compare_digits", "与目标比较前先修约", None, most=4, unit="位小数", nothing="不修约，按精确值比较")
COMMON = (DEDUCTION,)


@dataclass(frozen=True)
class Basis:
    """What a score rests on besides items and rows: the last day, the choices, the definitions in their versions."""

    until: dt.date | None = None
    scheme: Mapping[str, Any] = field(default_factory=dict)
    common: Mapping[str, Any] = field(default_factory=dict)
    calibers: Mapping[int, tuple[str, str]] = field(default_factory=dict)
    chosen: Mapping[int, Mapping[str, Any]] = field(default_factory=dict)
    units: Mapping[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, scheme: Scheme, items: Sequence[Item], until: dt.date) -> Basis:
        known = {item.pk: offers.indicators().get(item.indicator) for item in items}
        return cls(
            until=until,
            scheme={name: getattr(scheme, name) for name in ("code", "year", "revision")},
            common={one.name: one.value(scheme.params or {}) for one in COMMON},
            calibers={pk: (one.caliber, one.version) for pk, one in known.items() if one},
            chosen={item.pk: values(item, known[item.pk]) for item in items},
            units={pk: one.unit for pk, one in known.items() if one},
        )


def of_item(item: Item, figure: Figure | None) -> tuple[Parameter, ...]:
    """What may be chosen for an item: what its definition leaves open, and rounding where there is a threshold."""
    own = figure.parameters if figure else ()
    return (*own, COMPARE) if item.curve in BY_THRESHOLD else own


def values(item: Item, figure: Figure | None) -> dict[str, Any]:
    return {**item.params, **{one.name: one.value(item.params) for one in of_item(item, figure)}}


def told(item: Item, figure: Figure | None) -> list[list[Any]]:
    """[name, label, value in words, whether somebody checked it] of every parameter, to stand beside the number."""
    checked = item.confirmed or []
    return [_said(one, item.params, checked) for one in of_item(item, figure)]


def told_of(scheme: Scheme) -> list[list[Any]]:
    return [_said(one, scheme.params or {}, scheme.confirmed or []) for one in COMMON]


def _said(one: Parameter, given: Mapping[str, Any], checked: Sequence[str]) -> list[Any]:
    return [one.name, one.label, one.shown(one.value(given)), one.verified or one.name in checked]


def in_words(said: Sequence[Sequence[Any]]) -> str:
    """The parameters as a clerk reads them below a definition."""
    return "；".join(f"{label}：{value}" + ("" if checked else f"（{UNCHECKED}）") for _, label, value, checked in said)

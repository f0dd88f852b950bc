"""What is wrong with a scheme, said before it is locked: one sentence per item, everything at once. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from supervision.ground.figures import Figure
from supervision.ground.parameters import Parameter

from .models import Item
from .parameters import of_item
from .rules import CURVE_LABELS, exact, steps_of
from .vocabulary import Source

FULL = 100
NAMES = {
    "target": "目标值",
    "step": "每档幅度",
    "per_step": "每档扣分",
    "floor": "底线",
    "per_event": "每起分值",
    "bands": "分档",
    "allowed": "允许起数",
}
# Of each curve: the parameters it must have, and those it may have.
TAKES: Mapping[str, tuple[Collection[str], Collection[str]]] = {
    "proportional": (("target",), ()),
    "deduct_per_step": (("target", "step", "per_step"), ("floor",)),
    "all_or_nothing": (("target",), ()),
    "deduct_per_event": (("per_event",), ()),
    "bonus_per_event": (("per_event",), ()),
    "bands": (("bands",), ()),
    "veto": ((), ("allowed",)),
}


def faults_of(items: Sequence[Item], figures: Mapping[str, Figure]) -> list[str]:
    """Every reason not to lock a scheme of these items, in the order of the scheme."""
    found = [f"第{item.order}项“{item.name}”：{fault}" for item in items for fault in _of_item(item, figures)]
    base = sum(item.points for item in items if item.is_base)
    if base != FULL:
        found.insert(0, f"基础分合计为 {base}，应为 {FULL}，不能锁定。")
    return found


def _of_item(item: Item, figures: Mapping[str, Figure]) -> Iterator[str]:
    figure = figures.get(item.indicator)
    if item.source != Source.AUTO:
        yield f"来源为“{item.get_source_display()}”，系统还不能录入评分，请改为自动取数或移出方案。"
    elif figure is None:
        yield f"没有名为“{item.indicator or '（空）'}”的取数指标。"
    if item.curve not in TAKES:
        yield f"没有“{item.curve}”这种计分方式。"
        return
    if (item.curve == "veto") != item.veto:
        yield "一票否决项与计分方式“一票否决”应同时使用。"
    if item.veto and item.points:
        yield "一票否决项不计分，分值应为0。"
    if item.bonus and item.veto:
        yield "不能既是加分项又是一票否决项。"
    if not item.veto and item.points <= 0:
        yield "分值应大于0。"
    yield from _of_curve(item, percent=figure is not None and figure.unit == "%")
    yield from _of_parameters(item.params, of_item(item, figure))


def _of_parameters(given: Mapping[str, Any], known: Collection[Parameter]) -> Iterator[str]:
    if not isinstance(given, dict):
        yield "取数参数应为“名称：值”。"
        return
    names = {one.name: one for one in known}
    for name in given:
        if name not in names:
            yield f"取数参数“{name}”这个指标没有，请核对名称。"
        elif fault := names[name].fault(given[name]):
            yield fault


def _of_curve(item: Item, *, percent: bool) -> Iterator[str]:
    params = item.curve_params
    if not isinstance(params, dict):
        yield "计分参数应为“名称：值”。"
        return
    must, may = TAKES[item.curve]
    label = CURVE_LABELS[item.curve]
    for name in must:
        if params.get(name) in (None, "", []):
            yield f"“{label}”缺少计分参数{NAMES[name]}（{name}）。"
    for name in params:
        if name not in (*must, *may):
            yield f"“{label}”没有计分参数“{name}”，请核对名称。"
    numbers = {name: _number(params[name]) for name in (*must, *may) if name != "bands" and name in params}
    for name, number in numbers.items():
        if number is None and params[name] not in (None, ""):
            yield f"{NAMES[name]}（{name}）应为数字，现为“{params[name]}”。"
    yield from _meant(numbers, percent=percent)
    if params.get("bands"):
        yield from _bands(params)


def _number(value: Any) -> Fraction | None:
    try:
        return None if isinstance(value, bool) else exact(value)
    except (ValueError, ZeroDivisionError):
        return None


def _meant(numbers: Mapping[str, Fraction | None], *, percent: bool) -> Iterator[str]:
    """Numbers that can be read but cannot be meant."""
    above_zero = ("target", "step", "per_step", "per_event")
    for name in above_zero:
        number = numbers.get(name)
        if number is not None and number <= 0:
            yield f"{NAMES[name]}应大于0。"
    for name in ("floor", "allowed"):
        number = numbers.get(name)
        if number is not None and number < 0:
            yield f"{NAMES[name]}不能小于0。"
    target, floor = numbers.get("target"), numbers.get("floor")
    if target is not None and floor is not None and floor > target:
        yield "底线不能高于目标值。"
    if percent:
        for name in ("target", "floor", "step"):
            number = numbers.get(name)
            if number is not None and number > 1:
                yield f"{NAMES[name]}应写成比例，如98%写成0.98，现为{float(number):g}。"
    allowed = numbers.get("allowed")
    if allowed is not None and allowed.denominator != 1:
        yield "允许起数应为整数。"


def _bands(params: Mapping[str, Any]) -> Iterator[str]:
    """[[2, 1], [1, 0.6]]: from 2 all of the points, from 1 six tenths."""
    try:
        steps = steps_of(params)
    except (TypeError, ValueError, ZeroDivisionError):
        yield "分档应写成“[起点, 得分比例]”的列表，都是数字，如 [[2, 1], [1, 0.6]]。"
        return
    starts, shares = [start for start, _ in steps], [share for _, share in steps]
    if len(set(starts)) != len(starts):
        yield "分档的起点有重复。"
    if any(not 0 <= share <= 1 for share in shares):
        yield "分档的得分比例应在0到1之间，六成写成0.6。"
    if shares != sorted(shares, reverse=True):
        yield "分档的起点越高，得分比例应越高。"

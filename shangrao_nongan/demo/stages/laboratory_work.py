"""The samples in the laboratories: some not taken in yet, some being tested, some waiting to be verified."""

from __future__ import annotations

from typing import Any

from monitoring.models import TestOrder
from monitoring.services import enter_results, receive_order
from monitoring.services.entering import Doubtful
from monitoring.vocabulary import Found, OrderState
from supervision.models import Post

from ..findings import METHODS, detection
from ..world import World
from .samples import Maker


def load(world: World) -> dict[str, int]:
    maker, received, entered = Maker(world), 0, 0
    waiting = TestOrder.objects.filter(state=OrderState.WAITING).select_related("laboratory", "product").order_by("id")
    for place, order in enumerate(waiting):
        if place % 3 == 0:
            continue
        tester, _ = maker.people(order.laboratory)
        order = receive_order(order, by=tester, version=order.version, condition="包装完好，数量符合")
        received += 1
        if place % 3 == 2:
            _enter(order, tester)
            entered += 1
    return {"收样": received, "待审核": entered}


def _enter(order: TestOrder, tester: Post) -> None:
    """What seems doubtful the tester looks at again, and says so."""
    lines = _lines(order)
    try:
        enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    except Doubtful as asked:
        for code, sentence in asked.doubts.items():
            lines[code]["sure"] = sentence
        enter_results(order, by=tester, version=order.version, lines=lines, finish=True)


def _lines(order: TestOrder) -> dict[str, dict[str, Any]]:
    return {
        code: {"found": Found.NOT_DETECTED, "lod": detection(code, unit), "unit": unit, "method": METHODS[unit]}
        for code, unit in order.results.values_list("analyte", "unit")
    }

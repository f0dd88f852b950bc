"""The samples in the laboratories: some not taken in yet, some being tested, some waiting to be verified."""

from __future__ import annotations

from typing import Any

from monitoring.models import TestOrder
from monitoring.services import enter_results, receive_order
from monitoring.services.ordering import SECTOR_UNIT
from monitoring.vocabulary import Found, OrderState, Unit

from ..findings import DETECTION, METHODS
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
            enter_results(order, by=tester, version=order.version, lines=_lines(order), finish=True)
            entered += 1
    return {"收样": received, "待审核": entered}


def _lines(order: TestOrder) -> dict[str, dict[str, Any]]:
    unit = SECTOR_UNIT.get(order.product.sector, Unit.MG_KG)
    line = {"found": Found.NOT_DETECTED, "lod": DETECTION[unit], "unit": unit, "method": METHODS[unit]}
    return {code: dict(line) for code in order.results.values_list("analyte", flat=True)}

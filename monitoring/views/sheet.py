"""The page of many samples by their items, as it is shown and as it was sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.people import OfficialRequest, require

from ..models import Analyte, Result, TestOrder
from ..services.defaults import usual
from ..vocabulary import OrderState
from .lines import Line, Settings, item_settings

MOST_ORDERS, MOST_CELLS = 40, 700  # a page stays below the number of boxes a form may send


@dataclass
class Row:
    """One sample: a line for every item of the page, None where the item was not asked for."""

    order: TestOrder
    cells: list[Line | None]
    version: str
    problem: str = ""
    untouched: bool = False  # as it was opened: nothing of it is to be written

    @property
    def lines(self) -> list[Line]:
        return [cell for cell in self.cells if cell is not None]

    @property
    def gone(self) -> bool:
        """Handed in meanwhile, and nothing else is typed here than stands in it."""
        return self.order.state != OrderState.RECEIVED and all(line.untouched for line in self.lines)


@dataclass
class Sheet:
    """The page: its items with their settings, and the samples."""

    items: list[tuple[Analyte, Settings]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    left: int = 0  # samples that found no room
    products: list[tuple[str, str, int]] = field(default_factory=list)  # code, name and samples, to choose from
    product: str = ""


def _orders(request: OfficialRequest) -> list[TestOrder]:
    """Those being tested in this laboratory, the oldest first; of a page that was sent its own, whatever became of them
    meanwhile: what was typed for them is not to be lost.
    """
    require(request.post, "monitoring.result_testorder")
    rows = TestOrder.objects.visible_to(request.post)
    sent = [key for key in request.POST.getlist("order") if key.isdecimal() and len(key) < 19]
    rows = rows.filter(pk__in=sent) if request.method == "POST" else rows.filter(state=OrderState.RECEIVED)
    return list(rows.select_related("product", "sample").order_by("received_on", "id"))


def sheet_of(request: OfficialRequest) -> Sheet:
    """As it was sent, or the samples of one product or of all."""
    data = request.POST if request.method == "POST" else None
    orders = _orders(request)
    products = Counter((order.product_id, order.product.name) for order in orders)
    chosen = request.GET.get("product", "") if data is None else ""
    orders = [order for order in orders if chosen in ("", order.product_id)]
    kept, lines = _kept(orders)
    found = {code: row for order in kept for code, row in lines[order.pk].items()}
    known = usual(request.post.organisation_id, list(found))
    items = [(row.analyte, item_settings(code, known.get(code), row.unit, data)) for code, row in sorted(found.items())]
    rows = [_row(order, lines[order.pk], items, data) for order in kept]
    opened = {code: item_settings(code, known.get(code), row.unit, None) for code, row in found.items()}
    changed = {analyte.pk for analyte, settings in items if settings != opened[analyte.pk]}
    for row in rows:
        row.untouched = all(line.as_stored and line.result.analyte_id not in changed for line in row.lines)
    choice = [] if data is not None else [(code, name, count) for (code, name), count in sorted(products.items())]
    return Sheet(items, rows, len(orders) - len(kept), choice, chosen)


def _kept(orders: list[TestOrder]) -> tuple[list[TestOrder], dict[int, dict[str, Result]]]:
    """The samples for which there is room, and the lines of all by item."""
    lines: dict[int, dict[str, Result]] = {order.pk: {} for order in orders}
    for result in Result.objects.reported().filter(order__in=orders).select_related("analyte"):
        lines[result.order_id][result.analyte_id] = result
    kept: list[TestOrder] = []
    cells = 0
    for order in orders:
        cells += len(lines[order.pk])
        if len(kept) == MOST_ORDERS or (kept and cells > MOST_CELLS):
            break
        kept.append(order)
    return kept, lines


def _row(order: TestOrder, found: dict[str, Result], items: list[tuple[Analyte, Settings]], data: Any) -> Row:
    cells: list[Line | None] = []
    for analyte, settings in items:
        result = found.get(analyte.pk)
        name = f"{order.pk}-{analyte.pk}"
        cells.append(Line(result, name, None, data, settings) if result is not None else None)
    return Row(order, cells, (data or {}).get(f"{order.pk}-version", str(order.version)))

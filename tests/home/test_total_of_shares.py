"""The city's share is all counties' numerators over all their denominators, not a mean and not the largest."""

from decimal import Decimal

from shangrao_nongan.home.board import total
from supervision.ground.figures import Shown
from supervision.ground.measures import Ratio
from supervision.ground.regions import Region


def test_small_and_large_weigh_as_they_are():
    places = [Region(code="361102", name="信州区"), Region(code="361104", name="广信区")]
    figures = {"361102": Ratio(1, 2), "361104": Ratio(1, 6)}
    cell = total(Shown("url", label="巡查率", percent=True), figures, {}, places, "")
    assert (cell.value, cell.note) == (Decimal("25.00"), "2 / 8")

"""A city number is the sum of what the counties and the city itself show, and no row without a county is dropped."""

from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from shangrao_nongan import offers
from shangrao_nongan.home import board
from supervision.ground import history
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.ground.regions import CITY
from tests import registers

YEAR = Period.of_year(2021)
# Rows that an office of the city may hold itself.
HELD = (
    "greenfood.certification", "supervision.case", "emergency.incident", "emergency.determination", "credit.creditfile",
)  # fmt: skip


def of_the_city(label):
    """A row that stands under no county: all the places of one are emptied, its region is the city."""
    row = registers.make(label)
    with history.acting(system_post(), "测试"):
        places = {"region_id": CITY, "county_id": None, "township_id": None, "managing_zone_id": None}
        type(row).objects.filter(pk=row.pk).update(state="accepted", **places)
    return row


@pytest.fixture
def held(db):
    for label in HELD:
        registers.make(label)
        registers.make(label, registers.THERE)
    return {label: of_the_city(label) for label in HELD}


def test_every_city_number_is_the_sum_of_its_rows(cast, held):
    found = board.board(cast.city.post, year=2021)
    assert [place.name for place in found.places][-1] == "市本级" and len(found.places) == 13
    for card in found.shown:
        parts = [card.figures(board.so_far(2021)).get(place.pk) for place in found.places]
        top = sum(Decimal(part.numerator) for part in parts if part)
        bottom = sum(Decimal(part.denominator) for part in parts if part)
        total = found.totals[card.code]
        if not card.percent:
            assert total.value == top == sum(found.cells[card.code][p.pk].value or 0 for p in found.places), card.code
        elif bottom:
            assert f"{top:,} / {bottom:,}" in total.note, card.code
    own = {code: cells[CITY].text for code, cells in found.cells.items() if CITY in cells and cells[CITY].value}
    assert {"greenfood_total", "cases", "incidents"} <= set(own)


@pytest.mark.parametrize("code", ["greenfood_total", "cases", "incidents", "no_major_incident", "credit_best"])
def test_no_row_is_dropped(cast, held, code):
    """Every row of the register of the year is counted or left out somewhere, as plain SQL counts them."""
    figure = offers.figures()[code]
    measured = figure.compute(board.so_far(2021), {})
    seen = {pk for one in measured.values() for pk in [*one.counted, *(pk for pk, _ in one.left_out)]}
    mine = {held[label].pk for label in HELD if held[label]._meta.label == figure.model}
    assert mine and mine <= seen
    assert mine <= {pk for pk in [*measured[CITY].counted, *(pk for pk, _ in measured[CITY].left_out)]}


def test_home_register_and_score_say_the_same_total(cast, held):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(DISTINCT product_key) FROM greenfood_certification WHERE state IN ('submitted', 'accepted')"
            " AND kind <> 'conversion' AND valid_from <= %s AND (valid_to IS NULL OR valid_to >= %s)"
            " AND (ended_on IS NULL OR ended_on > %s)",
            ["2021-12-20"] * 3,
        )
        counted = cursor.fetchone()[0]
    scored = offers.figures()["city_total"].compute(YEAR, {})["361104"].numerator
    shown = board.board(cast.city.post, year=2021).totals["greenfood_total"].value
    page = cast.city.get(reverse("greenfood:growth"))
    assert counted == scored == shown == page.context["city_total"] == page.context["sums"]["total"]
    assert page.context["lines"][-1]["county"].name == "市本级"
    assert "市本级" in page.content.decode()


def test_its_line_opens_its_rows_for_the_city_alone(cast, held):
    url = reverse("figure", args=["cases"]) + f"?county={CITY}"
    answer = cast.city.get(url)
    assert [row["id"] for row in answer.context["shown"].rows] == [held["supervision.case"].pk]
    assert "市本级" in answer.content.decode()
    for name in ("guangxin", "xinzhou"):
        assert getattr(cast, name).get(url).status_code == 404


def test_a_city_that_holds_nothing_has_no_line(cast):
    found = board.board(cast.city.post, year=2021)
    assert CITY not in [place.pk for place in found.places]
    assert "市本级" not in cast.city.get(reverse("home")).content.decode()

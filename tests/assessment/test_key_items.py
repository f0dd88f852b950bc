"""关键项: a county that misses one is 未达标 whatever its total; what does not apply is not held against it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from shangrao_nongan.assessment.models import ScoreLine
from shangrao_nongan.assessment.rules import key_missed
from supervision.ground.measures import Measure
from supervision.ground.regions import county_codes

D = Decimal


@pytest.mark.parametrize(
    ("value", "points", "full", "strikes", "missed"),
    [
        (D("0.98"), D(15), D(15), False, False),
        (D("0.979"), D("14.99"), D(15), False, True),
        (None, D(0), D(15), False, True),
        (D(0), D(0), D(0), True, False),
        (D(1), D(0), D(0), True, True),
    ],
)
def test_reached_is_all_of_its_points(value, points, full, strikes, missed):
    assert key_missed(value, points, full, strikes=strikes, params={}) is missed


@pytest.fixture
def run(known, scheme, scored):
    """Everybody reaches everything but one county; another has nothing to do in any starred item."""
    starred = [item for item in scheme.items.all() if item.starred and not item.veto]
    other = Measure(D(0), 0, 0, not_applicable="没有这项任务")
    for item in scheme.items.all():
        if not item.veto:
            known[item.indicator] = {code: Measure(D(1), 100, 100) for code in county_codes()}
    known[starred[0].indicator] |= {"361102": Measure(D("0.5"), 5, 10), "361103": other}
    return scored()


def test_the_page_names_who_misses_which(cast, run, scheme):
    first = next(item for item in scheme.items.all() if item.starred and not item.veto)
    missing = {
        (line.sheet.county_id, line.item.name)
        for line in ScoreLine.objects.filter(sheet__run=run, item=first).select_related("sheet", "item")
        if line.misses_key
    }
    assert missing == {("361102", first.name)}
    page = cast.city.get(reverse("assessment:run", args=[run.pk])).content.decode()
    assert f"未达标</span> {first.name}" in page and "默认·待核对" in page
    sheet = run.sheets.get(county="361102")
    assert f"关键项未达标：{first.name}" in cast.city.get(reverse("assessment:sheet", args=[sheet.pk])).content.decode()

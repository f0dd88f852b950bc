import datetime as dt
from decimal import Decimal

import pytest

from shangrao_nongan import offers
from shangrao_nongan.assessment.models import Item, Scheme
from supervision.ground import clock
from supervision.ground.figures import Figure
from supervision.ground.measures import Measure
from supervision.ground.regions import county_codes


@pytest.fixture
def scheme(db):
    return Scheme.objects.get(code="2021")


@pytest.fixture
def draft(scheme):
    """The next revision with the same items, not locked yet: a locked one is refused by the database."""
    items = list(scheme.items.all())
    made = Scheme.objects.create(code="2021-2", year=2021, revision=2, name=scheme.name, basis=scheme.basis)
    for item in items:
        item.pk, item.scheme = None, made
    Item.objects.bulk_create(items)
    return made


@pytest.fixture
def known(monkeypatch, db):
    """Indicators with known answers: 0.9 for everybody, except where a test says otherwise."""
    answers: dict[str, dict[str, Measure]] = {}

    def answer(code):
        def compute(period, params):
            given = answers.get(code, {})
            if isinstance(given, Exception):
                raise given
            return {c: given.get(c, Measure(Decimal("0.9"), 9, 10, counted=[1, 2])) for c in county_codes()}

        return compute

    codes = {one.indicator for one in Scheme.objects.get(code="2021").items.all()}
    fakes = {c: Figure(c, c, "%", f"{c} 的口径", answer(c), "supervision.Subject") for c in codes}
    fakes["no_major_incident"] = Figure(
        "no_major_incident", "否决", "起", "认定单", lambda p, q: {
            c: answers.get("no_major_incident", {}).get(c, Measure(Decimal(0))) for c in county_codes()
        }, "emergency.Incident",
    )  # fmt: skip
    monkeypatch.setattr(offers, "indicators", lambda: fakes)
    return answers


NEXT_YEAR = dt.date(2022, 1, 15)  # the year is over, its numbers are whole


@pytest.fixture
def scored(cast, scheme, known):
    """A finished run, computed in this process."""
    from shangrao_nongan.assessment import services

    def compute(of=None):
        run = services.start_scoring(of or scheme, by=cast.reviewer.post)
        return services.score(run, by=cast.reviewer.post)

    return compute


@pytest.fixture
def scored_late(scored):
    """A finished run of the whole year, started after its end."""

    def compute(of=None):
        with clock.at(NEXT_YEAR):
            return scored(of)

    return compute


@pytest.fixture
def published(scored_late, cast):
    """Published by a second person after the year: the given run, or a new one."""
    from shangrao_nongan.assessment import services

    def publish(run=None, *, by=None, why="", on=NEXT_YEAR):
        run = run or scored_late()
        with clock.at(on):
            return services.publish(run, by=by or cast.city.post, why=why)

    return publish

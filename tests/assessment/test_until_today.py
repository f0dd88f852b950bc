"""A year that is not over is scored up to the day of the start, also where the worker comes to it days later."""

import datetime as dt

import pytest

from shangrao_nongan import offers
from shangrao_nongan.assessment import services
from supervision.ground import clock
from supervision.ground.figures import Figure
from supervision.ground.measures import Measure, Period
from supervision.ground.regions import county_codes

TODAY = dt.date(2021, 12, 20)


@pytest.fixture
def asked(monkeypatch, scheme):
    """The periods the indicators were asked for."""
    periods = []

    def compute(period, params):
        periods.append(period)
        return {county: Measure(None, not_applicable="无") for county in county_codes()}

    codes = {item.indicator for item in scheme.items.all()}
    figures = {code: Figure(code, code, "%", code, compute, "supervision.Subject") for code in codes}
    monkeypatch.setattr(offers, "indicators", lambda: figures)
    return periods


@pytest.mark.parametrize("days", [0, 9])
def test_nothing_after_the_day_of_the_start_is_looked_at(cast, scheme, asked, days):
    run = services.start_scoring(scheme, by=cast.reviewer.post)
    assert run.until == TODAY
    with clock.at(TODAY + dt.timedelta(days=days)):
        services.score(run, by=cast.reviewer.post)
    assert set(asked) == {Period(dt.date(2021, 1, 1), TODAY)}


def test_a_year_that_is_over_is_scored_whole(cast, scheme, asked):
    with clock.at(dt.date(2022, 1, 15)):
        run = services.start_scoring(scheme, by=cast.reviewer.post)
        services.score(run, by=cast.reviewer.post)
    assert set(asked) == {Period.of_year(2021)}

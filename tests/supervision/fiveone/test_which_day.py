"""Which day decides: staff by who is on duty on the last day of the period, a report by the span it covers."""

import datetime as dt

import pytest

from supervision.grid.figures import fiveone as figures
from supervision.grid.services.report import LIFE as REPORT
from supervision.grid.services.report import hand_in_report
from supervision.grid.services.staff import LIFE as STAFF
from supervision.grid.services.staff import enrol
from supervision.grid.vocabulary.fiveone import One
from supervision.ground.measures import Period
from tests import make

TOWN = "361104290"
HALF = Period(dt.date(2021, 1, 1), dt.date(2021, 6, 30))
YEAR = Period.of_year(2021)


def on_the_team(cast, period, since, until=None):
    """How many of the team the board sees of one supervisor who came and went on these days."""
    place = make.region(TOWN)
    span = {"since": since, "until": until}
    person = enrol(by=cast.township.post, submit=True, name="周雨晴", kind="supervisor", region=place, **span)
    STAFF.accept(person, by=cast.guangxin.post)
    return figures.board(period)[TOWN].items[One.TEAM].count


@pytest.mark.parametrize(
    ("since", "until", "seen"),
    [
        (dt.date(2021, 6, 30), None, 1),  # came on the last day
        (dt.date(2021, 7, 1), None, 0),  # came after it
        (dt.date(2020, 3, 1), dt.date(2021, 6, 30), 1),  # left with it
        (dt.date(2020, 3, 1), dt.date(2021, 6, 29), 0),  # was there on the first day, not on the last
        (dt.date(2020, 3, 1), dt.date(2021, 7, 1), 1),  # gone by today, on duty then
    ],
)
def test_staff_on_duty_on_the_last_day(cast, since, until, seen):
    assert on_the_team(cast, HALF, since, until) == seen


@pytest.mark.parametrize(
    ("covers", "year", "seen"),
    [
        (("2020-10-01", "2020-12-31"), 2020, 1),
        (("2020-10-01", "2020-12-31"), 2021, 0),  # handed in within the year, but it speaks of the year before
        (("2020-12-16", "2021-01-15"), 2021, 1),  # by the day up to which it tells
        (("2020-12-16", "2021-01-15"), 2020, 0),
        (("2021-12-16", "2022-01-15"), 2021, 0),
    ],
)
def test_a_report_by_the_span_it_covers(cast, covers, year, seen):
    first, last = map(dt.date.fromisoformat, covers)
    given = {"title": "总结", "cycle": "quarter", "reported_on": dt.date(2021, 2, 3)}
    made = hand_in_report(by=cast.township.post, submit=True, covers_from=first, covers_to=last, **given)
    REPORT.accept(made, by=cast.guangxin.post)
    one = figures.board(Period.of_year(year))[TOWN].items[One.REPORT]
    assert (one.count, one.done) == (seen, bool(seen))

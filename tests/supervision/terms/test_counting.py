"""How periods are counted, over the real arrangement of 2021 and over any arrangement."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground.terms.reference import _holidays
from supervision.ground.terms.rules import Calendar, add_months, end_of
from supervision.ground.terms.vocabulary import Unit

D = dt.date
REAL = Calendar({row.date: row.is_workday for row in _holidays()}, frozenset(range(2020, 2027)))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (D(2021, 9, 13), 5, D(2021, 9, 18)),  # Saturday 18 September is worked for Mid-Autumn
        (D(2021, 9, 17), 3, D(2021, 9, 23)),  # 18 worked, 19–21 off
        (D(2021, 9, 30), 1, D(2021, 10, 8)),  # National Day, seven days off
        (D(2021, 10, 1), 1, D(2021, 10, 8)),  # a start on a day off
        (D(2021, 2, 10), 5, D(2021, 2, 23)),  # Spring Festival, and Saturday 20 February worked
        (D(2021, 12, 20), -3, D(2021, 12, 15)),
    ],
)
def test_workdays_follow_the_holiday_notice(start, count, end):
    assert end_of(start, count, Unit.WORKDAY, REAL).at == end


@pytest.mark.parametrize(
    ("day", "count", "end"),
    [
        (D(2021, 8, 31), 6, D(2022, 2, 28)),
        (D(2021, 3, 31), -3, D(2020, 12, 31)),
        (D(2021, 12, 15), 1, D(2022, 1, 15)),
        (D(2024, 2, 29), 36, D(2027, 2, 28)),
    ],
)
def test_months_end_on_the_same_day_or_the_last(day, count, end):
    assert add_months(day, count) == end


def test_hours_run_through_holidays():
    start = timezone.make_aware(dt.datetime(2021, 10, 1, 22))
    assert end_of(start, 4, Unit.HOUR, REAL).at == timezone.make_aware(dt.datetime(2021, 10, 2, 2))


def test_hours_need_a_moment_to_start_from():
    with pytest.raises(TypeError):
        end_of(D(2021, 10, 1), 4, Unit.HOUR, REAL)


def test_a_day_period_still_runs_on_its_last_day():
    due = end_of(D(2021, 3, 1), 7, Unit.DAY, REAL)
    assert not due.passed(timezone.make_aware(dt.datetime(2021, 3, 8, 23, 59)))
    assert due.passed(timezone.make_aware(dt.datetime(2021, 3, 9)))


def test_an_unannounced_year_makes_workdays_provisional_and_nothing_else():
    assert end_of(D(2026, 12, 28), 10, Unit.WORKDAY, REAL).provisional
    assert not end_of(D(2026, 12, 1), 5, Unit.WORKDAY, REAL).provisional
    assert not end_of(D(2026, 12, 28), 10, Unit.DAY, REAL).provisional


days = st.dates(D(2020, 1, 1), D(2026, 6, 30))
calendars = st.dictionaries(days, st.booleans(), max_size=60).map(lambda rows: Calendar(rows, frozenset()))


@given(calendars, days, st.integers(1, 40))
def test_a_period_ends_on_a_workday_with_as_many_workdays_in_it(calendar, start, count):
    end = calendar.step(start, count)
    assert end > start
    assert calendar.is_workday(end)
    assert sum(calendar.is_workday(start + dt.timedelta(n + 1)) for n in range((end - start).days)) == count


@given(calendars, days, st.integers(1, 40))
def test_going_back_is_the_mirror_of_going_forth(calendar, start, count):
    first = calendar.step(start, -count)
    assert calendar.is_workday(first)
    assert sum(calendar.is_workday(first + dt.timedelta(n)) for n in range((start - first).days)) == count

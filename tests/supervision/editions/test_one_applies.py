"""On any day at most one edition applies, whatever was drafted, published and withdrawn in whatever order."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.ground import editions
from supervision.ground.errors import RuleViolation
from supervision.models import Checklist

from .maker import DAY, INDUSTRY, applies, draft, in_force, publish, withdraw

START = dt.date(2019, 12, 25)
SPAN = 24
DAYS = [START + DAY * number for number in range(SPAN + 4)]
ACTS = st.one_of(
    st.tuples(st.just("publish"), st.integers(0, SPAN), st.one_of(st.none(), st.integers(0, 6))),
    st.tuples(st.just("withdraw"), st.integers(0, 9), st.none()),
)


def one_applies_on_every_day():
    rows = list(Checklist.objects.published().filter(key=INDUSTRY))
    for day in DAYS:
        valid = [row for row in rows if row.valid_from <= day and (row.valid_to is None or day <= row.valid_to)]
        assert len(valid) <= 1, day
        assert applies(day) == (valid[0] if valid else None)
    return rows


def act(kind, where, length):
    if kind == "withdraw":
        standing = list(Checklist.objects.published().filter(key=INDUSTRY))
        if standing:
            withdraw(standing[where % len(standing)])
        return
    first = START + DAY * where
    with transaction.atomic():
        publish(draft(first, first + DAY * length if length is not None else None))


def after(acts, question):
    """Do the acts in a transaction that is thrown away; what a rule refuses is left out."""
    refusals = []
    with transaction.atomic():
        for one in acts:
            try:
                act(*one)
            except RuleViolation as refused:
                refusals.append(refused.message)
        assert not [said for said in refusals if "刷新" in said], "the rule has to see it before the database does"
        question()
        transaction.set_rollback(True)


@settings(max_examples=40, deadline=None)
@given(st.lists(ACTS, max_size=8))
def test_never_two(acts):
    after(acts, one_applies_on_every_day)


@settings(max_examples=30, deadline=None)
@given(st.lists(ACTS.map(lambda one: (*one[:2], None)), max_size=8))
def test_open_ended_editions_leave_no_gap(acts):
    """From the first that still stands on, and for ever."""

    def question():
        rows = one_applies_on_every_day()
        first = min((row.valid_from for row in rows), default=None)
        assert all(applies(day) for day in DAYS if first and day >= first)

    after(acts, question)


test_never_two = pytest.mark.django_db(test_never_two)
test_open_ended_editions_leave_no_gap = pytest.mark.django_db(test_open_ended_editions_leave_no_gap)


@pytest.mark.django_db
def test_many_are_asked_with_as_many_queries_as_one(django_assert_num_queries):
    publish(draft(dt.date(2022, 1, 1)))
    asked = [(INDUSTRY, day) for day in (dt.date(2019, 1, 1), dt.date(2021, 12, 31), dt.date(2022, 1, 1))]
    asked.append(("livestock", dt.date(2022, 1, 1)))
    with django_assert_num_queries(2):
        found = editions.applies_many(Checklist, asked)
        codes = [found[pair] and found[pair].code for pair in asked]
        assert all(found[pair].labels() for pair in asked[1:])
    assert codes == [None, "planting-2020", "planting-2022", "livestock-2020"]


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_one_for_a_day():
    one = draft(dt.date(2021, 6, 1))
    with pytest.raises(IntegrityError, match="checklist_one_on_a_day"), transaction.atomic():
        Checklist.objects.filter(pk=one.pk).update(
            state="published", published_by=in_force().published_by, published_at=in_force().published_at
        )

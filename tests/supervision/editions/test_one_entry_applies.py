"""On any day at most one row of a key applies, and publishing alters no earlier day, in whatever order."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from supervision.ground import editions, history
from supervision.ground.errors import RuleViolation
from supervision.models import Term, TermEdition
from tests import make

from .test_dictionary import DAY, draft, publish, row

KEYS = ("house.one", "house.two")
START, SPAN = dt.date(2022, 1, 1), 16
DAYS = [START + DAY * number for number in range(SPAN + 8)]
CHANGE = st.tuples(st.sampled_from(KEYS), st.integers(0, SPAN), st.one_of(st.none(), st.integers(0, 5)), st.booleans())
ACTS = st.tuples(st.sampled_from(["publish", "withdraw"]), st.lists(CHANGE, min_size=1, max_size=3))


def state():
    rows = list(Term.objects.filter(code__in=KEYS))
    valid = {
        (key, day): [one.pk for one in rows if one.code == key and one.covers(day)] for key in KEYS for day in DAYS
    }
    assert all(len(found) <= 1 for found in valid.values()), valid
    return valid


def change(key, where, length, ends):
    first = START + DAY * where
    if ends:
        return row(key, first, ends=True)
    return row(key, first, valid_to=first + DAY * length if length is not None else None)


@settings(max_examples=40, deadline=None)
@given(st.booleans(), st.lists(ACTS, max_size=7))
def test_never_two(legacy, acts):
    with transaction.atomic():
        if legacy:
            with history.acting(None, "测试"):
                Term.objects.create(**row(KEYS[0], START + DAY * 3))
        before, refusals = state(), []
        for verb, changes in acts:
            first = START + DAY * min(where for _key, where, *_ in changes)
            try:
                with transaction.atomic():
                    one = draft(*(change(*given_) for given_ in changes))
                    if verb == "publish":
                        publish(one)
                    else:
                        editions.dictionaries.withdraw(one, by=make.post("city"), version=one.version, why="有误")
            except RuleViolation as refused:
                refusals.append(refused.message)
            now = state()
            assert all(now[key, day] == before[key, day] for key, day in now if day < first or verb == "withdraw")
            before = now
        assert not [said for said in refusals if "刷新" in said], "the rule has to see it before the database does"
        transaction.set_rollback(True)


test_never_two = pytest.mark.django_db(test_never_two)


@pytest.mark.django_db
def test_the_database_itself_refuses_a_second_one_for_a_day():
    publish(draft(row(KEYS[0], START)))
    one = draft()
    assert isinstance(one, TermEdition)
    with pytest.raises(IntegrityError, match="term_one_on_a_day"), transaction.atomic():
        Term.objects.create(**row(KEYS[0], START + DAY, valid_to=START + DAY * 3), edition=one)

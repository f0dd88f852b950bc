"""The version in force on the start date counts; the table can be corrected by hand."""

import datetime as dt
import itertools

import pytest
from django.db.models import Count
from django.utils import timezone

from supervision.ground import editions, history, terms
from supervision.ground.errors import RuleViolation
from tests import make

pytestmark = pytest.mark.django_db
D = dt.date


@pytest.fixture(autouse=True)
def _seeded():
    terms.load(by=None)


@pytest.mark.parametrize(
    ("start", "code", "end"),
    [
        (D(2021, 9, 30), "retest.apply", D(2021, 10, 5)),  # five days, as the law of 2006 says
        (D(2023, 9, 28), "retest.apply", D(2023, 10, 11)),  # five workdays since 2023, over National Day
        (D(2022, 12, 31), "retest.apply", D(2023, 1, 5)),
        (D(2022, 1, 31), "case.decide", D(2022, 7, 31)),  # six months under the old procedure
        (D(2022, 2, 1), "case.decide", D(2022, 5, 2)),  # ninety days since
        (D(2021, 7, 14), "case.hearing_request", D(2021, 7, 17)),
        (D(2021, 7, 15), "case.hearing_request", D(2021, 7, 22)),
        (D(2021, 3, 1), "rectification.7", D(2021, 3, 8)),
        (D(2021, 3, 1), "rectification.15", D(2021, 3, 16)),
        (D(2021, 3, 1), "rectification.30", D(2021, 3, 31)),
        (D(2021, 12, 31), "green.renew", D(2021, 9, 30)),  # looks back from the end of the certificate
        (D(2021, 12, 20), "interview.notice", D(2021, 12, 15)),
    ],
)
def test_due_date(start, code, end):
    assert terms.due(start, code).at == end


def test_a_rapid_test_leaves_four_hours():
    start = timezone.make_aware(dt.datetime(2021, 6, 1, 22))
    assert terms.due(start, "retest.rapid").at == start + dt.timedelta(hours=4)


def test_the_start_date_is_the_one_in_shanghai():
    late = dt.datetime(2022, 12, 31, 17, tzinfo=dt.UTC)  # already 2023 in Shanghai
    assert terms.due(late, "retest.apply").term.unit == terms.Unit.WORKDAY


def test_a_year_without_holidays_is_said_beside_the_date():
    firm, open_ = terms.due(D(2023, 1, 3), "retest.apply"), terms.due(D(2049, 1, 5), "retest.apply")
    assert (firm.note, open_.note) == ("", "（节假日未公布，暂定）")
    assert terms.due(D(2049, 1, 5), "rectification.15").note == "", "natural days hang on no holiday"


def test_what_was_not_compared_with_the_law_is_not_marked_as_verified():
    """The 90 days are the law's; from when on they hold beside the old procedure is to be checked."""
    assert not terms.in_force("case.decide", D(2022, 2, 1)).verified


def test_no_version_in_force_is_said_in_words():
    with pytest.raises(RuleViolation, match="没有 1999-01-01 有效的时限"):
        terms.due(D(1999, 1, 1), "retest.apply")


def test_many_dates_cost_as_much_as_one(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert len(terms.due_many([D(2023, 1, n) for n in range(1, 29)], "retest.apply")) == 28


def test_an_unannounced_year_is_flagged():
    assert terms.due(D(2029, 5, 1), "retest.apply").provisional
    assert not terms.due(D(2023, 5, 1), "retest.apply").provisional


def test_loading_again_keeps_what_was_corrected_by_hand(cast):
    old = editions.dictionaries.said(terms.in_force("rectification.7", D(2021, 1, 1)))
    longer = old | {"valid_from": D(2021, 1, 1), "length": 10, "verified": True}
    one = editions.dictionaries.draft(terms.TermEdition, by=cast.city.post, name="核对时限", changes=[longer])
    editions.dictionaries.publish(one, by=make.post("reviewer"), version=one.version)
    with history.acting(None, "核对节假日"):
        terms.Holiday.objects.filter(date=D(2021, 9, 18)).update(is_workday=False)
    assert terms.load(by=None) == {"时限": 0, "节假日": 0}
    assert terms.due(D(2021, 3, 1), "rectification.7").at == D(2021, 3, 11)
    assert not terms.calendar().is_workday(D(2021, 9, 18))


def test_versions_of_a_term_neither_overlap_nor_leave_a_gap():
    versions = terms.Term.objects.values("code").annotate(n=Count("pk")).filter(n__gt=1).values_list("code", flat=True)
    assert len(versions) > 5
    for code in versions:
        rows = list(terms.Term.objects.filter(code=code).order_by("valid_from"))
        for old, new in itertools.pairwise(rows):
            assert old.valid_to + dt.timedelta(days=1) == new.valid_from, code


def test_what_was_not_checked_against_the_text_is_marked():
    assert not terms.in_force("sample.report_failed", D(2021, 6, 1)).verified
    assert terms.in_force("retest.apply", D(2023, 6, 1)).verified

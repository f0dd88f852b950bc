"""Which cases count, and what dates and decisions must look like: tables."""

import datetime as dt

import pytest

from supervision.enforcement.rules.case import check_days, check_decision, left_out_because, progress
from supervision.enforcement.vocabulary.case import Category, Penalty, Procedure, Progress
from supervision.ground.errors import RuleViolation

DAY = dt.date(2021, 5, 10)


@pytest.mark.parametrize(
    ("category", "procedure", "day", "reason"),
    [
        (Category.QUALITY, Procedure.ORDINARY, DAY, ""),
        (Category.QUALITY, Procedure.SUMMARY, DAY, ""),
        (Category.QUALITY, "", DAY, ""),
        (Category.QUALITY, Procedure.WAIVED_MINOR, DAY, "不予处罚（轻微并及时改正），不计入"),
        (Category.QUALITY, Procedure.WAIVED_FIRST, DAY, "可以不予处罚（初次违法、后果轻微并及时改正），不计入"),
        (Category.QUALITY, Procedure.WAIVED_NO_FAULT, DAY, "不予处罚（无主观过错），不计入"),
        (Category.PESTICIDE, Procedure.ORDINARY, DAY, "类别为“农药”，不计入"),
        (Category.SLAUGHTER, Procedure.ORDINARY, DAY, "类别为“屠宰”，不计入"),
        (Category.SEED, "", DAY, "类别为“种子”，不计入"),
        (Category.QUALITY, "", None, "没有立案日"),
    ],
)
def test_what_counts(category, procedure, day, reason):
    assert left_out_because(category, procedure, day) == reason


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({}, None),
        ({"filed_on": DAY}, None),
        ({"filed_on": dt.date(2021, 4, 1)}, "filed_on"),
        ({"decided_on": DAY}, "decided_on"),
        ({"filed_on": DAY, "decided_on": DAY, "closed_on": DAY}, None),
        ({"filed_on": DAY, "closed_on": DAY}, "closed_on"),
        ({"filed_on": DAY, "decided_on": dt.date(2021, 5, 9)}, "decided_on"),
        ({"filed_on": dt.date(2021, 12, 21)}, "filed_on"),
        ({"transferred_on": dt.date(2021, 4, 1)}, "transferred_on"),
    ],
)
def test_dates_in_order(given, field):
    days = dict.fromkeys(("filed_on", "decided_on", "closed_on", "transferred_on")) | given
    days |= {"opened_on": dt.date(2021, 5, 6), "today": dt.date(2021, 12, 20)}
    if field is None:
        check_days(**days)
        return
    with pytest.raises(RuleViolation) as refused:
        check_days(**days)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("procedure", "penalties", "field"),
    [
        (Procedure.ORDINARY, [Penalty.FINE], None),
        (Procedure.ORDINARY, [], "penalties"),
        (Procedure.WAIVED_MINOR, [], None),
        (Procedure.WAIVED_MINOR, [Penalty.WARNING], "penalties"),
        (Procedure.ORDINARY, ["deport"], "penalties"),
        ("", [], "procedure"),
    ],
)
def test_decisions(procedure, penalties, field):
    if field is None:
        check_decision(decided_on=DAY, procedure=procedure, penalties=penalties)
        return
    with pytest.raises(RuleViolation) as refused:
        check_decision(decided_on=DAY, procedure=procedure, penalties=penalties)
    assert refused.value.field == field


def test_progress_is_told_by_the_dates():
    assert progress(None, None, None) == Progress.LEAD
    assert progress(DAY, None, None) == Progress.FILED
    assert progress(DAY, DAY, None) == Progress.DECIDED
    assert progress(DAY, DAY, DAY) == Progress.CLOSED

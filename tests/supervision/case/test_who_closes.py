"""结案审批: whoever entered a case or took its steps does not close it, nor gives its category once it counts."""

import datetime as dt

import pytest

from supervision.enforcement.services.case import classify_case, close_case, decide_case
from supervision.enforcement.vocabulary.case import Category
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Role
from tests.supervision.case.maker import case
from tests.supervision.records.test_who_decides import second_post_of

DECIDED, CLOSED = dt.date(2021, 7, 1), dt.date(2021, 8, 2)


def decided(cast):
    made = case(accepted=True)
    return decide_case(made, by=cast.guangxin_admin.post, decided_on=DECIDED, procedure="ordinary", penalties=["fine"])


@pytest.mark.parametrize("name", ["guangxin", "guangxin_admin"])
def test_not_by_who_entered_or_decided(cast, name):
    with pytest.raises(RuleViolation, match="不能结案"):
        close_case(decided(cast), by=getattr(cast, name).post, closed_on=CLOSED)


def test_not_in_a_second_post(cast):
    made = decided(cast)
    other = second_post_of(cast.guangxin, Role.REVIEW_ONLY)
    with pytest.raises(RuleViolation, match="不能结案"):
        close_case(made, by=other, closed_on=CLOSED)


@pytest.mark.parametrize("name", ["second", "reviewer"])
def test_by_the_head_of_the_office_or_the_city(cast, name):
    made = close_case(decided(cast), by=getattr(cast, name).post, closed_on=CLOSED)
    assert made.closed_on == CLOSED


def test_the_neighbour_does_not_find_it(cast):
    made = decided(cast)
    page = f"/supervision/cases/{made.pk}/step/close/"
    assert cast.second.get(page).status_code == 200
    assert cast.xinzhou.get(page).status_code == 404


def test_a_category_after_the_review_is_given_by_another(cast):
    made = case(accepted=True, filed_on=None, category=Category.PENDING)
    with pytest.raises(RuleViolation, match="不能定类"):
        classify_case(made, by=cast.guangxin.post, category=Category.QUALITY)
    assert classify_case(made, by=cast.guangxin_admin.post, category=Category.QUALITY).category == Category.QUALITY

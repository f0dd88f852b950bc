"""A case opened from a patrol counts nowhere until the county or the city has said what it is about."""

import datetime as dt

import pytest
from django.urls import reverse

from supervision.enforcement.figures.case import handled
from supervision.enforcement.rules.case import left_out_because
from supervision.enforcement.services.case import classify_case
from supervision.enforcement.vocabulary.case import Category
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.records import State
from supervision.models import Case
from tests import make

from ..patrol.maker import transfer
from .maker import case

YEAR = Period.of_year(2021)


@pytest.fixture
def lead(cast):
    made = Case.objects.get(patrol=transfer())
    Case.objects.filter(pk=made.pk).update(filed_on=dt.date(2021, 12, 1), opened_on=dt.date(2021, 11, 1))
    made.refresh_from_db()
    return made


def count():
    measure = handled(YEAR)["361104"]
    return measure.numerator, [why for _, why in measure.left_out]


def test_it_starts_undetermined(lead):
    assert lead.category == Category.PENDING and lead.category_on is None
    assert left_out_because(Category.PENDING, "", dt.date(2021, 5, 1)) == "类别待定，定类后再计"
    assert "待定" not in left_out_because(Category.PENDING, "", None, categories=list(Category)).replace("类别待定", "")


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
def test_it_counts_once_its_category_is_set_and_it_was_reviewed(cast, lead, state):
    Case.objects.filter(pk=lead.pk).update(state=state)
    assert count() == (0, ["类别待定，定类后再计"])
    assert handled(YEAR, categories=list(Category))["361104"].numerator == 0
    lead.refresh_from_db()
    classify_case(lead, by=cast.guangxin.post, category=Category.QUALITY)
    lead.refresh_from_db()
    assert count() == ((1, []) if state == State.ACCEPTED else (0, ["尚未审核"]))
    assert (lead.category_by, lead.category_on) == (cast.guangxin.post, dt.date(2021, 12, 20))
    said = cast.guangxin.get(reverse("supervision:cases-detail", args=[lead.pk])).content.decode()
    assert "定类日期" in said and "2021-12-20" in said


def test_set_as_an_input_case_it_stays_out(cast, lead):
    Case.objects.filter(pk=lead.pk).update(state=State.ACCEPTED)
    lead.refresh_from_db()
    classify_case(lead, by=cast.city.post, category=Category.PESTICIDE)
    assert count() == (0, ["类别为“农药”，不计入"])


def test_once_and_with_an_answer(cast, lead):
    with pytest.raises(RuleViolation, match="请选择案件类别"):
        classify_case(lead, by=cast.guangxin.post, category=Category.PENDING)
    classify_case(lead, by=cast.guangxin.post, category=Category.OTHER)
    with pytest.raises(RuleViolation, match="类别已定"):
        classify_case(lead, by=cast.guangxin.post, category=Category.QUALITY)


def test_what_the_county_enters_itself_names_who_said_it(cast):
    made = case()
    assert (made.category_by, made.category_on) == (make.post("guangxin"), dt.date(2021, 12, 20))


def test_neighbour_and_township_may_not(cast, lead):
    url = reverse("supervision:cases-step", args=[lead.pk, "classify"])
    sent = {"version": lead.version, "category": "quality"}
    assert cast.xinzhou.post_to(url, sent).status_code == 404
    assert cast.township.post_to(url, sent).status_code in (403, 404)
    assert cast.guangxin.post_to(url, sent).status_code == 302
    lead.refresh_from_db()
    assert lead.category == Category.QUALITY

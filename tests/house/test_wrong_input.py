"""What nobody types by hand, but a script or a broken phone may send: a sentence or a page, never a fault."""

import datetime as dt

import pytest
from django.urls import reverse

from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Subject
from supervision.ground.terms import services as terms
from tests import make

pytestmark = pytest.mark.django_db
DIGITS = "9" * 5000  # more than Python reads as a number
ADDRESSES = [
    "/supervision/patrols/new/?q=a%00b",
    "/supervision/subjects/?q=%00",
    "/supervision/subjects/search/?q=%00",
    f"/supervision/productionrecords/new/?subject={DIGITS}",
    f"/certificates/certificates/new/?subject={DIGITS}",
    f"/supervision/patrols/?sort={DIGITS}&page={DIGITS}&after=x",
    f"/api/patrols/?year=0000&size={DIGITS}&page={DIGITS}",
    f"/credit/creditfiles/?q={DIGITS}",
]


@pytest.mark.parametrize("address", ADDRESSES, ids=lambda address: address[:40])
def test_an_address_with_nonsense_in_it(cast, address):
    assert cast.guangxin.get(address).status_code in (200, 400)


def test_a_reason_keeps_its_words_without_the_sign_that_cannot_be_kept(cast):
    made = make.subject(state=State.SUBMITTED)
    url = reverse("supervision:subjects-act", args=[made.pk, "return"])
    assert cast.guangxin.post_to(url, {"version": made.version, "why": "地址\0不对"}).status_code == 302
    assert Subject.objects.get(pk=made.pk).returned_why == "地址不对"


@pytest.mark.parametrize("path", ["/year", "/post"])
def test_the_header_choices(cast, path):
    assert cast.guangxin.post_to(path, {"year": DIGITS, "post": DIGITS}).status_code in (302, 404)


@pytest.mark.parametrize("term", ["retest.apply", "green.valid"])
def test_the_end_of_the_calendar_is_said_in_words(term):
    with pytest.raises(RuleViolation, match="超出可以计算时限的范围"):
        terms.due(dt.date(9999, 12, 31), term)


@pytest.mark.parametrize(("day", "sentence"), [("0021-03-01", "早于1950年"), ("9999-12-31", "不能晚于今天")])
def test_a_day_out_of_all_bounds_is_refused_at_its_field(cast, day, sentence):
    laboratory = cast.lab_tester.post.organisation.pk
    given = {"organisation": laboratory, "level": "county", "entered_on": day, "parameters": "腐霉利"}
    answer = cast.guangxin.post_to("/supervision/laboratories/new/", given)
    assert answer.status_code == 422
    assert sentence in str(answer.context["form"].errors["entered_on"])
    assert "腐霉利" in answer.content.decode()

"""A certificate is issued at once, with everything on the paper written into the row."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from certificates import services
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from tests import make
from tests.certificates.make import certificate, producer_subject, row

pytestmark = pytest.mark.django_db


def test_the_producer_issues_without_anybodys_approval(cast):
    made = certificate()
    assert (made.state, made.get_state_display()) == (State.SUBMITTED, "已开具")
    assert made.number.startswith("HZ-361104-2021-")
    assert (made.title, made.edition_id, made.bases_shown) == ("承诺达标合格证", "2021-11", "自我检测")
    assert made.subject_name == "董团绿源蔬菜专业合作社"
    assert made.origin.startswith("江西省上饶市广信区董团乡")
    assert made.made_by == cast.producer.post


def test_an_earlier_day_takes_the_form_of_that_day(cast):
    made = certificate(issued_on=dt.date(2021, 6, 1), bases=[])
    assert (made.title, made.edition_id) == ("食用农产品合格证", "2019-12")


def test_codes_cannot_be_guessed(cast):
    codes = {certificate().code for _ in range(5)}
    assert len(codes) == 5 and all(len(code) >= 22 for code in codes)


def test_the_ledger_is_told(cast):
    made = certificate()
    fact = Fact.objects.get(kind="certificate.issued", source_id=made.pk)
    assert (fact.subject_id, fact.on, fact.county_id) == (made.subject_id, made.issued_on, "361104")


def test_sent_twice_it_is_one(cast):
    key = uuid.uuid4()
    first = certificate(client_key=key)
    services.void(first, by=cast.producer.post, why="写错了数量")
    assert certificate(client_key=key).pk == first.pk
    assert Fact.objects.filter(kind="certificate.issued", source_id=first.pk, retracts=None).count() == 1


def test_a_producer_does_not_issue_for_another(cast):
    with pytest.raises(RuleViolation, match="本单位"):
        certificate(subject=make.subject())


def test_a_supervisor_helps_within_the_own_township(cast):
    assert certificate(by=cast.township.post).made_by == cast.township.post
    with pytest.raises(RuleViolation, match="辖区"):
        certificate(by=cast.neighbour_township.post)


def test_many_are_issued_by_the_same_rules(cast):
    other = make.subject(kind="family_farm")
    rows = [row(quantity=Decimal(n)) for n in range(1, 40)] + [row(subject=other)]
    made = services.issue_many(rows, by=cast.guangxin.post)
    assert len({c.number for c in made}) == len({c.code for c in made}) == 40
    assert {c.state for c in made} == {State.SUBMITTED}
    assert Fact.objects.filter(kind="certificate.issued", subject=producer_subject()).count() == 39
    with pytest.raises(RuleViolation, match=r"第2条.*大于零"):
        services.issue_many([row(), row(quantity=Decimal(0))], by=cast.guangxin.post)


def test_a_farmers_phone_is_written_only_masked(cast):
    farmer = make.subject("张三", kind="smallholder", phone="13812345678")
    made = certificate(by=cast.township.post, subject=farmer)
    assert made.phone == "138****5678"

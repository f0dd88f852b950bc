"""The code of a subject is corrected with proof; another code is another subject, which goes on for the one before."""

import pytest

from supervision.ground.changes import Nature
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Status, lines_of
from supervision.offers import PANELS
from tests import make, registers
from tests.cast import SHAXI

from .maker import accepted, fresh, told

TYPED, RIGHT, OTHER = "91361104MA35AAAA0X", "91361104MA35AAAB08", "91361104MA35AAAC05"


def test_a_typing_error_is_a_correction_with_proof(cast):
    subject = make.subject(credit_code=TYPED)
    with pytest.raises(RuleViolation, match="须有证明材料"):
        told(subject, credit_code=RIGHT)
    (change,) = told(subject, credit_code=RIGHT, proof=True)
    assert change.nature == Nature.CORRECTED and fresh(subject).credit_code == TYPED
    accepted(change)
    assert fresh(subject).credit_code == RIGHT


def test_the_code_of_another_is_refused(cast):
    make.subject(credit_code=RIGHT)
    with pytest.raises(RuleViolation, match="已在名录中"):
        told(make.subject(credit_code=TYPED), credit_code=RIGHT, proof=True)


def heir_of(before, **more):
    after = make.subject(credit_code=OTHER)
    (change,) = told(after, predecessor=before, proof=True, **more)
    return after, change


def test_a_new_code_is_a_new_subject_that_goes_on(cast):
    before = make.subject(credit_code=TYPED)
    after, change = heir_of(before)
    assert (fresh(after).predecessor, fresh(before).status) == (None, Status.ACTIVE), "until it is taken over"
    accepted(change)
    assert fresh(after).predecessor == before
    closed = fresh(before)
    assert (closed.status, closed.credit_code) == (Status.CLOSED, TYPED)
    assert after.number in closed.status_why
    assert lines_of([after.pk, before.pk]) == {after.pk: [after.pk, before.pk], before.pk: [before.pk]}


def test_what_was_recorded_of_the_one_before_is_read_with_the_new_one(cast):
    order = registers.make("supervision.rectification")
    after, change = heir_of(order.subject)
    accepted(change)
    panel = next(panel for panel in PANELS if panel.code == "rectifications")
    assert list(panel.rows(fresh(after), cast.guangxin.post)) == [order]
    assert order.number in cast.guangxin.get(f"/subjects/{after.pk}/dossier/").content.decode()
    assert type(order).objects.get(pk=order.pk).subject == order.subject, "no record is rewritten"


def test_nobody_goes_on_for_himself_or_for_one_who_has_an_heir(cast):
    before = make.subject(credit_code=TYPED)
    after, change = heir_of(before)
    accepted(change)
    with pytest.raises(RuleViolation, match="不能承继自己"):
        told(before, predecessor=fresh(after), proof=True)
    with pytest.raises(RuleViolation, match=f"已由{after}"):
        told(make.subject(), predecessor=fresh(before), proof=True)


def test_the_form_finds_only_who_is_in_the_register_of_the_place(cast):
    mine, neighbour = make.subject(credit_code=OTHER), make.subject(at=SHAXI)
    page = f"/supervision/subjects/{mine.pk}/step/alter/"
    given = {"predecessor": neighbour.number, "effective_on": "2021-12-01", "why": "换照", "version": mine.version}
    answer = cast.guangxin.post_to(page, given)
    assert answer.status_code == 422
    assert "辖区内没有这个编号" in answer.content.decode()


def test_the_one_before_stays_in_the_form_though_it_is_elsewhere_now(cast):
    before = make.subject(credit_code=TYPED)
    after, change = heir_of(before)
    accepted(change)
    (gone,) = told(before, region=SHAXI, proof=True)
    accepted(gone, by="xinzhou")
    page = f"/supervision/subjects/{after.pk}/step/alter/"
    form = cast.guangxin.get(page).context["form"]
    assert form["predecessor"].value() == before.number
    sent = ("version", "predecessor", "effective_on")
    given = {name: form[name].value() for name in sent}
    answer = cast.guangxin.post_to(page, given | {"contact": "董某", "why": "核对"})
    assert answer.status_code == 302, dict(answer.context["form"].errors)
    now = fresh(after)
    assert (now.contact, now.predecessor) == ("董某", before)
    elsewhere = fresh(make.subject(at=SHAXI))
    again = given | {"predecessor": elsewhere.number, "why": "核对", "version": now.version}
    assert "辖区内没有这个编号" in cast.guangxin.post_to(page, again).content.decode()

"""承继 closes whom a subject goes on for: it is held to what holds for every duty that ends, and stands for good."""

import datetime as dt

import pytest

from supervision.ground.changes import Nature
from supervision.ground.errors import RuleViolation
from supervision.offers import TODOS
from tests import make, registers
from tests.cast import DONGTUAN, SHAXI

from .maker import accepted, fresh, told


def test_it_ends_a_duty_with_paper_and_within_the_month_and_the_city_reads_it(cast):
    before, after = make.subject(), make.subject()
    with pytest.raises(RuleViolation, match="须有证明材料"):
        told(after, predecessor=before)
    with pytest.raises(RuleViolation, match="最早为 2021-12-01"):
        told(after, predecessor=before, proof=True, effective_on=dt.date(2021, 11, 30))
    (change,) = told(after, predecessor=before, proof=True)
    assert (change.nature, change.ends_duty) == (Nature.INHERITED, True)
    todo = next(todo for todo in TODOS if todo.code == "changes_fourth_quarter")
    assert list(todo.rows(cast.city.post)) == [change]


def test_who_takes_it_over_reads_what_is_not_finished_about_the_one_before(cast):
    order = registers.make("supervision.rectification")
    (change,) = told(make.subject(), predecessor=order.subject, proof=True)
    assert change.open_matters == f"原主体{order.subject}（{order.subject.number}）：未销号整改 1 件"


@pytest.mark.parametrize("another", [True, False], ids=["another", "nobody"])
def test_it_is_not_taken_off_again(cast, another):
    before, after = make.subject(), make.subject()
    (change,) = told(after, predecessor=before, proof=True)
    accepted(change)
    with pytest.raises(RuleViolation, match="承继已生效") as refused:
        told(after, predecessor=make.subject() if another else None, proof=True)
    assert refused.value.field == "predecessor"
    assert fresh(after).predecessor == before


def test_the_form_still_reads_it_after_the_subject_has_moved(cast):
    before, after = make.subject(at=DONGTUAN), make.subject(at=DONGTUAN)
    (inherits,) = told(after, predecessor=before, proof=True)
    accepted(inherits)
    (move,) = told(after, region=SHAXI, proof=True)
    accepted(move, by="xinzhou")
    address = f"/supervision/subjects/{after.pk}/step/alter/"
    form = cast.xinzhou.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    given = {name: value for name, value in shown.items() if value not in (None, "")}
    cast.xinzhou.post_to(address, given | {"contact": "王小明", "why": "换人", "effective_on": "2021-12-10"})
    assert fresh(after).contact == "王小明"

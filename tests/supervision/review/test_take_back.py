"""撤回: by who entered it, while nobody has opened it to review it; a draft again, and out of all figures."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock, history
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol
from supervision.patrols.services.patrol import LIFE
from tests import registers

from .conftest import BAD, URL, picked, text_of

pytestmark = pytest.mark.django_db
OFFERED = 'act/takeback/"'


def take_back(member, row, version=None):
    url = f"{URL}{row.pk}/act/takeback/"
    return member.client.post(url, {"version": version or Patrol.objects.get(pk=row.pk).version}, follow=True)


def state(row):
    return Patrol.objects.get(pk=row.pk).state


def test_the_maker_has_it_as_a_draft_again_and_hands_it_in_again(cast, visit):
    row = visit()
    assert OFFERED in text_of(cast.township.get(f"{URL}{row.pk}/"))
    said = text_of(take_back(cast.township, row))
    assert state(row) == State.DRAFT and "已撤回" in said
    assert [act.verb for act in history.of(row)] == ["撤回", "提交巡查记录"]
    assert str(row.subject) not in text_of(cast.guangxin.get(f"{URL}?state=submitted"))
    fresh = Patrol.objects.get(pk=row.pk)
    with clock.at(dt.date(2021, 12, 21)):
        LIFE.submit(fresh, by=cast.township.post)
    assert fresh.submitted_at > row.submitted_at, "in time by the last hand-in"


def test_nobody_elses(cast, visit):
    row = visit()
    for member in (cast.guangxin, cast.city):
        assert OFFERED not in text_of(member.get(f"{URL}{row.pk}/"))
    assert "只有填报人可以撤回" in text_of(take_back(cast.guangxin, row))
    assert take_back(cast.neighbour_township, row).status_code == 404
    assert take_back(cast.auditor, row).status_code == 403
    assert state(row) == State.SUBMITTED


def test_not_once_a_reviewer_has_opened_it(cast, visit):
    row, other = visit(), visit()
    picked(cast.guangxin, row)
    assert OFFERED not in text_of(cast.township.get(f"{URL}{row.pk}/"))
    assert "审核人已经打开" in text_of(take_back(cast.township, row))
    take_back(cast.township, other)
    assert (state(row), state(other)) == (State.SUBMITTED, State.DRAFT)


def test_what_was_opened_before_it_came_back_counts_no_more(cast, visit):
    row = visit()
    picked(cast.guangxin, row)
    LIFE.return_(Patrol.objects.get(pk=row.pk), by=cast.guangxin.post, why="照片不清")
    LIFE.submit(Patrol.objects.get(pk=row.pk), by=cast.township.post)
    take_back(cast.township, row)
    assert state(row) == State.DRAFT


def test_the_reviewer_who_is_slower_is_told(cast, visit):
    row = visit()
    seen = row.version
    take_back(cast.township, row)
    answer = cast.guangxin.client.post(f"{URL}{row.pk}/act/accept/", {"version": seen})
    assert answer.status_code == 422 and "撤回" in text_of(answer)
    assert state(row) == State.DRAFT


def test_an_order_that_was_given_is_not_taken_back(cast, visit):
    row = visit(**BAD)
    assert OFFERED not in text_of(cast.township.get(f"{URL}{row.pk}/"))
    assert "已责令整改或移交" in text_of(take_back(cast.township, row))
    assert state(row) == State.SUBMITTED


@pytest.mark.parametrize("label", ["supervision.workreport", "supervision.subject", "supervision.case"])
def test_what_is_handed_in_for_good_says_so(cast, label):
    from supervision.ground import desk
    from supervision.ground.desk.registry import REGISTERS

    row = registers.make(label)
    type(row).objects.filter(pk=row.pk).update(state=State.SUBMITTED)
    (register,) = [one for one in REGISTERS.values() if one.model is type(row)]
    assert desk.named(register.key) is register
    known = register.to_judge(row.made_by).get(pk=row.pk) if row.made_by else None
    verb = register.verb_named("takeback")
    if known is not None and row.made_by.has_perm(register.perm("submit")):
        assert register.why_not(verb, known, row.made_by) == type(row).KEPT_ONCE != ""


def test_an_accepted_one_is_not_taken_back(cast, visit):
    row = visit()
    LIFE.accept(Patrol.objects.get(pk=row.pk), by=cast.guangxin.post)
    assert "已审核的记录不能撤回" in text_of(take_back(cast.township, row))

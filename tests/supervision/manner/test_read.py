"""抽读: what was drawn is a to-do of the reviewing unit; the reader leaves it or sends it back."""

from __future__ import annotations

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.desk import Taken, manner
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol

from .maker import paper, visits

pytestmark = pytest.mark.django_db
DRAWN = "/supervision/review-manner/drawn/"


@pytest.fixture
def drawn(cast):
    """Two visits of 董团乡 that 系统 took over, both to be read."""
    paper(patrols=("sampled", 5, 100))
    rows = visits(2)
    with clock.at(dt.date(2021, 12, 20)):
        manner.take_over()
    return [Patrol.objects.get(pk=row.pk) for row in rows]


def text_of(answer):
    return str(answer.content.decode())


def pane(member):
    answer = member.post_to(f"{DRAWN}read/", {"register": "patrols"})
    assert answer.status_code == 302
    return answer.url


def test_it_is_a_to_do_of_who_reviews(cast, drawn):
    for member, number in ((cast.guangxin, 2), (cast.zone, 2), (cast.city, 2), (cast.second, 2), (cast.xinzhou, 0)):
        assert manner.to_read(member.post).count() == number, member.name
        assert f"待抽读 {number} 条" in text_of(member.get(DRAWN))
    assert manner.to_read(cast.township.post).count() == 0, "who wrote it does not read it"
    assert "系统审核的记录待抽读" in text_of(cast.guangxin.get("/todos/"))


def test_read_in_the_pane_without_a_word(cast, drawn):
    where = pane(cast.guangxin)
    page = text_of(cast.guangxin.get(where))
    assert "无异议，下一条" in page and "由系统审核（抽审）" in page and "退回" in page
    for row in drawn:
        answer = cast.guangxin.post_to(where, {"verb": "read", "row": row.pk})
        assert answer.status_code == 302
    assert set(Taken.objects.values_list("outcome", "read_by")) == {("fine", cast.guangxin.post.pk)}
    assert manner.to_read(cast.guangxin.post).count() == 0
    assert {row.version for row in Patrol.objects.filter(pk__in=[row.pk for row in drawn])} == {2}, (
        "nothing is written on it"
    )


def test_sent_back_by_who_read_it(cast, drawn):
    where = pane(cast.guangxin)
    row = drawn[0]
    cast.guangxin.post_to(where, {"verb": "return", "row": row.pk, "version": row.version, "why": "照片不是这家"})
    row.refresh_from_db()
    assert (row.state, row.returned_why, row.accepted_by) == (State.RETURNED, "照片不是这家", None)
    assert Taken.objects.get(record=row.pk).outcome == "returned"
    assert manner.to_read(cast.guangxin.post).count() == 1


def test_handed_in_again_it_is_read_by_a_person(cast, drawn):
    from supervision.patrols.services.patrol import LIFE

    row = drawn[0]
    LIFE.return_(row, by=cast.guangxin.post, why="补照片")
    LIFE.submit(row, by=cast.township.post)
    with clock.at(dt.date(2022, 3, 1)):
        manner.take_over()
    assert Patrol.objects.get(pk=row.pk).state == State.SUBMITTED


def test_the_neighbour_and_the_township_do_not_read(cast, drawn):
    assert cast.xinzhou.post_to(f"{DRAWN}read/", {"register": "patrols"}).status_code == 404
    assert cast.township.post_to(f"{DRAWN}read/", {"register": "patrols"}).status_code == 404
    assert cast.producer.get(DRAWN).status_code == 403


def test_the_row_says_who_accepted_it(cast, drawn):
    page = text_of(cast.guangxin.get(f"/supervision/patrols/{drawn[0].pk}/"))
    assert "系统审核（抽审）" in page

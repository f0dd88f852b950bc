"""What is said: one digest a day, a line for each kind of duty, silent when nothing is due, and no step twice."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground import clock, notices, turns
from supervision.ground.people import system_post
from supervision.ground.turns import wording
from supervision.patrols.turns import FIX
from supervision.patrols.vocabulary.rectification import Stage
from tests import make
from tests.cast import GUANGXIN, SHAXI

from .maker import declared, in_force, order, put, to_the_city


def day(text):
    return dt.date.fromisoformat(f"2021-{text}")


def remind(on):
    with clock.at(day(on)):
        return turns.remind(by=system_post(), link="/todos/")


def heard(member):
    rows = notices.NoticeReceipt.objects.visible_to(member.post).select_related("notice").order_by("pk")
    return [(row.notice.title, row.notice.body) for row in rows]


def days_heard(member):
    return [title[-6:-1] for title, _ in heard(member)]


@pytest.fixture
def mine(cast):
    """Ordered on 3 November for a fortnight, of a subject with an account."""
    return order(subject=cast.producer.post.organisation.subject)


def test_day_by_day(mine, cast):
    for count in range(60):
        on = day("11-03") + dt.timedelta(days=count)
        with clock.at(on):
            turns.remind(by=system_post())
    assert days_heard(cast.township) == days_heard(cast.producer) == ["11-11", "11-15", "11-17", "11-18"]
    assert days_heard(cast.guangxin) == days_heard(cast.guangxin_admin) == days_heard(cast.zone) == ["11-19"]
    for member in (cast.city, cast.xinzhou, cast.neighbour_township, cast.assistant, cast.auditor):
        assert heard(member) == []


def test_the_words(mine, cast):
    order()
    remind("11-11")
    remind("11-19")
    title, body = heard(cast.township)[0]
    assert (title, body) == ("待办提醒（2021-11-11）", "整改待完成 2 项，最早的 2021-11-18 到期")
    assert heard(cast.producer)[0][1] == "整改待完成 1 项，最早的 2021-11-18 到期"
    assert [body for _, body in heard(cast.guangxin)] == ["董团乡：整改待完成 2 项（逾期 2 项）"]
    told = notices.NoticeReceipt.objects.visible_to(cast.township.post).first().notice
    assert (told.link, told.by) == ("/todos/", system_post())


def test_silent_when_nothing_is_due(mine, cast):
    assert remind("11-09") == 0
    assert not notices.Notice.objects.exists()
    put(mine, stage=Stage.CLOSED, closed_on=day("11-10"))
    assert remind("11-18") == remind("11-30") == 0


def test_once_a_day_and_no_step_twice(mine, cast):
    assert remind("11-11") == 2
    assert remind("11-11") == 0
    other = order()
    assert remind("11-11") == 0  # came in later that day: it waits for tomorrow's digest
    assert remind("11-12") == 1
    assert remind("11-13") == 0
    assert days_heard(cast.township) == ["11-11", "11-12"]
    assert turns.Said.objects.filter(record_id=other.pk).count() == 1


def test_after_an_outage_only_the_newest_goes_out(mine, cast):
    remind("12-20")
    assert [body for _, body in heard(cast.township)] == ["整改待完成 1 项（逾期 1 项），最早的 2021-11-18 到期"]
    assert len(heard(cast.guangxin)) == 1
    steps = turns.Said.objects.filter(post=cast.township.post).values_list("step", flat=True)
    assert list(steps) == ["0 2021-11-18"]


def test_a_term_set_anew(mine, cast):
    remind("11-18")
    put(mine, due_on=day("12-03"))
    assert remind("11-25") == 0
    remind("11-26")
    assert days_heard(cast.township) == ["11-18", "11-26"]


def test_an_empty_post_is_said_at_once(mine, cast):
    in_force("township", yes=False)
    remind("11-04")
    assert [body for _, body in heard(cast.guangxin)] == ["董团乡（岗位暂缺）：整改待完成 1 项"]
    assert heard(cast.township) == heard(cast.producer) == []
    assert remind("11-05") == 0
    assert len(heard(cast.guangxin)) == 1
    remind("11-11")  # the county carries it now, so it is reminded as the township would have been
    assert days_heard(cast.guangxin) == ["11-04", "11-11"]


def test_what_lies_in_no_township_is_told_the_county_as_its_own(cast):
    order(subject=make.subject(at=GUANGXIN), by=cast.guangxin.post)
    assert remind("11-09") == 0
    remind("11-11")
    assert [body for _, body in heard(cast.guangxin)] == ["整改待完成 1 项，最早的 2021-11-18 到期"]
    assert heard(cast.zone) == []


def test_a_newcomer_hears_what_stands(mine, cast):
    in_force("guangxin_admin", yes=False)
    remind("11-19")
    in_force("guangxin_admin", yes=True)
    assert remind("11-20") == 1
    assert days_heard(cast.guangxin) == ["11-19"]
    assert days_heard(cast.guangxin_admin) == ["11-20"]


def test_one_summary_for_each_unit_up_to_the_city(cast):
    mine = order()
    for _ in range(2):
        there = order(by=cast.neighbour_township.post, subject=make.subject(at=SHAXI))
    with declared(to_the_city()):
        remind("11-26")
    assert [body for _, body in heard(cast.city)] == ["信州区：试办 2 项（逾期 2 项）\n广信区：试办 1 项（逾期 1 项）"]
    assert [body for _, body in heard(cast.xinzhou)] == [f"{there.township}：试办 2 项（逾期 2 项）"]
    assert [body for _, body in heard(cast.guangxin)] == [f"{mine.township}：试办 1 项（逾期 1 项）"]


def test_it_costs_the_same_for_one_and_for_many(mine):
    def cost(on):
        with CaptureQueriesContext(connection) as seen:
            remind(on)
        return len(seen)

    system_post()
    one = cost("11-11")
    for _ in range(5):
        order()
    assert cost("11-15") == one


def test_a_long_digest_says_what_it_leaves_out():
    units = [(f"第{count}乡", wording.Unit(tallies={FIX: wording.Tally(3, 3, None, True)})) for count in range(200)]
    text = wording.body({}, units)
    kept = text.splitlines()
    assert len(text) <= 2000
    assert kept[-1] == f"另有 {200 - len(kept) + 1} 行，见待办。"

"""What the county leaves lying for more than five workdays counts for the township, is marked, and is the county's."""

import datetime as dt

import pytest
from django.urls import reverse

from shangrao_nongan.home import board as home
from supervision.grid.figures import fiveone as figures
from supervision.grid.vocabulary.fiveone import One
from supervision.ground import clock, history, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.terms import waiting
from supervision.models import Holiday, Patrol, Subject, Term
from tests import make, registers
from tests.supervision.patrol.maker import patrol

YEAR = Period.of_year(2021)
TOWN = "361104290"


def handed_in(row, on):
    with history.acting(system_post(), "测试"):
        moment = clock.opening_of(on)
        type(row).objects.filter(pk=row.pk).update(state=State.SUBMITTED, submitted_at=moment, accepted_at=None)
    return row


def by_hand(day, holidays):
    """Whether five workdays have passed since a day, counted one by one; Monday 2021-12-20 is today."""
    passed, one = 0, day
    while one < dt.date(2021, 12, 19):
        one += dt.timedelta(days=1)
        passed += holidays.get(one, one.weekday() < 5)
    return passed >= 5


def test_five_workdays_over_the_holiday_table(db):
    """2021: the week of National Day, the Saturday worked for it, and plain weeks."""
    holidays = dict(Holiday.objects.values_list("date", "is_workday"))
    assert holidays
    before = terms.late_before()
    for back in range(40):
        day = dt.date(2021, 12, 20) - dt.timedelta(days=back)
        assert (clock.opening_of(day) < before) == by_hand(day, holidays), day
    # 1 to 7 October are off and 26 September, 9 October are worked: handed in on 28 September, late on 11 October.
    for today, late in (("2021-10-09", False), ("2021-10-11", False), ("2021-10-12", True)):
        start = terms.late_before(dt.date.fromisoformat(today))
        assert (clock.opening_of(dt.date(2021, 9, 28)) < start) == late, today


@pytest.mark.parametrize(("on", "counts"), [(dt.date(2021, 12, 10), True), (dt.date(2021, 12, 13), False)])
def test_it_counts_once_the_county_is_late(cast, on, counts):
    """Friday the 10th: five workdays end on the 17th. Monday the 13th: they end today, which is still in time."""
    made = patrol()
    handed_in(made, on)
    evidence = figures.board(YEAR)[TOWN].items[One.PATROL]
    assert (evidence.done, evidence.count, evidence.late) == (counts, int(counts), int(counts))
    page = cast.guangxin.get(reverse("supervision:fiveone") + f"?region={TOWN}").content.decode()
    assert ("待审超期 1" in page) == counts


def test_what_was_taken_over_counts_and_is_not_late(cast):
    patrol(accepted=True)
    evidence = figures.board(YEAR)[TOWN].items[One.PATROL]
    assert (evidence.done, evidence.late) == (True, 0)


def test_a_sampling_too_though_it_told_nothing(cast):
    sample = registers.make("monitoring.sample")
    town = sample.township_id
    before = figures.board(YEAR)[town].items[One.SAMPLING].count
    handed_in(sample, dt.date(2021, 11, 1))
    late = figures.waiting(One.SAMPLING, YEAR)
    assert [row.pk for row in late] == [sample.pk]
    evidence = figures.board(YEAR)[town].items[One.SAMPLING]
    assert evidence.late == 1 and evidence.count == before + 1 and evidence.done
    page = cast.guangxin.get(reverse("supervision:fiveone-rows", args=[town, One.SAMPLING])).content.decode()
    assert sample.number in page and "待审超期" in page


@pytest.mark.parametrize("returned", [State.DRAFT, State.RETURNED, State.VOID])
def test_what_was_not_handed_in_never_counts(cast, returned):
    made = handed_in(patrol(), dt.date(2021, 11, 1))
    with history.acting(system_post(), "测试"):
        void = {"voided_why": "测试", "voided_at": clock.now()} if returned == State.VOID else {}
        Patrol.objects.filter(pk=made.pk).update(state=returned, **void)
    assert not figures.board(YEAR)[TOWN].items[One.PATROL].done


def test_it_is_the_countys_overdue_work(cast):
    handed_in(patrol(), dt.date(2021, 12, 1))
    labels = {one.label: one.count for one in home.waiting(cast.guangxin.post)}
    assert labels["巡查记录待审超期"] == 1
    assert "巡查记录待审超期" in cast.guangxin.get("/").content.decode()
    for other in (cast.xinzhou, cast.township):
        assert "巡查记录待审超期" not in other.get("/").content.decode()
    rows = cast.guangxin.get(reverse("todo", args=["patrols_review_late"])).context["rows"]
    assert len(rows) == 1


def test_the_length_is_a_term_that_can_be_changed(cast, monkeypatch):
    """It stands in the terms table, unverified; where newer terms are not published yet, the default holds."""
    term = Term.objects.get(code="record.review")
    assert (term.length, term.unit, term.verified) == (5, "workday", False)
    handed_in(patrol(), dt.date(2021, 12, 8))
    assert figures.board(YEAR)[TOWN].items[One.PATROL].done
    term.length = 10
    monkeypatch.setattr(waiting, "in_force", lambda code, day: term)
    assert not figures.board(YEAR)[TOWN].items[One.PATROL].done

    def missing(code, day):
        raise RuleViolation("时限表中没有")

    monkeypatch.setattr(waiting, "in_force", missing)
    assert terms.review_days(dt.date(2021, 12, 20)) == waiting.DAYS == 5


def test_every_one_of_the_five_asks_the_same(cast):
    subject = make.subject(at="361102100")
    handed_in(subject, dt.date(2021, 12, 1))
    assert figures.board(YEAR)["361102100"].items[One.REGISTER].late == 1
    handed_in(subject, dt.date(2021, 12, 17))
    assert figures.board(YEAR)["361102100"].items[One.REGISTER].count == 0
    assert Subject.objects.get(pk=subject.pk).state == State.SUBMITTED

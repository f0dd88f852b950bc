"""五个一: computed from rows for every assessed township, never typed."""

import datetime as dt

from supervision.grid.figures import fiveone as figures
from supervision.grid.figures.indicators import FIVE_ONE
from supervision.grid.rules.fiveone import judge, judge_team
from supervision.grid.services.report import LIFE as REPORT
from supervision.grid.services.report import hand_in_report
from supervision.grid.services.staff import LIFE as STAFF
from supervision.grid.services.staff import enrol
from supervision.grid.services.subject import change_status
from supervision.grid.vocabulary.fiveone import One
from supervision.grid.vocabulary.staff import StaffKind
from supervision.ground import facts, history
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from tests import make
from tests.supervision.patrol.maker import patrol

YEAR = Period.of_year(2021)
TOWN = "361104290"


def fill(cast):
    """董团乡 gets all five; its sampling record is a rapid test, which counts here."""
    place = make.region(TOWN)
    for name, kind in (("周雨晴", StaffKind.SUPERVISOR), ("饶青禾", StaffKind.TESTER)):
        given = {"name": name, "kind": kind, "since": dt.date(2020, 5, 1), "region": place}
        STAFF.accept(enrol(by=cast.township.post, submit=True, **given), by=cast.guangxin.post)
    made = patrol(accepted=True)
    report = hand_in_report(
        by=cast.township.post,
        submit=True,
        title="年度总结",
        cycle="year",
        covers_from=YEAR.first,
        covers_to=YEAR.last,
    )
    REPORT.accept(report, by=cast.guangxin.post)
    if "monitoring.rapid" not in facts.KINDS:
        facts.kind("monitoring.rapid", "快检")
    with history.acting(system_post(), "测试"):
        facts.record("monitoring.rapid", on=dt.date(2021, 11, 3), source=made, by=system_post(), subject=made.subject)


def test_every_assessed_township_is_there_in_nine_queries(cast, django_assert_num_queries):
    """One for each of the five, one for samplings that wait, the townships, the term and the holidays."""
    with django_assert_num_queries(9):
        found = figures.board(YEAR)
    assert len(found) == 212
    assert found["361102100"].done == 0


def test_a_township_with_all_five(cast):
    fill(cast)
    five = figures.board(YEAR)[TOWN]
    assert five.complete, five
    assert five.items[One.TEAM].count == 2
    assert five.items[One.PATROL].latest == dt.date(2021, 11, 3)


def test_the_register_is_looked_at_on_the_last_day(cast):
    """The only subject of a township closed after the period: the register of that period was there."""
    one = make.subject(at="361102100", registered_on=dt.date(2020, 6, 1))
    change_status(one, by=cast.xinzhou.post, status="closed", since=dt.date(2021, 3, 1), why="已注销")
    assert figures.board(Period.of_year(2020))["361102100"].items[One.REGISTER].done
    assert not figures.board(YEAR)["361102100"].items[One.REGISTER].done


def test_completeness_by_county_names_what_is_missing(cast):
    fill(cast)
    found = FIVE_ONE.compute(YEAR, {})
    measure = found["361104"]
    assert len(found) == 12
    assert sum(m.denominator for m in found.values()) == 212 * 5
    assert f"{TOWN}:team" in measure.counted
    assert measure.numerator == len(measure.counted) == 5
    assert all(reason for _, reason in measure.left_out)


def test_a_scheme_may_ask_for_more(cast):
    fill(cast)
    measure = FIVE_ONE.compute(YEAR, {"patrol": 4})["361104"]
    assert f"{TOWN}:patrol" not in measure.counted
    assert dict(measure.left_out)[f"{TOWN}:patrol"] == "一份巡查监管记录：需要4份，现有1份"


def test_the_judgement():
    assert judge(One.REPORT, 1, None).done
    assert not judge(One.REPORT, 0, None).done
    assert judge_team(1, 0, None).missing == "一支监管队伍：在岗检测员0人，人数不足"


def test_the_board_shows_each_their_own(cast, queries_of):
    fill(cast)
    url = "/supervision/five-one/"
    city = cast.city.get(url)
    assert len(city.context["counties"]) == 12 and not city.context["rows"]
    assert {row["name"] for row in cast.township.get(url).context["rows"]} == {"董团乡"}
    assert "董团乡" in cast.zone.get(url).content.decode()
    assert "董团乡" in cast.guangxin.get(url).content.decode()
    assert "董团乡" not in cast.xinzhou.get(url).content.decode()
    assert cast.xinzhou.get(url, {"region": "361104"}).status_code == 404
    assert cast.city.get(url, {"region": "361104"}).context["rows"]
    [row] = cast.city.get(url, {"region": "361104290"}).context["rows"]
    assert row["name"] == "董团乡"
    assert cast.xinzhou.get(url, {"region": "361104290"}).status_code == 404
    assert cast.producer.get(url).status_code == 403

"""Only a confirmed determination, Ⅱ or above and agricultural, vetoes the year."""

import datetime as dt

import pytest

from emergency import services
from emergency.figures import no_major_incident
from emergency.offers import FIGURES
from supervision.ground import clock, facts
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period

YEAR = Period.of_year(2021)


def determined(cast, level="2", agricultural=True, **more):
    incident = services.report_first(by=cast.township.post, title="疑似中毒", **more)
    return services.determine(
        incident=incident,
        determined_on=clock.today(),
        level=level,
        agricultural=agricultural,
        organ="上饶市人民政府",
        document="饶府字〔2021〕9号",
        basis="调查报告",
        by=cast.reviewer.post,
    )


def measure():
    return no_major_incident(YEAR, {})["361104"]


def test_not_before_it_is_confirmed(cast):
    row = determined(cast)
    assert measure().value == 0
    assert measure().left_out == [(row.pk, "认定单尚未确认")]
    with pytest.raises(RuleViolation, match="不能审核自己"):
        services.confirm_determination(row, by=cast.reviewer.post)


def test_confirmed_it_counts_and_is_told(cast):
    row = services.confirm_determination(determined(cast), by=cast.city.post)
    assert (measure().value, measure().counted) == (1, [row.pk])
    assert facts.Fact.objects.of_source(row).get().severity == facts.Severity.MAJOR


@pytest.mark.parametrize(("level", "agricultural", "why"), [("3", True, "低于Ⅱ级"), ("1", False, "不属农业环节责任")])
def test_others_do_not_count(cast, level, agricultural, why):
    row = services.confirm_determination(determined(cast, level, agricultural), by=cast.city.post)
    assert (measure().value, measure().left_out) == (0, [(row.pk, why)])


def test_a_decided_level_alone_does_not_count(cast):
    incident = services.report_first(by=cast.township.post, title="疑似中毒", deaths=20)
    services.decide_level(incident, level="1", why="死亡多人", by=cast.guangxin.post)
    assert measure().value == 0


def test_void_it_is_taken_back(cast):
    row = services.confirm_determination(determined(cast), by=cast.city.post)
    services.void_determination(row, by=cast.city.post, why="复核改变")
    assert measure().value == 0
    assert not facts.Fact.objects.live().of_source(row).exists()


def test_a_correction_keeps_to_the_days_of_entry(cast):
    row = services.refuse_determination(determined(cast), by=cast.city.post, why="日期有误")
    for day in (clock.today() + dt.timedelta(days=1), row.incident.noticed_on - dt.timedelta(days=1)):
        with pytest.raises(RuleViolation, match="认定日期"):
            services.amend_determination(row, by=cast.reviewer.post, version=row.version, determined_on=day)


def test_a_drill_is_never_determined(cast):
    with pytest.raises(RuleViolation, match="演练"):
        determined(cast, drill=True)


def again(cast, incident, **more):
    """Another one for the same incident."""
    given = {"organ": "江西省人民政府", "document": "赣府字〔2021〕3号", "basis": "复核报告", "level": "1"}
    return services.determine(incident=incident, determined_on=clock.today(), by=cast.city.post, **(given | more))


@pytest.mark.parametrize("settle", [None, "confirm"])
def test_one_determination_for_an_incident_and_it_keeps_the_incident(cast, settle):
    """Open or in force, it lets no second one beside it and keeps its incident from being void."""
    row = determined(cast)
    if settle:
        services.confirm_determination(row, by=cast.city.post)
    with pytest.raises(RuleViolation, match="已有认定单"):
        again(cast, row.incident)
    with pytest.raises(RuleViolation, match="请先作废认定单"):
        services.void_incident(row.incident, by=cast.guangxin.post, why="误报")
    assert [one.pk for one in row.incident.determinations.all()] == [row.pk]
    row.incident.refresh_from_db()
    assert not row.incident.is_void


@pytest.mark.parametrize("settle", ["refuse_determination", "void_determination"])
def test_one_that_is_no_more_makes_room_and_lets_the_incident_go(cast, settle):
    row = determined(cast)
    getattr(services, settle)(row, by=cast.city.post, why="依据有误")
    other = again(cast, row.incident)
    with pytest.raises(RuleViolation, match="请先作废认定单"):
        services.void_incident(row.incident, by=cast.guangxin.post, why="误报")
    services.void_determination(other, by=cast.city.post, why="误报")
    with pytest.raises(RuleViolation, match="须由市级作废"):
        services.void_incident(row.incident, by=cast.guangxin.post, why="误报")
    assert services.void_incident(row.incident, by=cast.city.post, why="误报").is_void


def test_a_returned_one_is_not_handed_in_beside_its_successor(cast):
    row = services.refuse_determination(determined(cast), by=cast.city.post, why="依据有误")
    again(cast, row.incident)
    with pytest.raises(RuleViolation, match="已有认定单"):
        services.DETERMINATION.submit(row, by=cast.reviewer.post)


def test_every_county_answers(cast):
    assert len(no_major_incident(YEAR, {})) == 12
    for card in (figure.card for figure in FIGURES if figure.shown):
        assert len(card.figures(YEAR)) == 12

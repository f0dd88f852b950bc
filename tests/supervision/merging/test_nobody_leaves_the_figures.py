"""Nobody leaves the figures by a merging: two that are two are none, and who stays carries the duties of both."""

import pytest

from supervision.grid.merging import LIFE, Merge, confirm_merge, propose_merge
from supervision.grid.services.subject import change_status
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.subjects import Kind, Status, Subject, duties
from tests import make
from tests.cast import DONGTUAN
from tests.supervision.changes import maker

CODE, OTHER_CODE = "91361104MA35AAAA0X", "91361104MA35AAAB08"
ONE, OTHER = "362321198001011237", "362321198001014024"


def propose(cast, double, kept):
    kept = Subject.objects.get(pk=kept.pk)
    return propose_merge(by=cast.township.post, submit=True, subject=fresh(double), into=kept, why="现场核实")


def fresh(subject):
    return Subject.objects.get(pk=subject.pk)


def closed(subject, status=Status.CLOSED):
    return change_status(fresh(subject), by=system_post(), status=status, since=maker.DAY, why="停了")


def heir(before):
    after = make.subject(at=DONGTUAN)
    (change,) = maker.told(after, predecessor=fresh(before), proof=True)
    maker.accepted(change)
    return fresh(after)


def test_two_codes_are_two_subjects(cast):
    double, kept = make.subject(credit_code=CODE), make.subject(credit_code=OTHER_CODE)
    with pytest.raises(RuleViolation, match="统一社会信用代码不同，是两个主体") as refused:
        propose(cast, double, kept)
    assert refused.value.field == "into"
    propose(cast, double, make.subject())


def test_two_identity_numbers_are_two_persons(cast):
    given = {"kind": Kind.SMALLHOLDER}
    double, kept = make.subject("陈大有", identity=ONE, **given), make.subject("李二有", identity=OTHER, **given)
    with pytest.raises(RuleViolation, match="身份证号不同，是两个主体"):
        propose(cast, double, kept)


@pytest.mark.parametrize("status", [Status.SUSPENDED, Status.CLOSED])
def test_who_is_in_business_does_not_go_into_who_is_not(cast, status):
    double, kept = make.subject(), closed(make.subject(), status)
    with pytest.raises(RuleViolation, match="请把在营的选为保留的一方"):
        propose(cast, double, kept)
    propose(cast, kept, double)


@pytest.mark.parametrize(
    ("double", "kept", "lost"),
    [
        (Kind.COOPERATIVE, Kind.SMALLHOLDER, "定期巡查、生产记录、开具合格证义务"),
        (Kind.COOPERATIVE, Kind.FAMILY_FARM, "生产记录、开具合格证义务"),
        (Kind.FAMILY_FARM, Kind.SMALLHOLDER, "定期巡查义务"),
        (Kind.INPUT_SHOP, Kind.MARKET, "信用评价义务"),
        (Kind.FAMILY_FARM, Kind.COOPERATIVE, ""),
        (Kind.ENTERPRISE, Kind.COOPERATIVE, ""),
    ],
)
def test_who_stays_has_the_duties_of_both(cast, double, kept, lost):
    one, other = make.subject("甲乙丙", kind=double), make.subject("丁戊己", kind=kept)
    if not lost:
        assert propose(cast, one, other).state == State.SUBMITTED
        return
    with pytest.raises(RuleViolation, match=f"{lost}；请把“甲乙丙”选为保留的一方"):
        propose(cast, one, other)


def test_every_kind_has_its_duties():
    told = {kind: duties.of(kind) for kind in Kind}
    assert told[Kind.ENTERPRISE] == list(duties.SAID) and told[Kind.MARKET] == told[Kind.SUPERMARKET] == []


def test_neither_stands_in_the_line_of_the_other(cast):
    before = make.subject()
    after = heir(before)
    with pytest.raises(RuleViolation, match="承继关系的前后两个主体"):
        propose(cast, before, after)
    last = heir(after)
    with pytest.raises(RuleViolation, match="承继关系的前后两个主体"):
        propose(cast, closed(last), before)


def test_who_has_an_heir_goes_into_nobody_else(cast):
    before, third = make.subject(), make.subject()
    after = heir(before)
    with pytest.raises(RuleViolation, match=f"已由“{after.name}”（{after.number}）承继"):
        propose(cast, before, third)


def test_what_has_changed_since_it_was_proposed_stops_it_at_the_second_person(cast):
    double, kept = make.subject(), make.subject()
    made = propose(cast, double, kept)
    closed(kept)
    merge = Merge.objects.select_related("made_by__user", "made_by__organisation__region").get(pk=made.pk)
    with pytest.raises(RuleViolation, match="请把在营的选为保留的一方"):
        confirm_merge(merge, by=cast.guangxin.post)
    assert "在营" in LIFE.why_not("accept", merge, cast.guangxin.post)
    assert fresh(double).merged_into is None


def test_an_heir_found_since_stops_it_as_well(cast):
    double, kept = make.subject(), make.subject()
    made = propose(cast, double, kept)
    heir(double)
    merge = Merge.objects.select_related("made_by__user", "made_by__organisation__region").get(pk=made.pk)
    with pytest.raises(RuleViolation, match="承继，不能并入别家"):
        confirm_merge(merge, by=cast.guangxin.post)
    assert fresh(double).merged_into is None


def test_of_two_the_one_with_more_duties_is_proposed_to_stay(cast):
    make.subject("绿源家庭农场", kind=Kind.FAMILY_FARM, credit_code=CODE, phone="13807931234")
    more = make.subject("董家种养合作社")
    maker.told(more, phone="13807931234")  # in force at once
    (pair,) = cast.guangxin.get("/supervision/subjects/doubles/").context["page"].object_list
    assert pair["one"] == more

"""An objection to what an upper level ordered is answered there, and not by the county's second person."""

import pytest

from credit import services
from credit.models import CreditEntry, Objection
from credit.offers import TODOS
from monitoring.models import Sample
from monitoring.vocabulary import Level
from supervision.ground import facts, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Role
from tests import make, registers
from tests.monitoring import making
from tests.supervision.records.test_who_decides import second_post_of

ANSWERS = {
    "grant": lambda row, post: services.uphold_objection(row, by=post),
    "uphold": lambda row, post: services.reject_objection(row, by=post, why="复检一致"),
}
each = pytest.mark.parametrize("answer", ANSWERS)


def objected(by, level):
    sampler = make.post("guangxin" if level == Level.COUNTY else "city")
    failed = making.failed_supervision(level=level, by=sampler)
    facts.deliver()
    entry = CreditEntry.objects.get(subject=failed.subject, fact__kind="monitoring.failed")
    return services.raise_objection(entry=entry, reason="样品非本社产品", by=by)


def waits_for(member, row):
    todo = next(one for one in TODOS if one.code == "credit.objections")
    return todo.rows(member.post).filter(pk=row.pk).exists()


@each
def test_the_citys_task_is_the_citys(cast, answer):
    row = objected(cast.guangxin.post, Level.CITY)
    assert row.asked_of == "city"
    for post in (cast.guangxin_admin.post, second_post_of(cast.guangxin, Role.COUNTY_ADMIN)):
        with pytest.raises(RuleViolation, match=r"由市级答复|自己填报"):
            ANSWERS[answer](Objection.objects.get(pk=row.pk), post)
    page = f"/credit/objections/{row.pk}/"
    assert "act/accept/" not in cast.guangxin_admin.get(page).content.decode()
    assert cast.xinzhou.get(page).status_code == 404
    assert waits_for(cast.reviewer, row) and not waits_for(cast.guangxin_admin, row)
    ANSWERS[answer](Objection.objects.get(pk=row.pk), cast.reviewer.post)


@each
def test_the_countys_own_task_is_answered_by_its_second_person(cast, answer):
    row = objected(cast.guangxin.post, Level.COUNTY)
    assert row.asked_of == "" and waits_for(cast.guangxin_admin, row)
    ANSWERS[answer](Objection.objects.get(pk=row.pk), cast.guangxin_admin.post)


def test_what_the_city_entered_itself_is_the_citys_too(cast):
    entry = registers.credit_entry(registers.HERE)
    source = entry.fact.source
    with history.acting(None, "测试"):
        type(source).objects.filter(pk=source.pk).update(made_by=cast.city.post)
    row = services.raise_objection(entry=CreditEntry.objects.get(pk=entry.pk), reason="有误", by=cast.guangxin.post)
    with pytest.raises(RuleViolation, match="由市级答复"):
        services.uphold_objection(row, by=cast.guangxin_admin.post)


def test_one_raised_before_this_was_asked_is_looked_at_when_it_is_answered(cast):
    row = objected(cast.guangxin.post, Level.CITY)
    with history.acting(None, "测试"):
        Objection.objects.filter(pk=row.pk).update(asked_of="")
    with pytest.raises(RuleViolation, match="由市级答复"):
        services.uphold_objection(Objection.objects.get(pk=row.pk), by=cast.guangxin_admin.post)
    assert Sample.objects.get(subject=row.subject).level == Level.CITY

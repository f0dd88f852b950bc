"""Staff, laboratories and certifications change by the same engine, each by its own declaration."""

import pytest

from greenfood.services import CHANGES as CERTIFICATION_CHANGES
from supervision.grid.services.laboratory import LABORATORY_CHANGES
from supervision.grid.services.staff import STAFF_CHANGES
from supervision.ground import changes
from supervision.ground.changes import Change, Nature
from supervision.ground.errors import RuleViolation
from tests import make, registers
from tests.cast import GUANGXIN
from tests.house import site

from .maker import DAY, accepted, photo


def alter(declared, row, *, by, proof=False, **values):
    given = [("photo", [photo()])] if proof else []
    told = {"why": "核实", "effective_on": DAY, "proof": given} | values
    return changes.alter(declared, type(row).objects.get(pk=row.pk), by=make.post(by), **told)


def test_a_person_of_the_team(cast):
    person = registers.make("supervision.staff")
    (at_once,) = alter(STAFF_CHANGES, person, by="township", certificate="赣A123")
    assert at_once.nature == Nature.AT_ONCE
    with pytest.raises(RuleViolation, match="须有证明材料"):
        alter(STAFF_CHANGES, person, by="township", kind="tester")
    (change,) = alter(STAFF_CHANGES, person, by="township", full_time=True, name="李四")
    assert "专职：否 → 是" in change.told
    accepted(change)
    now = type(person).objects.get(pk=person.pk)
    assert (now.certificate, now.full_time, now.name) == ("赣A123", True, "李四")


def test_the_rules_of_the_noun_are_asked_when_it_is_told(cast):
    person = registers.make("supervision.staff")
    with pytest.raises(RuleViolation, match="企业内控员须选择所属监管对象") as refused:
        alter(STAFF_CHANGES, person, by="township", kind="internal", proof=True)
    assert refused.value.field == "subject"


def test_a_laboratory(cast):
    laboratory = registers.make("supervision.laboratory")
    with pytest.raises(RuleViolation, match="须有证明材料"):
        alter(LABORATORY_CHANGES, laboratory, by="guangxin", parameters=["毒死蜱", "腐霉利"])
    (change,) = alter(LABORATORY_CHANGES, laboratory, by="guangxin", parameters=["毒死蜱", "腐霉利"], proof=True)
    accepted(change, by="guangxin_admin")
    assert type(laboratory).objects.get(pk=laboratory.pk).parameters == ["毒死蜱", "腐霉利"]


def test_a_certification(cast):
    row = registers.make("greenfood.certification")
    (change,) = alter(CERTIFICATION_CHANGES, row, by="guangxin", area="55.5")
    (again,) = alter(CERTIFICATION_CHANGES, row, by="guangxin", certificate_number="LB-9", proof=True)
    accepted(change, by="guangxin_admin")
    accepted(again, by="guangxin_admin")
    now = type(row).objects.get(pk=row.pk)
    assert (str(now.area), now.certificate_number) == ("55.50", "LB-9")


@pytest.mark.parametrize("label", ["supervision.staff", "supervision.laboratory", "greenfood.certification"])
def test_its_page_shows_the_step_and_its_changes(cast, label):
    row = registers.make(label)
    register = next(one for one in site.registers() if one.model is type(row))
    page = cast.guangxin.get(register.url("detail", row.pk)).content.decode()
    assert register.url("step", row.pk, "alter") in page
    form = cast.guangxin.get(register.url("step", row.pk, "alter"))
    typed = {name: form.context["form"][name].value() for name in form.context["form"].fields}
    given = {name: value for name, value in typed.items() if value not in (None, "")} | {"why": "核对"}
    answer = cast.guangxin.post_to(register.url("step", row.pk, "alter"), given)
    assert "没有要变更的内容" in answer.content.decode(), "a form sent as it was opened changes nothing"
    assert not Change.objects.exists()
    assert row.county_id == GUANGXIN

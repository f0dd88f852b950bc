"""A fact is weighed by the rules of its own day, whenever it is taken up."""

import datetime as dt

import pytest

from credit import services
from credit.models import CreditEntry, EntryRule, RuleSet
from supervision.ground import history
from supervision.ground.people import system_post
from tests import make

CHANGED = dt.date(2021, 12, 1)


@pytest.fixture
def _two_versions(db):
    """The seeded rules end with November; from December a finding of a patrol costs 25 and sinks to C at once."""
    with history.acting(None, "测试"):
        RuleSet.objects.update(valid_to=CHANGED - dt.timedelta(days=1))
        later = RuleSet.objects.create(version="试", name="试", valid_from=CHANGED)
        given = {"code": "problem", "fact_kind": "patrol.problem", "name": "试", "family": "production"}
        EntryRule.objects.create(ruleset=later, points=-25, direct_grade="C", months=6, **given)


@pytest.mark.usefixtures("_two_versions")
@pytest.mark.parametrize(
    ("day", "new"), [(dt.date(2021, 11, 30), False), (CHANGED, True), (dt.date(2021, 12, 15), True)]
)
def test_the_rules_of_the_facts_day(cast, told, day, new):
    seeded = EntryRule.objects.get(fact_kind="patrol.problem", ruleset__valid_to__isnull=False)
    services.take_up([told(make.subject(), "patrol.problem", on=day)], by=system_post())
    entry = CreditEntry.objects.get()
    assert (entry.points == -25) is new
    rule = EntryRule.objects.get(ruleset=entry.ruleset, code=entry.rule)
    assert (entry.points, entry.direct_grade, entry.months) == (rule.points, rule.direct_grade, rule.months)
    assert (rule.pk == seeded.pk) is not new


@pytest.mark.usefixtures("_two_versions")
def test_a_fact_from_before_all_rules_weighs_nothing(cast, told):
    services.take_up([told(make.subject(), "patrol.problem", on=dt.date(2019, 12, 31))], by=system_post())
    assert not CreditEntry.objects.exists()

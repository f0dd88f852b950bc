"""Nobody waits for a fact that nobody tells: kinds that receivers, rules and leads name are in the registry."""

import pytest

from credit.models import EntryRule
from emergency.vocabulary import LEADS
from supervision.ground import facts
from supervision.ground.facts.registry import RECEIVERS


@pytest.mark.parametrize("name", ["credit", "emergency"])
def test_receivers_hear_of_kinds_that_exist(name):
    assert RECEIVERS[name].kinds - set(facts.KINDS) == set()


def test_credit_rules_weigh_kinds_that_exist(db):
    assert set(EntryRule.objects.values_list("fact_kind", flat=True)) - set(facts.KINDS) == set()


def test_leads_come_from_kinds_that_exist():
    assert set(LEADS) - set(facts.KINDS) == set()

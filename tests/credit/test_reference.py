"""The seeded rules are unverified, and the receiver listens to every fact they weigh."""

from credit.models import EntryRule, RuleSet
from credit.receivers import KINDS
from credit.reference import load


def test_the_rules_are_marked_as_unverified(db):
    assert not RuleSet.objects.get().verified


def test_the_receiver_hears_whatever_the_rules_weigh(db):
    assert set(EntryRule.objects.values_list("fact_kind", flat=True)) <= set(KINDS)


def test_loading_again_changes_nothing(db):
    EntryRule.objects.filter(code="failed").update(points=-20)
    load()
    assert EntryRule.objects.get(code="failed").points == -20

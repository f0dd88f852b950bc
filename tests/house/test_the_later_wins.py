"""Of two editions that both hold on a day the later one decides, whichever of them was entered first."""

import datetime as dt
from decimal import Decimal

import pytest

from certificates import rules as certificates
from certificates.models import Edition
from credit import services as credit
from credit.models import CreditEntry, CreditFile, EntryRule, RuleSet
from monitoring.rules.verdicts import Book, Limit
from shangrao_nongan.assessment.management.commands.score_year import Command
from shangrao_nongan.assessment.models import Scheme
from supervision.ground import facts, history, terms
from supervision.ground.people import system_post
from tests import make

OLD, NEW, DAY = dt.date(2020, 6, 1), dt.date(2021, 6, 1), dt.date(2021, 11, 3)
both_ways = pytest.mark.parametrize("order", [(OLD, NEW), (NEW, OLD)], ids=["old first", "new first"])


@both_ways
def test_of_terms(db, order):
    given = {"code": "house.try", "name": "试", "basis": "试", "unit": "day", "starts_when": "始", "stops_when": "止"}
    until = {OLD: dt.date(2022, 12, 31), NEW: None}
    with history.acting(None, "测试"):
        for day in order:
            length = 7 if day == OLD else 20
            terms.Term.objects.create(**given, length=length, valid_from=day, valid_to=until[day])
    assert terms.in_force("house.try", DAY).length == 20
    assert terms.due(DAY, "house.try").at == DAY + dt.timedelta(days=20)
    assert terms.in_force("house.try", NEW - dt.timedelta(days=1)).length == 7


@both_ways
def test_of_limits(order):
    most = {OLD: Decimal("0.2"), NEW: Decimal(5)}
    node = frozenset({"VEG018"})
    rows = [Limit(1, "腐霉利", node, day, most=most[day]) for day in order]
    book = Book({"腐霉利": rows})
    assert book.limit("腐霉利", ("VEG018", "蔬菜"), DAY).most == 5
    assert book.limit("腐霉利", ("VEG018", "蔬菜"), NEW - dt.timedelta(days=1)).most == Decimal("0.2")


@both_ways
def test_of_certificate_forms(order):
    forms = [Edition(code=f"{day:%Y}", since=day) for day in order]
    assert certificates.version_on(forms, DAY).since == NEW
    assert certificates.version_on(forms, NEW - dt.timedelta(days=1)).since == OLD


@both_ways
def test_of_credit_rules(cast, order):
    """For the weight of a fact and for the scale a subject is rated by alike."""
    with history.acting(None, "测试"):
        RuleSet.objects.update(valid_to=dt.date(2020, 5, 31))
        for day in order:
            made = RuleSet.objects.create(version=f"试{day:%Y}", name="试", valid_from=day)
            points = -5 if day == OLD else -25
            EntryRule.objects.create(
                ruleset=made, code="problem", fact_kind="patrol.problem", name="试", points=points, family="production"
            )
    subject = make.subject()
    fact = facts.record("patrol.problem", on=DAY, source=subject, by=system_post(), subject=subject)
    credit.take_up([fact], by=system_post())
    assert (CreditEntry.objects.get().points, CreditEntry.objects.get().ruleset.valid_from) == (-25, NEW)
    assert CreditFile.objects.get().ruleset.valid_from == NEW


@both_ways
def test_of_schemes(db, order):
    """A year that is scored by command without a name takes the latest locked revision."""
    with history.acting(None, "测试"):
        first = Scheme.objects.get(year=2021)
        for at, day in enumerate(order):
            revision = 2 if day == OLD else 3
            Scheme.objects.create(
                code=f"试{at}", year=2021, revision=revision, name="试", basis="试", locked_at=first.locked_at
            )
        Scheme.objects.create(code="未锁定", year=2021, revision=4, name="试", basis="试")
    assert Command()._scheme(2021, "").revision == 3

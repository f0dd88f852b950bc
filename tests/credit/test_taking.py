"""Facts become entries, once each; a retracted fact becomes a counter-entry."""

import pytest
from django.db import DatabaseError, transaction

from credit import services
from credit.models import CreditEntry, CreditFile, CreditRating
from supervision.ground import facts
from supervision.ground.errors import RuleViolation
from supervision.ground.people import system_post
from supervision.ground.subjects.models import Subject
from tests import make


def test_a_fact_opens_the_file_and_lowers_the_points(cast, told):
    subject = make.subject()
    told(subject, "monitoring.failed")
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (85, "B")
    assert Subject.objects.get(pk=subject.pk).credit_grade == "B"
    assert file.township_id == subject.township_id


def test_a_banned_substance_is_a_d_at_once(cast, told):
    subject = make.subject()
    told(subject, "monitoring.failed", severity=facts.Severity.SERIOUS)
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).grade == "D"


def test_a_fact_delivered_twice_is_one_entry(cast, told):
    fact = told(make.subject(), "patrol.problem")
    services.take_up([fact], by=system_post())
    services.take_up([fact], by=system_post())
    assert CreditEntry.objects.filter(fact=fact).count() == 1


def test_a_retracted_fact_gives_the_points_back(cast, told, retracted):
    subject = make.subject()
    fact = told(subject, "monitoring.failed", severity=facts.Severity.SERIOUS)
    facts.deliver()
    retracted(fact)
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (100, "A")
    assert [entry.points for entry in CreditEntry.objects.order_by("id")] == [-40, 40]
    assert [r.to_grade for r in file.ratings.order_by("id")] == ["D", "A"]


@pytest.mark.parametrize(("kind", "loses"), [("smallholder", 0), ("family_farm", 0), ("cooperative", 1)])
def test_only_who_owes_records_loses_for_them(cast, told, kind, loses):
    subject = make.subject(kind=kind)
    told(subject, "production.irregular")
    facts.deliver()
    assert CreditEntry.objects.filter(subject=subject).count() == loses


@pytest.mark.parametrize("kind", ["market", "supermarket"])
def test_a_market_gets_neither_entry_nor_file(cast, told, kind):
    market = make.subject(kind=kind)
    told(market, "monitoring.failed", severity=facts.Severity.SERIOUS)
    facts.deliver()
    assert not CreditEntry.objects.filter(subject=market).exists()
    assert not CreditFile.objects.filter(subject=market).exists()
    assert services.open_files([market], by=system_post()) == []
    with pytest.raises(RuleViolation, match="不建立信用档案"):
        services.open_file(subject=market, by=cast.guangxin.post)


@pytest.mark.parametrize(
    ("aspect", "severity", "points"),
    [("routine", 0, 100), ("special", 0, 100), ("supervision", 0, 85), ("routine", 1, 100), ("supervision", 1, 60)],
)
def test_only_supervision_sampling_costs_points(cast, told, aspect, severity, points):
    subject = make.subject()
    services.open_file(subject=subject, by=cast.guangxin.post)
    told(subject, "monitoring.failed", aspect=aspect, severity=severity)
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).points == points


def test_the_entry_keeps_how_long_it_counts(cast, told):
    told(make.subject(), "monitoring.refused")
    facts.deliver()
    assert CreditEntry.objects.get().months == 36


def test_catching_up_takes_each_waiting_fact_once(cast, told):
    told(make.subject(), "patrol.problem")
    told(make.subject(), "certificate.marked")
    assert services.catch_up(by=system_post()) == 2
    assert services.catch_up(by=system_post()) == 0


def test_entries_and_ratings_are_never_changed(cast, told):
    subject = make.subject()
    told(subject, "patrol.problem")
    facts.deliver()
    for model, change in ((CreditEntry, {"points": 0}), (CreditRating, {"to_grade": "C"})):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.update(**change)


def test_a_change_of_grade_is_told(cast, told):
    subject = make.subject()
    services.open_file(subject=subject, by=cast.guangxin.post)
    told(subject, "monitoring.failed")
    facts.deliver()
    said = facts.Fact.objects.get(kind="credit.graded", subject=subject)
    assert "A级变为B级" in said.summary

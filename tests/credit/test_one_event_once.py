"""One event is charged once, by its heavier line; risk monitoring never lowers a grade."""

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from credit.models import CreditEntry, CreditFile
from credit.rules import Entry, Scale, rate
from credit.services import recompute
from credit.vocabulary import Standing
from supervision.ground import facts
from supervision.ground.facts import FactCause
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from supervision.patrols.figures.patrol import visited_share
from supervision.patrols.rules.patrol import FREQUENCY
from tests import make

SCALE = Scale(base=100, floors={"A": 90, "B": 75, "C": 60})
DAY = dt.date(2021, 12, 20)


def line(key, points, *, event="e", direct="", on=DAY, months=None, back=False, observed=False):
    return Entry(key, on, f"r{key}", points, direct, None, months, back, event, observed)


@pytest.mark.parametrize(
    ("lines", "points", "grade", "charged"),
    [
        ([line(1, -15), line(2, -15)], 85, "B", [1]),
        ([line(1, -15), line(2, -30)], 70, "C", [2]),
        ([line(1, -30), line(2, -15)], 70, "C", [1]),
        ([line(1, -40, direct="C"), line(2, -5, direct="D")], 95, "D", [2]),
        ([line(1, -15), line(2, -15, event="other")], 70, "C", [1, 2]),
        ([line(1, -15, event=""), line(2, -15, event="")], 70, "C", [1, 2]),
        ([line(1, -30, back=True), line(2, -15)], 85, "B", [2]),
        ([line(1, -15), line(2, 3)], 88, "B", [1, 2]),
        # The heavier line has run out; the lighter one does not come back to life.
        ([line(1, -30, on=dt.date(2020, 12, 20)), line(2, -5, months=36)], 100, "A", []),
        # A heavier line that is not yet of its day leaves the lighter one in place.
        ([line(1, -15), line(2, -30, on=DAY + dt.timedelta(days=1))], 85, "B", [1]),
        ([line(1, -40, direct="D", observed=True)], 100, "A", []),
        ([line(1, -40, direct="D", observed=True), line(2, -15)], 85, "B", [2]),
    ],
)
def test_the_heavier_line_of_an_event(lines, points, grade, charged):
    found = rate(lines, SCALE, DAY)
    assert (found.points, found.grade, found.behind) == (points, grade, charged)


def test_a_failure_and_its_penalty(cast, told):
    """The heavier that arrives later takes the place of the lighter; a second event is another one."""
    subject, sample, case = make.subject(), make.subject(kind="market"), make.subject(kind="market")
    told(subject, "monitoring.failed", source=sample)
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).points == 85
    told(subject, "case.decided", severity=1, source=case, cause=sample)
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (70, "D")
    told(subject, "monitoring.failed")
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).points == 55
    said = cast.guangxin.get(reverse("credit:creditfiles-detail", args=[file.pk])).content.decode()
    assert Standing.MERGED.label in said


def test_a_link_that_is_said_later(cast, told):
    """The file of the sample names the case only when it is closed: the double charge ends with it."""
    subject, sample, case = make.subject(), make.subject(kind="market"), make.subject(kind="market")
    told(subject, "monitoring.failed", source=sample)
    told(subject, "case.decided", source=case)
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).points == 70
    facts.follows(case, sample, by=system_post())
    told(subject, "monitoring.handled", cause=sample)
    facts.deliver()
    assert CreditFile.objects.get(subject=subject).points == 85
    assert CreditEntry.objects.filter(subject=subject).count() == 2


def test_what_hangs_together_over_several_links(db):
    one, two, three, other = (make.subject() for _ in range(4))
    facts.follows(two, one, by=system_post())
    facts.follows(three, two, by=system_post())
    facts.follows(three, two, by=system_post())
    assert FactCause.objects.count() == 2
    found = facts.events([("supervision.subject", row.pk) for row in (one, three, other)])
    assert len(set(found.values())) == 2
    assert found["supervision.subject", one.pk] == found["supervision.subject", three.pk]


def test_a_cause_is_never_changed(db):
    one, two = make.subject(), make.subject()
    facts.follows(two, one, by=system_post())
    for change in (FactCause.objects.all().delete, lambda: FactCause.objects.update(cause_id=7)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


@pytest.mark.parametrize("aspect", ["routine", "survey", "special"])
@pytest.mark.parametrize(
    ("kind", "severity"), [("monitoring.failed", 0), ("monitoring.failed", 1), ("monitoring.refused", 0)]
)
def test_risk_monitoring_costs_nothing(cast, told, aspect, kind, severity):
    subject = make.subject()
    told(subject, kind, severity=severity, aspect=aspect)
    told(subject, "greenfood.certified")
    facts.deliver()
    file = CreditFile.objects.get(subject=subject)
    assert (file.points, file.grade) == (100, "A")
    said = cast.guangxin.get(reverse("credit:creditfiles-detail", args=[file.pk])).content.decode()
    assert "加强监管" in said


def test_lines_that_an_earlier_release_took_from_risk_monitoring_count_no_more(cast, told):
    subject = make.subject()
    fact = told(subject, "monitoring.failed", severity=1, aspect="routine")
    told(subject, "patrol.problem")
    facts.deliver()
    old = CreditEntry.objects.get(subject=subject)
    old.pk, old.fact, old.number, old.points, old.direct_grade = None, fact, "XY-OLD", -40, "D"
    old.rule, old.client_key = "banned", None
    old.save(force_insert=True)


    recompute([subject.pk], by=system_post())
    assert CreditFile.objects.get(subject=subject).grade == "A"


def test_it_raises_how_often_one_is_visited_until_a_supervision_sampling(cast, told):
    subject = make.subject()
    told(subject, "patrol.problem", on=dt.date(2020, 1, 1))
    facts.deliver()
    year = Period.of_year(2021)

    def short():
        left_out = visited_share(year, frequency={**FREQUENCY, "A": 0, "B": 2})["361104"].left_out
        return subject.pk in [pk for pk, _ in left_out]

    assert not short()
    told(subject, "monitoring.failed", aspect="routine", on=dt.date(2021, 3, 1))
    assert short()
    told(subject, "monitoring.sampled", aspect="supervision", on=dt.date(2021, 2, 1))
    assert short()  # it came before
    told(subject, "monitoring.sampled", aspect="supervision", on=dt.date(2021, 4, 1))
    assert not short()

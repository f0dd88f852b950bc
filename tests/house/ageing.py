"""Every value that changes by itself with the day: where it is kept, how the house answers, how it is by hand.

`fields` are the columns with the days; a new column of that kind has to be named by one of them, or in `KEPT` with the
reason why nothing follows from it. `asked` is what the house shows or stores on a day, after its daily task where it
has one (`task`); `by_hand` is the rule in plain Python over the bare rows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from certificates.figures import pilots
from certificates.models import Edition, Pilot
from greenfood.models import Certification
from greenfood.tasks import note_lapses
from monitoring.models import Capability
from monitoring.rules.abilities import outside
from monitoring.services.accreditation import table_of
from supervision.grid.rules.fiveone import freshness
from supervision.ground import facts, terms
from supervision.ground.measures import Period
from supervision.ground.people import Post
from supervision.ground.subjects import Subject, SubjectBase, SubjectStatus
from supervision.ground.subjects.places import in_use
from supervision.ground.terms.models import Holiday, Term
from supervision.ground.terms.rules import date_of
from supervision.models import Laboratory, LaboratoryCertificate, Rectification, Staff
from supervision.tasks import tell_overdue

DAY = dt.timedelta(days=1)
Answer = Any
LIVE = ("submitted", "accepted")


@dataclass(frozen=True)
class Ageing:
    code: str
    fields: tuple[str, ...]
    asked: Callable[[dt.date], Answer]
    by_hand: Callable[[dt.date], Answer]
    task: Callable[[], Any] | None = None
    changes: int = 2  # at least so many different answers in the year


def _ids(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))


def _between(model: Any, first: str, last: str, **same: Any) -> Callable[[dt.date], set[int]]:
    """Both days count; without a last day it goes on."""

    def rows(day: dt.date) -> set[int]:
        return {
            row["id"]
            for row in model._base_manager.filter(**same).values()
            if row.get("state", "accepted") in LIVE
            and (row[first] is None or row[first] <= day)
            and (row[last] is None or day <= row[last])
        }

    return rows


def _certifications(day: dt.date) -> set[int]:
    gone = {row["id"] for row in Certification._base_manager.values() if row["ended_on"] and row["ended_on"] <= day}
    return _between(Certification, "valid_from", "valid_to")(day) - gone


def _lapsed(day: dt.date) -> set[int]:
    """Over, and no certificate of the same product held on the day after (each is told once and stays told)."""
    rows = [row for row in Certification._base_manager.values() if row["state"] in LIVE]
    return {
        row["id"]
        for row in rows
        if row["valid_to"]
        and row["valid_to"] < day
        and not (row["ended_on"] and row["ended_on"] <= row["valid_to"])
        and not any(
            other["product_key"] == row["product_key"]
            and other["valid_from"] <= row["valid_to"] + DAY
            and (other["valid_to"] is None or other["valid_to"] > row["valid_to"])
            for other in rows
        )
    }


def _told(kind: str) -> Callable[[dt.date], set[int]]:
    return lambda day: set(facts.Fact.objects.live().filter(kind=kind).values_list("source_id", flat=True))


def _dual(day: dt.date) -> set[int]:
    held = _between(LaboratoryCertificate, "first_day", "last_day")(day)
    kinds: dict[int, set[str]] = {}
    for row in LaboratoryCertificate._base_manager.filter(pk__in=held).values():
        kinds.setdefault(row["laboratory_id"], set()).add(row["kind"])
    return {pk for pk, found in kinds.items() if found >= {"cma", "catl"}}


def _able(day: dt.date) -> set[tuple[int, str]]:
    """(laboratory, item) that no report would be refused for."""
    return {
        (lab.pk, analyte)
        for lab in Laboratory.objects.all()
        for analyte, abilities in table_of(lab.organisation_id).items()
        if not outside({analyte: abilities}, [analyte], (), day)
    }


def _overdue(day: dt.date) -> set[int]:
    rows = Rectification._base_manager.values()
    return {r["id"] for r in rows if r["state"] in LIVE and r["due_on"] < day and r["stage"] != "closed"}


def _active(day: dt.date) -> set[int]:
    found = set()
    for row in Subject._base_manager.values():
        changes = SubjectStatus._base_manager.filter(subject=row["id"]).values_list("since", "status")
        known = sorted(one for one in changes if one[0] <= day)
        if row["state"] in LIVE and row["registered_on"] <= day and (not known or known[-1][1] == "active"):
            found.add(row["id"])
    return found


def _bases(day: dt.date) -> set[int]:
    return {row["id"] for row in SubjectBase._base_manager.values() if not row["ended_on"] or day < row["ended_on"]}


def _late(day: dt.date) -> str:
    """Handed in on an earlier day and five workdays went by without an answer: the last such day."""
    known, left = dict(Holiday.objects.values_list("date", "is_workday")), 5
    while left:
        day -= DAY
        left -= known.get(day, day.weekday() < 5)
    return day.isoformat()


def _shown_late(day: dt.date) -> str:
    return date_of(terms.late_before(day)).isoformat()


def _terms(day: dt.date) -> dict[str, int]:
    found: dict[str, tuple[dt.date, int]] = {}
    for row in Term._base_manager.values():
        if row["valid_from"] <= day and (row["valid_to"] is None or day <= row["valid_to"]):
            found[row["code"]] = max(found.get(row["code"], (dt.date.min, 0)), (row["valid_from"], row["id"]))
    return {code: pk for code, (_, pk) in found.items()}


def _pilots(day: dt.date) -> set[str]:
    rows = [row for row in Pilot._base_manager.values() if row["state"] in LIVE]
    return {r["county_id"] for r in rows if (r["since_year"] or 0) <= day.year <= (r["until_year"] or 9999)}


def _editions(day: dt.date) -> str:
    rows = [row for row in Edition._base_manager.values() if row["since"] <= day]
    return max(rows, key=lambda row: row["since"])["code"]


AGEING = (
    Ageing(
        "certifications in force",
        ("greenfood.certification.valid_from", "greenfood.certification.valid_to", "greenfood.certification.ended_on"),
        lambda day: _ids(Certification.objects.in_force(day)),
        _certifications,
    ),
    Ageing("certifications that lapsed", (), _told("greenfood.lapsed"), _lapsed, note_lapses),
    Ageing(
        "laboratories with both certificates",
        ("supervision.laboratorycertificate.first_day", "supervision.laboratorycertificate.last_day"),
        lambda day: _ids(Laboratory.objects.dual_certified_on(day)),
        _dual,
    ),
    Ageing(
        "what laboratories may report on",
        ("monitoring.capability.since", "monitoring.capability.until"),
        _able,
        lambda day: {
            (row["laboratory_id"], row["analyte_id"])
            for row in Capability._base_manager.filter(pk__in=_between(Capability, "since", "until")(day)).values()
        },
    ),
    Ageing(
        "appointments",
        ("supervision.post.since", "supervision.post.until"),
        lambda day: _ids(Post.objects.in_force()),
        _between(Post, "since", "until"),
    ),
    Ageing(
        "staff on duty",
        ("supervision.staff.since", "supervision.staff.until"),
        lambda day: _ids(Staff.objects.on_duty(day)),
        _between(Staff, "since", "until"),
    ),
    Ageing(
        "subjects in business",
        ("supervision.subjectstatus.since",),
        lambda day: _ids(Subject.objects.active_on(day)),
        _active,
        changes=3,
    ),
    Ageing(
        "bases in use",
        ("supervision.subjectbase.ended_on",),
        lambda day: {base.pk for base in in_use(SubjectBase.objects.all(), day)},
        _bases,
    ),
    Ageing(
        "rectifications beyond their term",
        ("supervision.rectification.due_on", "supervision.rectification.closed_on"),
        lambda day: _ids(Rectification.objects.overdue(day)),
        _overdue,
    ),
    Ageing("rectifications told as late", (), _told("rectification.overdue"), _overdue, tell_overdue),
    Ageing("reviews beyond their term", (), _shown_late, _late, changes=200),
    Ageing(
        "terms of the law of the day",
        ("supervision.term.valid_from", "supervision.term.valid_to"),
        lambda day: {code: terms.in_force(code, day).pk for code in _terms(day)},
        _terms,
        changes=1,
    ),
    Ageing(
        "forms of the certificate",
        ("certificates.edition.since",),
        lambda day: Edition.objects.in_force_on(day).code,
        _editions,
    ),
    Ageing(
        "pilot counties",
        (),
        lambda day: {code for code, one in pilots(Period.of_year(day.year)).items() if one.counted},
        _pilots,
    ),
    Ageing(
        "freshness of the five things",
        (),
        lambda day: freshness((day - dt.date(2021, 3, 1)).days),
        lambda day: "新近" if day <= dt.date(2021, 5, 30) else "已久未更新",
    ),
)

# Days that end nothing by themselves: what was done on them, or what somebody has to decide, stands in the row.
KEPT = {
    "assessment.run.until": "the last day that a score answers for, frozen with it",
    "chain.digest.until": "up to which moment a night's chain reaches",
    "credit.ruleset.valid_from": "tests/credit/test_grades_age.py walks it",
    "credit.ruleset.valid_to": "tests/credit/test_grades_age.py walks it",
    "emergency.incident.ended_at": "the moment of a decision",
    "emergency.incident.report_due": "runs by the hour: tests/emergency/test_in_time.py",
    "monitoring.handling.closed_on": "the day of a decision",
    "monitoring.sharpness.until": "asked for the day of sampling: tests/monitoring/test_what_a_method_could_see.py",
    "monitoring.task.first_day": "a sample outside it is refused at its form, by its own day",
    "monitoring.task.deadline": "a sample outside it is refused at its form, by its own day",
    "monitoring.limit.until": "asked for the day of sampling: tests/monitoring/test_judgement.py",
    "monitoring.prohibition.until": "asked for the day of sampling: tests/monitoring/test_judgement.py",
    "monitoring.retest.due_on": "compared with the day of the application when it is taken in",
    "monitoring.retest.report_due": "shown; a turn becomes late by it: tests/supervision/turns",
    "supervision.checklist.valid_from": "an edition: tests/supervision/editions/test_one_applies.py",
    "supervision.checklist.valid_to": "an edition: tests/supervision/editions/test_last_day.py",
    "supervision.termchange.valid_from": "part of a draft until it is published",
    "supervision.termchange.valid_to": "part of a draft until it is published",
    "supervision.case.closed_on": "the day of a decision",
    "supervision.case.due_on": "shown; a turn becomes late by it: tests/supervision/turns",
    "supervision.workreport.covers_to": "the last day that a report tells of",
    "supervision.staff.certificate_until": "shown beside the certificate; nothing follows from it yet",
    "supervision.organisation.closed": "the day of a decision; who is closed keeps what he did",
    "supervision.region.closed": "the day of a decision, from the reference data",
    "supervision.signin.ended_at": "the moment of a log-out",
    "supervision.recordlink.ended_at": "the moment of a decision",
    "supervision.reviewpaper.valid_from": "an edition: tests/supervision/manner/ walks its days",
    "supervision.reviewpaper.valid_to": "an edition: tests/supervision/manner/ walks its days",
    "supervision.secondfactor.ended_at": "the moment of a decision",
    "supervision.subjectcrop.ended_on": "the day of a decision; asked for the end of a period by who has to issue",
}

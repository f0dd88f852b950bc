"""Opening credit files."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, prefetch_related_objects

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.subjects import Subject, SubjectQuerySet

from ..models import CreditFile
from ..vocabulary import RATED
from .ratings import recompute

if TYPE_CHECKING:
    from collections.abc import Sequence


def without_file() -> SubjectQuerySet:
    """Active subjects whose credit should be kept and who have no file yet."""
    filed = CreditFile.objects.live().filter(subject=OuterRef("pk"))
    return Subject.objects.active().filter(~Exists(filed), kind__in=RATED)


def open_file(
    *,
    subject: Subject,
    by: Post,
    opened_on: dt.date | None = None,
    client_key: uuid.UUID | None = None,
) -> CreditFile:
    """Open the file of one subject and rate it at once; a subject that has one keeps it."""
    require(by, "credit.add_creditfile")
    if not records.covers_region(by, subject.region):
        raise RuleViolation("该监管对象不在您的辖区内。", field="subject")
    if subject.kind not in RATED:
        raise RuleViolation(f"{subject.get_kind_display()}不建立信用档案。", field="subject")
    _not_in_future(opened_on)
    with history.acting(by, "建立信用档案"):
        Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk)  # two officers at once open one file
        if known := CreditFile.objects.live().filter(subject=subject).first():
            return known
        if known := records.already_there(CreditFile(client_key=client_key), by):
            return known
        (file,) = _insert([subject], by=by, on=opened_on, client_key=client_key)
        recompute([subject.pk], by=by)
        file.refresh_from_db()
    return file


def open_files(
    subjects: Iterable[Subject] | None = None, *, by: Post, on: dt.date | None = None
) -> Sequence[CreditFile]:
    """Open files for all of `subjects` (by default: for all who should have one) that have none. Not yet rated."""
    found = without_file() if subjects is None else _missing(list(subjects))
    rows = list(found.filter(records.scope.place_q(by)))
    prefetch_related_objects(rows, "region__township")
    with history.acting(by, "建立信用档案"):
        return _insert(rows, by=by, on=on)


def _missing(subjects: list[Subject]) -> SubjectQuerySet:
    filed = CreditFile.objects.live().filter(subject=OuterRef("pk"))
    return Subject.objects.filter(~Exists(filed), pk__in=[subject.pk for subject in subjects], kind__in=RATED)


def _insert(
    subjects: Sequence[Subject], *, by: Post, on: dt.date | None, client_key: uuid.UUID | None = None
) -> Sequence[CreditFile]:
    day = on or clock.today()
    files = [
        CreditFile(subject=subject, region=subject.region, opened_on=day, client_key=client_key) for subject in subjects
    ]
    return records.create_many(files, by=by, verb="建立信用档案")


def _not_in_future(day: dt.date | None) -> None:
    if day is not None and day > clock.today():
        raise RuleViolation("建档日期不能晚于今天。", field="opened_on")

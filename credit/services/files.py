"""Opening credit files."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, prefetch_related_objects

from supervision.ground import clock, history, records
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post, require
from supervision.ground.subjects import Subject, SubjectQuerySet

from ..models import CreditFile
from ..vocabulary import RATED
from .ratings import recompute


class FileLife(Life[CreditFile]):
    """The file of a subject: in force as soon as it is opened, and kept for good."""

    model, many = CreditFile, "建立信用档案"

    def fill(self, rows: Sequence[CreditFile], by: Post) -> None:
        for file in rows:
            file.region = file.subject.region

    def check(self, file: CreditFile, by: Post, *, complete: bool) -> None:
        if file.subject.kind not in RATED:
            raise RuleViolation(f"{file.subject.get_kind_display()}不建立信用档案。", field="subject")
        refuse_future(file.opened_on, "opened_on", "建档日期")


LIFE = FileLife()


def without_file() -> SubjectQuerySet:
    """Active subjects whose credit should be kept and who have no file yet."""
    return _unfiled(Subject.objects.active())


def open_file(
    *, subject: Subject, by: Post, opened_on: dt.date | None = None, client_key: uuid.UUID | None = None
) -> CreditFile:
    """Open the file of one subject and rate it at once; a subject that has one keeps it."""
    require(by, "credit.add_creditfile")
    if not records.covers_region(by, subject.region):
        raise RuleViolation("该监管对象不在您的辖区内。", field="subject")
    file = CreditFile(subject=subject, opened_on=opened_on or clock.today(), client_key=client_key)
    LIFE.check(file, by, complete=True)
    with history.acting(by, LIFE.many):
        Subject.objects.select_for_update(of=("self",)).get(pk=subject.pk)  # two officers at once open one file
        if known := CreditFile.objects.live().filter(subject=subject).first():
            return known
        if known := records.already_there(file, by):
            return known
        LIFE.create_many([file], by=by, state=records.State.ACCEPTED)
        recompute([subject.pk], by=by)
        file.refresh_from_db()
    return file


def open_files(
    subjects: Iterable[Subject] | None = None, *, by: Post, on: dt.date | None = None
) -> Sequence[CreditFile]:
    """Open files for all of `subjects` (by default: for all who should have one) that have none. Not yet rated."""
    found = without_file() if subjects is None else _unfiled(Subject.objects.filter(pk__in=[s.pk for s in subjects]))
    rows = list(found.filter(records.scope.place_q(by)))
    prefetch_related_objects(rows, "region__township")
    files = [CreditFile(subject=row, opened_on=on or clock.today()) for row in rows]
    # A file is opened for everybody who must have one; nothing in it is decided by that.
    return LIFE.create_many(files, by=by, state=records.State.ACCEPTED)


def inherit(subject: Subject, *, by: Post) -> None:
    """Who goes on for another has a file from the first day, rated by what stands in the other's."""
    with history.acting(by, "承继信用档案"):
        open_files([subject], by=by)
        recompute([subject.pk], by=by)


def take_in(subject: Subject, *, by: Post) -> None:
    """The entry that stays has a file where one that was merged into it has, rated by what stands in both."""
    if CreditFile.objects.live().filter(subject__merged_into=subject).exists():
        inherit(subject, by=by)


def follow(subject: Subject, *, by: Post) -> None:
    """The file of a subject that has moved stands where the subject is; twice does nothing."""
    file = CreditFile.objects.live().filter(subject=subject).select_related("region").first()
    if file is None or file.region_id == subject.region_id:
        return
    file.region = subject.region
    records.stamp(file)
    places = {name: getattr(file, name) for name in ("region_id", "township_id", "county_id", "managing_zone_id")}
    with history.acting(by, "随主体迁移"):
        records.touch(file, by=by, verb="随主体迁移", **places)


def _unfiled(subjects: SubjectQuerySet) -> SubjectQuerySet:
    filed = CreditFile.objects.live().filter(subject=OuterRef("pk"))
    return subjects.filter(~Exists(filed), kind__in=RATED)

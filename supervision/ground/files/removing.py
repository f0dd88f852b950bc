"""Taking files off a record: with the reason, on the version that was seen; the files themselves stay stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models, transaction
from django.db.models.functions import Now

from supervision.ground import history, records
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.history import ActKind
from supervision.ground.people import Post, require
from supervision.ground.records import Record, reason

from .models import Attachment, AttachmentQuerySet
from .vocabulary import TAKEN_OFF, TAKEN_OFF_WHY

R = TypeVar("R", bound=Record)


def removed(record: models.Model) -> AttachmentQuerySet:
    """What was taken off a record, for those who judge it."""
    return Attachment.objects.taken_off(record).select_related("removed_by__user")


def why_not_remove(attachment: Attachment, record: Record, post: Post) -> str:
    """The sentence why this file stays on its record, or nothing: what a reviewer took over is nobody's to take off."""
    if refused := records.why_not("edit", record, post):
        return refused
    return f"“{attachment.name}”已随记录审核通过，不能移除；新的文件可以加在后面。" if attachment.held else ""


@transaction.atomic
def remove(record: R, keys: Iterable[int | str], *, by: Post, version: int | str | None, why: str) -> R:
    """Take files off a record while it may be edited, on the version that was seen. The files themselves are kept, as
    are who did it, when and why; the record says so in its history.
    """
    asked = {str(key) for key in keys}
    if not asked:
        return record
    require(by, records.perm(record, "change"))
    records.seen(record, version)
    why = _reason(why)
    rows = [row for row in Attachment.objects.of(record) if str(row.pk) in asked]
    if len(rows) < len(asked):
        raise RuleViolation("要移除的附件已不在这条记录上，请刷新后再试。", field=TAKEN_OFF)
    for row in rows:
        refuse(why_not_remove(row, record, by), TAKEN_OFF)
    verb = f"移除附件：{'、'.join(row.name for row in rows)}"[:100]
    with history.acting(by, verb, why, on=[record], kind=ActKind.EDITED):
        take_off(rows, by=by, why=why)
        return records.amend(record, by=by, verb=verb, why=why)


def hold(record: models.Model) -> None:
    """What a reviewer has taken over with the record stays on it: called when an accepted record is returned."""
    hold_many([record])


def hold_many(records: Sequence[models.Model]) -> None:
    """The same of many records of one model."""
    if records:
        keys = [record.pk for record in records]
        rows = Attachment.objects.live().filter(record_label=records[0]._meta.label_lower, record_id__in=keys)
        rows.filter(held=False).update(held=True)


def _reason(why: str) -> str:
    try:
        return reason(why, "请写明移除原因。")
    except RuleViolation as wrong:
        raise RuleViolation(wrong.message, field=TAKEN_OFF_WHY) from wrong


def take_off(rows: Iterable[Attachment], *, by: Post, why: str) -> None:
    keys = [row.pk for row in rows]
    Attachment.objects.live().filter(pk__in=keys).update(removed_at=Now(), removed_by=by, removed_why=why)

"""Writing acts down, and the questions they answer."""

from __future__ import annotations

from collections.abc import Collection

from django.db import connection, models
from django.db.models import QuerySet

from supervision.ground.history import ActKind, Noted
from supervision.ground.people import User

from .models import Act

STARTS = (ActKind.DRAFTED, ActKind.ENTERED)
HANDED_IN = (ActKind.ENTERED, ActKind.SUBMITTED)
# Who does this has written on what the next person decides; accepting, returning and voiding only judge it.
WRITES = (ActKind.EDITED, ActKind.SUBMITTED, ActKind.CHANGED)


def note(act: Noted) -> None:
    """One row for each record the act was on, in one statement however many they are."""
    kinds = {(row._meta.label_lower, row.pk): kind for kind, row in _told(act) if row.pk is not None}
    if not kinds:
        return
    labels, keys = [label for label, _key in kinds], [key for _label, key in kinds]
    by = act.by
    who = (getattr(by, "pk", None), getattr(by, "user_id", None))
    told = (*who, act.verb[:100], act.why[:500], act.request[:64], act.way)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO {Act._meta.db_table} (post_id, user_id, verb, why, request, way, kind, register, record)
            SELECT %s::bigint, %s::bigint, %s, %s, %s, %s, told.*
            FROM unnest(%s::text[], %s::text[], %s::bigint[]) AS told
            """,
            [*told, list(kinds.values()), labels, keys],
        )


def _told(act: Noted) -> list[tuple[str, models.Model]]:
    """A record named twice by one act is on it once, by what says more than that something was done with it."""
    return sorted(act.rows, key=lambda named: named[0] != ActKind.CHANGED)


def on_record(record: models.Model) -> QuerySet[Act]:
    """What was done with one record, newest first."""
    return Act.objects.filter(register=record._meta.label_lower, record=record.pk)


def done_by(user: User) -> QuerySet[Act]:
    """已办: everything a person did, in whatever post, newest first."""
    return Act.objects.filter(user=user).order_by("-at", "-id")


def started_by(user: User) -> QuerySet[Act]:
    """我发起: the acts by which a person began a record, newest first."""
    return done_by(user).filter(kind__in=STARTS)


def returned(records: Collection[models.Model]) -> set[int]:
    """Which of these records of one kind somebody has ever sent back."""
    if not records:
        return set()
    label = next(iter(records))._meta.label_lower
    rows = Act.objects.filter(register=label, record__in=[record.pk for record in records], kind=ActKind.RETURNED)
    return set(rows.values_list("record", flat=True))


def editors_since_submission(record: models.Model) -> set[int]:
    """The users who have written on the record since it was first handed in: corrected, handed in again, or taken a
    step of the matter. Before that it was its maker's own; whoever only judged it is not among them.
    """
    told = list(on_record(record).order_by("id").values_list("kind", "user_id"))
    first = next((at for at, (kind, _user) in enumerate(told) if kind in HANDED_IN), len(told))
    return {user for kind, user in told[first + 1 :] if kind in WRITES and user is not None}

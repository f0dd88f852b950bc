"""The one door through which something that was sent is done: once."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import IntegrityError, InterfaceError, OperationalError, connection, models, transaction
from django.db.models.functions import Now

from supervision.ground import locks
from supervision.ground.errors import RuleViolation, is_gone
from supervision.ground.people import Post

from .contents import Given
from .models import Sent
from .rules import Earlier, How, heaviest, judge

KEPT = dt.timedelta(days=30)
OVER = ("void", "undone")  # states of what was taken back: it may be entered anew
BROKEN_OFF = "数据库刚才中断，这次可能没有保存。填写的内容都在，请再提交一次；如果已经保存，不会重复记录。"
ASKED_BACK = 20  # of the newest alike; who enters the same thing more often than that was asked each time


class SentBefore(Exception):
    """The same person has sent it before: `how`, and `row`, what came of it then (nothing, if it is gone)."""

    def __init__(self, how: How, row: Any):
        super().__init__(how)
        self.how, self.row = how, row


@dataclass
class Doing:
    """A deed that is being done: `came_to` says what came of it, `ask_near` stops where one about the same matter is
    there already and nobody said that a second one is meant.
    """

    near: SentBefore | None
    row: models.Model | None = None

    def came_to(self, row: models.Model) -> None:
        self.row = row

    def ask_near(self) -> None:
        if self.near is not None:
            raise self.near


def key_of(text: str) -> uuid.UUID | None:
    """The key the page was given; a mangled one is as good as none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


@contextmanager
def once(given: Given, *, by: Post, again: bool = False) -> Iterator[Doing]:
    """One transaction, in which the same person's other deeds wait; `SentBefore` when this is one of them. It is done
    when something came of it.

    With `again` the person has seen what is there and wants another one.
    """
    try:
        with transaction.atomic():
            found = _before(given, by, again)
            if found is not None and found.how is not How.NEAR:
                raise found
            doing = Doing(found)
            yield doing
            if doing.row is not None:
                _write(given, by, doing.row)
    except IntegrityError as clash:
        # Only where the lock was not taken by an older release beside this one.
        if getattr(getattr(clash.__cause__, "diag", None), "constraint_name", "") != "sent_once":
            raise
        with transaction.atomic():
            found = _before(given, by, again)
        if found is None:
            raise
        raise found from clash
    except (OperationalError, InterfaceError) as lost:
        if not is_gone(lost) or connection.in_atomic_block:
            raise
        connection.close()  # the next question opens a new one
        raise RuleViolation(BROKEN_OFF) from lost


def _before(given: Given, by: Post, again: bool) -> SentBefore | None:
    """What this person has sent that this could be: the lock and the question in one journey, each statement seeing
    what was committed before it began.
    """
    table, lock = Sent._meta.db_table, locks.pair("sent", by.user_id)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT pg_advisory_xact_lock(%s, %s);
            SELECT key, digest, matter, register, record, at > statement_timestamp() - make_interval(secs => %s)
            FROM {table}
            WHERE user_id = %s AND door = %s AND (key = %s OR digest = %s OR matter = nullif(%s, ''))
            ORDER BY id DESC LIMIT {ASKED_BACK}
            """,
            [*lock, given.within.total_seconds(), by.user_id, given.door, str(given.key), given.digest, given.matter],
        )
        rows = [Earlier(uuid.UUID(str(key)), *rest) for key, *rest in cursor.fetchall()]
    return _told(given, rows, again) if rows else None


def _told(given: Given, rows: list[Earlier], again: bool) -> SentBefore | None:
    judged = [(judge(row, key=given.key, digest=given.digest, matter=given.matter, again=again), row) for row in rows]
    found = [(how, row) for how, row in judged if how is not None]
    while (first := heaviest(found)) is not None:
        how, earlier = first
        row = _row_of(earlier)
        if how in (How.SAME, How.OTHER) or (row is not None and getattr(row, "state", "") not in OVER):
            return SentBefore(how, row)
        found.remove(first)
    return None


def _row_of(earlier: Earlier) -> Any:
    return apps.get_model(earlier.register)._default_manager.filter(pk=earlier.record).first()


def _write(given: Given, by: Post, row: models.Model) -> None:
    Sent.objects.create(
        user_id=by.user_id,
        door=given.door,
        key=given.key,
        digest=given.digest,
        matter=given.matter,
        register=row._meta.label_lower,
        record=row.pk,
    )


def prune() -> int:
    """Forget what nobody will repeat any more; how many were forgotten."""
    return Sent.objects.filter(at__lt=Now() - KEPT).delete()[0]

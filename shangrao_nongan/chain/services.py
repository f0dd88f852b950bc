"""Closing a night: a link for each source that was written to, and one head over all of them that leaves the house."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from django.db import models, transaction
from django.db.models import Q

from supervision.ground import locks

from ..assessment.models import Run
from ..assessment.vocabulary import RunState
from .horizon import midnight, moment, still_writing
from .models import WHOLE, Digest
from .sources import Source, Sum, columns_of, digests, read_the_same, sources

log = structlog.get_logger(__name__)
SHANGHAI = ZoneInfo("Asia/Shanghai")


class ByNow(models.Func):
    """The clock of the database as the row is written, not as its transaction began."""

    function = "clock_timestamp"
    output_field: Any = models.DateTimeField()


def seal(*, until: dt.datetime | None = None, day: dt.date | None = None) -> Digest | None:
    """Close everything before the last midnight; nothing where that is done, or where somebody is still writing.

    Safe to run twice, and every hour: a night that was missed is closed with the next. `until` is a moment that is
    over, `day` the date under which it is closed: the one that ended with it.
    """
    until = until or midnight()
    if until > moment():
        raise ValueError(f"{until} is still to come: what is written until then would miss its link.")
    day = day or (until - dt.timedelta(microseconds=1)).astimezone(SHANGHAI).date()
    with locks.held("chain", 0) as ours:
        closed = Q(day__gte=day) | Q(until__gte=until)
        if not ours or Digest.objects.nights().filter(closed).exists() or still_writing(until):
            return None
        with transaction.atomic(), read_the_same():
            links = [link for source in sources() if (link := _link(source, day, until)) is not None]
            Digest.objects.bulk_create(links)
            whole = _whole(links, day, until)
            whole.save(force_insert=True)
    # One line of the log, which is not in the database: whoever rewrites the chain cannot rewrite it.
    log.info("chain_head", head=str(whole), rows=whole.rows)
    return whole


def _link(source: Source, day: dt.date, until: dt.datetime) -> Digest | None:
    known = list(Digest.objects.filter(source=source.table).order_by("-day")[:20])
    before = known[0] if known else None
    runs = _runs_of(source) if source.of_runs else None
    if runs == []:
        return None
    columns = columns_of(source)
    link = Digest(day=day, source=source.table, until=until, runs=runs, columns=columns)
    link.since, link.before = (before.until, before.head) if before else (None, "")
    (found,) = digests(source, columns, [link.span()], above=above(known, link.since))
    if not found.rows:
        return None
    link.rows, link.last, link.head = found.rows, found.last, found.head
    link.made_at = ByNow()
    return link


def _runs_of(source: Source) -> list[int]:
    """The published runs that no link holds yet."""
    links = Digest.objects.filter(source=source.table).values_list("runs", flat=True)
    held = {run for runs in links for run in runs or ()}
    published = Run.objects.filter(state=RunState.PUBLISHED).order_by("pk").values_list("pk", flat=True)
    return [run for run in published if run not in held]


def above(known: Iterable[Digest], since: dt.datetime | None) -> int | None:
    """A key that no row written from `since` on can have, of the links of a table, newest first.

    A transaction that began after a link was made takes its keys after those that are in it. How long any of them
    lasts is no matter: when the link was closed, none was left that had begun before its end.
    """
    if since is None:
        return None
    return next((link.last for link in known if link.made_at <= since), None)


def _whole(links: list[Digest], day: dt.date, until: dt.datetime) -> Digest:
    before = Digest.objects.nights().first()
    found = whole_head(before.head if before else "", links)
    return Digest(
        day=day,
        source=WHOLE,
        since=before.until if before else None,
        until=until,
        rows=found.rows,
        before=before.head if before else "",
        head=found.head,
    )


def whole_head(before: str, links: Iterable[Digest]) -> Sum:
    told = sorted((link.source, link.head, link.rows) for link in links)
    text = "\n".join([before, *(f"{source} {head}" for source, head, _ in told)])
    return Sum(sum(rows for *_, rows in told), None, hashlib.sha256(text.encode()).hexdigest())

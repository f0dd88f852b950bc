"""Bringing facts to their receivers: each on its own, in order per subject, again and again until it is taken."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager

import structlog
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from supervision.ground import history, locks

from .models import Fact, FactDelivery
from .registry import RECEIVERS, Receiver
from .vocabulary import pause

log = structlog.get_logger(__name__)
BATCH = 200
SETTLED, NOT_TAKEN = "投递事实", "投递事实未成"


def deliver() -> int:
    """Hand every waiting fact to its receivers; how many were taken. One deliverer per receiver at a time."""
    taken = 0
    for receiver in list(RECEIVERS.values()):
        with locks.held("facts", zlib.crc32(receiver.name.encode())) as ours:
            if ours:
                taken += _deliver_to(receiver)
    return taken


def sweep() -> int:
    """The guarantee behind the messages: also what a receiver added later has not heard yet."""
    for receiver in list(RECEIVERS.values()):
        known = FactDelivery.objects.filter(fact=OuterRef("pk"), receiver=receiver.name)
        missing = Fact.objects.filter(~Exists(known), kind__in=receiver.kinds).order_by("id")
        rows = [FactDelivery(fact_id=pk, receiver=receiver.name) for pk in missing.values_list("id", flat=True)]
        FactDelivery.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)
    return deliver()


@contextmanager
def held_back() -> Iterator[None]:
    """Nothing is delivered during the block: for loading much at once, after which receivers take it up set-based."""
    with ExitStack() as stack:
        for receiver in RECEIVERS.values():
            stack.enter_context(locks.waited_for("facts", zlib.crc32(receiver.name.encode())))
        yield


def waiting(receiver: str) -> list[Fact]:
    """What a receiver has not heard yet, in order."""
    return list(Fact.objects.filter(deliveries__receiver=receiver, deliveries__done_at=None).order_by("id"))


def settle(receiver: str, facts: Iterable[Fact]) -> int:
    """A receiver that has taken up these facts set-based, without their delivery, says so."""
    heard = FactDelivery.objects.filter(receiver=receiver, done_at=None, fact_id__in=[fact.pk for fact in facts])
    with history.acting(None, SETTLED):
        return heard.update(done_at=Now(), error="")


def failing() -> QuerySet[FactDelivery]:
    """Deliveries that failed and wait for another try, for the administrators' eyes."""
    return FactDelivery.objects.filter(done_at=None, attempts__gt=0).select_related("fact")


def _deliver_to(receiver: Receiver) -> int:
    """Later facts of a subject wait behind one that failed: a receiver never sees them out of order."""
    waiting = FactDelivery.objects.filter(receiver=receiver.name, done_at=None)
    blocked = set(
        waiting.filter(next_at__gt=Now(), fact__subject__isnull=False).values_list("fact__subject", flat=True)
    )
    taken = 0
    while True:
        in_turn = Q(fact__subject=None) | ~Q(fact__subject__in=blocked)
        due = Q(next_at=None) | Q(next_at__lte=Now())
        rows = list(waiting.filter(in_turn, due).select_related("fact").order_by("fact_id")[:BATCH])
        for row in rows:
            if row.fact.subject_id is not None and row.fact.subject_id in blocked:
                continue
            if _taken(receiver, row):
                taken += 1
            elif row.fact.subject_id is not None:
                blocked.add(row.fact.subject_id)
        if not rows:
            return taken


def _taken(receiver: Receiver, row: FactDelivery) -> bool:
    mine = FactDelivery.objects.filter(pk=row.pk)
    try:
        with transaction.atomic():
            receiver.take(row.fact)
            with history.acting(None, SETTLED):
                mine.update(done_at=Now(), error="")
    except Exception as failure:  # a receiver's fault is its own: noted here, tried again later
        log.exception("fact_not_taken", receiver=receiver.name, fact=row.fact_id)
        attempts = row.attempts + 1
        error = f"{type(failure).__name__}: {failure}"[:500]
        with history.acting(None, NOT_TAKEN):
            mine.update(attempts=attempts, error=error, next_at=Now() + pause(attempts))
        return False
    return True

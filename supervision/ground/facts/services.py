"""Appending to the ledger. There is no verb that changes or removes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from supervision.ground import sending
from supervision.ground.people import Post
from supervision.ground.records import insert_many

from .causes import link
from .models import Fact, FactDelivery, FactQuerySet
from .registry import KINDS, wanted_by
from .vocabulary import DELIVER, Severity

if TYPE_CHECKING:
    from supervision.ground.regions import Region
    from supervision.ground.subjects import Subject

FEW = 100


def record(
    kind: str,
    *,
    on: dt.date,
    source: models.Model,
    by: Post,
    region: Region | None = None,
    subject: models.Model | None = None,
    severity: Severity = Severity.NORMAL,
    summary: str = "",
    aspect: str = "",
    cause: models.Model | None = None,
) -> Fact:
    """Tell one fact; told twice for the same version of its source, it is the fact already there.

    `aspect` is a code of the source that receivers tell its facts apart by: the kind of a sampling. `cause` is the
    record that its source follows from: what is told of both is one event.
    """
    row = {"kind": kind, "on": on, "source": source, "region": region, "subject": subject, "severity": severity}
    return record_many([row | {"summary": summary, "aspect": aspect, "cause": cause}], by=by)[0]


@transaction.atomic
def record_many(rows: Iterable[Mapping[str, Any]], *, by: Post | None = None) -> list[Fact]:
    """Tell many facts at once, set-based. Each row has the arguments of `record`; `by` may be given for all."""
    rows = [{"by": by, **row} for row in rows]
    facts = [_built(**{name: value for name, value in row.items() if name != "cause"}) for row in rows]
    link([(row["source"], row["cause"], row["by"]) for row in rows if row.get("cause") is not None])
    known = _already_told(facts)
    new = {_key(fact): fact for fact in facts if _key(fact) not in known}
    _append(list(new.values()))
    return [known.get(_key(fact)) or new[_key(fact)] for fact in facts]


def retract(source: models.Model, *, by: Post, why: str, kinds: Iterable[str] = ()) -> list[Fact]:
    """Take back everything `source` told (or only `kinds`): called by void, return, undo and correction."""
    return retract_many([source], by=by, why=why, kinds=kinds)


@transaction.atomic
def retract_many(sources: Sequence[models.Model], *, by: Post, why: str, kinds: Iterable[str] = ()) -> list[Fact]:
    """Take back what many sources of one model told. What was taken back before stays as it is."""
    if not sources:
        return []
    standing = Fact.objects.live().filter(
        source_label=sources[0]._meta.label_lower, source_id__in=[source.pk for source in sources]
    )
    if kinds:
        standing = standing.filter(kind__in=list(kinds))
    counters = [_counter(fact, by, why) for fact in standing.order_by("id")]
    return _append(counters)


def keep(
    source: models.Model, wanted: Iterable[Mapping[str, Any]], *, by: Post, why: str, but: Collection[str] = ()
) -> None:
    """Bring the ledger in line with what `source` must tell now: what stands and is not wanted is taken back, what is
    wanted and does not stand is told. A fact of another day or another severity is another fact. Kinds in `but` are
    left alone.
    """
    keep_many([(source, wanted)], by=by, why=why, but=but)


@transaction.atomic
def keep_many(
    told: Iterable[tuple[models.Model, Iterable[Mapping[str, Any]]]], *, by: Post, why: str, but: Collection[str] = ()
) -> None:
    """The same of many sources of one model, with as many questions as of one."""
    due = {source.pk: (source, {row["kind"]: row for row in wanted}) for source, wanted in told}
    if not due:
        return
    label = next(iter(due.values()))[0]._meta.label_lower
    gone: dict[str, list[models.Model]] = {}
    for fact in Fact.objects.live().filter(source_label=label, source_id__in=due):
        source, wanted = due[fact.source_id]
        row = wanted.get(fact.kind)
        if fact.kind in but:
            continue
        if row and (fact.on, fact.severity) == (row["on"], row.get("severity", Severity.NORMAL)):
            del wanted[fact.kind]
        else:
            gone.setdefault(fact.kind, []).append(source)
    for kind, sources in gone.items():
        retract_many(sources, by=by, why=why or "记录已更正", kinds=[kind])
    if new := [row for _source, wanted in due.values() for row in wanted.values()]:
        record_many(new, by=by)


def timeline(subject: Subject) -> FactQuerySet:
    """What happened to a subject and to what was merged into it, newest first; a fact that was taken back has its
    `counter` beside it.
    """
    entries: Any = type(subject)._default_manager  # subjects lie beside the ledger, not below it
    own = entries.family(subject).values("pk")
    return Fact.objects.filter(subject__in=own, retracts=None).select_related("counter", "region", "by__user")


def _built(
    *,
    kind: str,
    on: dt.date,
    source: models.Model,
    by: Post,
    region: Region | None = None,
    subject: models.Model | None = None,
    severity: int = Severity.NORMAL,
    summary: str = "",
    aspect: str = "",
) -> Fact:
    if kind not in KINDS:
        raise ValueError(f"事实种类 {kind} 没有登记")
    if source.pk is None:
        raise ValueError("事实的来源尚未保存")
    return Fact(
        kind=kind,
        on=on,
        source_label=source._meta.label_lower,
        source_id=source.pk,
        source_version=getattr(source, "version", 1),
        subject_id=subject.pk if subject is not None else None,
        severity=severity,
        summary=summary[:300],
        aspect=aspect,
        by=by,
        **_places(source, region),
    )


def _places(source: Any, region: Region | None) -> dict[str, Any]:
    """The stamped columns of the source where the fact lies in its region, else those of `region`."""
    stamped = hasattr(source, "county_id") and hasattr(source, "managing_zone_id")
    if stamped and (region is None or region.pk == source.region_id):
        names = ("region_id", "township_id", "county_id", "managing_zone_id")
        return {name: getattr(source, name) for name in names}
    place: Region = source.region if region is None else region
    return {
        "region_id": place.pk,
        "township_id": place.township_id,
        "county_id": place.county_id,
        "managing_zone_id": place.township.managed_by_id if place.township else None,
    }


def _key(fact: Fact) -> tuple[str, int, str, int]:
    return fact.source_label, fact.source_id, fact.kind, fact.source_version


def _already_told(facts: list[Fact]) -> dict[tuple[str, int, str, int], Fact]:
    """Facts standing for the same versions. One that was taken back cannot be told again: the source has to
    change first, or nobody could say which of two equal facts holds.
    """
    wanted = {_key(fact) for fact in facts}
    rows = Fact.objects.filter(
        source_label__in={key[0] for key in wanted}, source_id__in={key[1] for key in wanted}, retracts=None
    ).select_related("counter")
    known = {_key(fact): fact for fact in rows if _key(fact) in wanted}
    for fact in known.values():
        if hasattr(fact, "counter"):
            raise ValueError(f"{fact.source_label} {fact.source_id} 第 {fact.source_version} 版的事实已撤回，不能重记")
    return known


def _counter(fact: Fact, by: Post, why: str) -> Fact:
    names = ["kind", "on", "source_label", "source_id", "source_version", "subject_id", "severity", "aspect"]
    names += ["region_id", "township_id", "county_id", "managing_zone_id"]
    return Fact(**{name: getattr(fact, name) for name in names}, by=by, summary=why[:300], retracts=fact)


def _append(facts: list[Fact]) -> list[Fact]:
    """The facts and their deliveries in one transaction: what is told is delivered, sooner or later."""
    if not facts:
        return facts
    _insert(facts)
    _insert([FactDelivery(fact=fact, receiver=name) for fact in facts for name in wanted_by(fact.kind)])
    sending.once_after_commit(DELIVER)
    return facts


def _insert(rows: Sequence[Fact] | Sequence[FactDelivery]) -> None:
    """A staging table pays from a hundred rows on."""
    if len(rows) > FEW:
        insert_many(rows)
    elif rows:
        model: Any = type(rows[0])
        model.objects.bulk_create(rows)

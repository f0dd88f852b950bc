from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.entry import regions_of, require_own
from supervision.ground.facts import Severity
from supervision.ground.people import Post
from supervision.ground.records import State

from ..models.production import ProductionRecord
from ..rules import production as rules
from ..vocabulary import happenings


def record_use(
    *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any
) -> ProductionRecord:
    """Enter the use of an input, by the producer or for him. A harvest too early is kept and flagged, not refused."""
    row = ProductionRecord(client_key=client_key, **fields)
    require_own(row.subject, by)
    _fill(row)
    return records.create(row, by=by, submit=submit, verb="登记生产记录" if submit else "保存生产记录草稿")


def correct_use(row: ProductionRecord, *, by: Post, version: int, **fields: Any) -> ProductionRecord:
    for name, value in fields.items():
        setattr(row, name, value)
    require_own(row.subject, by)
    _fill(row)
    return records.edit(row, by=by, version=version, **fields, region=row.region, too_early=row.too_early)


def accept_use(row: ProductionRecord, *, by: Post) -> ProductionRecord:
    with history.acting(by, "审核通过"):
        records.accept(row, by=by)
        facts.record_many(_facts_of(row), by=by)
    return row


def return_use(row: ProductionRecord, *, by: Post, why: str) -> ProductionRecord:
    with history.acting(by, "退回", why):
        records.return_(row, by=by, why=why)
        facts.retract(row, by=by, why=why)
    return row


def void_use(row: ProductionRecord, *, by: Post, why: str) -> ProductionRecord:
    with history.acting(by, "作废", why):
        records.void(row, by=by, why=why)
        facts.retract(row, by=by, why=why)
    return row


def record_uses(
    rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED
) -> list[ProductionRecord]:
    """Many uses at once, under the same rules."""
    uses = [ProductionRecord(**row) for row in rows]
    places = regions_of(use.subject for use in uses)
    for use in uses:
        _fill(use, places)
    with history.acting(by, "批量登记生产记录"):
        records.create_many(uses, by=by, state=state)
        if state == State.ACCEPTED:
            facts.record_many([row for use in uses for row in _facts_of(use)], by=by)
    return uses


def _fill(row: ProductionRecord, places: Mapping[str, Any] | None = None) -> None:
    rules.check_days(used_on=row.used_on, harvested_on=row.harvested_on, today=clock.today())
    row.region = places[row.subject.region_id] if places else row.subject.region
    row.too_early = rules.harvested_too_early(row.used_on, row.interval_days, row.harvested_on)


def _facts_of(row: ProductionRecord) -> list[dict[str, Any]]:
    """A harvest before the interval is over binds everyone, the small farmer too: it is no missing paper."""
    if not row.too_early:
        return []
    said = f"{row.input_name}间隔期{row.interval_days}天未到即收获"
    fact = {"kind": happenings.PRODUCTION_TOO_EARLY, "on": row.harvested_on, "source": row, "subject": row.subject}
    return [fact | {"severity": Severity.NORMAL, "summary": said}]

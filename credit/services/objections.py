"""Objections to an entry, decided by somebody else than who raised them."""

from __future__ import annotations

import uuid
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, system_post

from ..models import CreditEntry, Objection
from .taking import take_back


def raise_objection(
    *,
    entry: CreditEntry,
    reason: str,
    by: Post,
    submit: bool = True,
    client_key: uuid.UUID | None = None,
) -> Objection:
    if entry.takes_back_id or hasattr(entry, "counter"):
        raise RuleViolation("该信用记录已撤回，无需提出异议。", field="entry")
    _needs_words(reason)
    objection = Objection(
        entry=entry,
        subject=entry.subject,
        region=entry.region,
        raised_on=clock.today(),
        reason=reason.strip(),
        client_key=client_key,
    )
    return records.create(objection, by=by, submit=submit, verb="提出信用异议")


def amend_objection(objection: Objection, *, by: Post, version: int, reason: str, **_: Any) -> Objection:
    """Correct a draft or a rejected objection; it stays with its entry."""
    _needs_words(reason)
    return records.edit(objection, by=by, version=version, reason=reason.strip())


def _needs_words(reason: str) -> None:
    if not reason.strip():
        raise RuleViolation("请写明异议理由。", field="reason")


def submit_objection(objection: Objection, *, by: Post) -> Objection:
    if Objection.objects.waiting().filter(entry=objection.entry_id).exists():
        raise RuleViolation("该记录已有一份等待处理的异议。")
    return records.submit(objection, by=by)


def uphold_objection(objection: Objection, *, by: Post) -> Objection:
    """The objection is right: the entry is taken back and the subject rated again."""
    with history.acting(by, "异议成立", why=objection.reason):
        records.accept(objection, by=by)
        if not hasattr(objection.entry, "counter"):
            take_back(objection.entry, by=system_post(), why=f"异议 {objection.number} 成立")
    return objection


def reject_objection(objection: Objection, *, by: Post, why: str) -> Objection:
    """The entry stands; the subject reads why."""
    if objection.state == records.State.ACCEPTED:
        raise RuleViolation("该异议已认定成立，不能再驳回。")
    return records.return_(objection, by=by, why=why)

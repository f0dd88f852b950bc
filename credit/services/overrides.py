"""A grade set by people: one proposes, another confirms."""

from __future__ import annotations

import uuid
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.subjects import Subject

from ..models import CreditFile, CreditOverride
from ..vocabulary import Origin
from .ratings import recompute


def propose_override(
    *,
    subject: Subject,
    grade: str,
    reason: str,
    by: Post,
    submit: bool = True,
    client_key: uuid.UUID | None = None,
) -> CreditOverride:
    """Propose a grade against the rules, or (empty grade) the return to them, for a second person to confirm."""
    file = CreditFile.objects.live().select_related("region").filter(subject=subject).first()
    if file is None:
        raise RuleViolation("该监管对象还没有信用档案，请先建档。", field="subject")
    _check(file, grade, reason)
    proposal = CreditOverride(
        file=file,
        subject=subject,
        region=file.region,
        proposed_on=clock.today(),
        grade=grade,
        reason=reason.strip(),
        client_key=client_key,
    )
    return records.create(proposal, by=by, submit=submit, verb="提出等级调整")


def amend_override(
    override: CreditOverride, *, by: Post, version: int, grade: str, reason: str, **_: Any
) -> CreditOverride:
    """Correct a draft or a refused proposal; it stays with its subject."""
    _check(override.file, grade, reason)
    return records.edit(override, by=by, version=version, grade=grade, reason=reason.strip())


def _check(file: CreditFile, grade: str, reason: str) -> None:
    if grade == file.held:
        raise RuleViolation("与现在的人工核定等级相同，无需调整。", field="grade")
    if not reason.strip():
        raise RuleViolation("请写明调整理由。", field="reason")


def submit_override(override: CreditOverride, *, by: Post) -> CreditOverride:
    if CreditOverride.objects.waiting().filter(file=override.file_id).exists():
        raise RuleViolation("该档案已有一份等待复核的调整。")
    return records.submit(override, by=by)


def confirm_override(override: CreditOverride, *, by: Post) -> CreditOverride:
    """The second person agrees: the grade takes effect at once, with both names and the reason behind it."""
    with history.acting(by, "确认等级调整", why=override.reason):
        records.accept(override, by=by)
        CreditFile.objects.filter(pk=override.file_id).update(held=override.grade)
        recompute([override.subject_id], by=by, origin=Origin.OVERRIDE, reason=override.reason)
    return override


def refuse_override(override: CreditOverride, *, by: Post, why: str) -> CreditOverride:
    """Not confirmed. What has taken effect is only undone by another proposal."""
    if override.state == records.State.ACCEPTED:
        raise RuleViolation("该调整已经生效，如需改回请另行提出调整。")
    return records.return_(override, by=by, why=why)

"""What may still happen to an issued certificate: its issuer voids it, the supervising side marks it."""

from __future__ import annotations

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Post, require

from ..models import Certificate
from ..vocabulary import ISSUED, MARKED, VOIDED, Mark


def void(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """作废, by who issued it and nobody else: the paper stays readable under its code and says so."""
    if not certificate.was_issued_by(by):
        raise Forbidden("合格证只能由开具方作废；监管部门发现问题的，请作监管标注。")
    with history.acting(by, "作废合格证", why):
        records.void(certificate, by=by, why=why)
        facts.retract(certificate, by=by, why=why, kinds=[ISSUED])
        _tell(VOIDED, certificate, by=by, why=why)
    return certificate


def mark(certificate: Certificate, *, by: Post, kind: str, why: str) -> Certificate:
    """标注: a failed sample, a case or a recall, said beside the promise without touching it."""
    require(by, "certificates.mark_certificate")
    why = records.reason(why, "请写明标注说明。")
    with history.acting(by, f"标注：{Mark(kind).label}", why):
        _refuse_void(certificate)
        records.touch(
            certificate, by=by, verb="标注", why=why, mark=Mark(kind).value, mark_why=why, marked_on=clock.today()
        )
        facts.retract(certificate, by=by, why="改为新的标注", kinds=[MARKED])
        _tell(MARKED, certificate, by=by, why=f"{Mark(kind).label}：{why}")
    return certificate


def unmark(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """Take a mark back; the history keeps both."""
    require(by, "certificates.mark_certificate")
    why = records.reason(why, "请写明取消标注的原因。")
    if not certificate.mark:
        raise RuleViolation("这张合格证没有标注。")
    with history.acting(by, "取消标注", why):
        records.touch(certificate, by=by, verb="取消标注", why=why, mark="", mark_why="", marked_on=None)
        facts.retract(certificate, by=by, why=why, kinds=[MARKED])
    return certificate


def _tell(kind: str, certificate: Certificate, *, by: Post, why: str) -> None:
    facts.record(
        kind,
        on=clock.today(),
        source=certificate,
        by=by,
        subject=certificate.subject,
        summary=f"{certificate.number} {why}",
    )


def _refuse_void(certificate: Certificate) -> None:
    if certificate.is_void:
        raise RuleViolation("已作废的合格证不需要标注。")

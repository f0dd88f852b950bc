"""What may still happen to an issued certificate: its issuer voids it, the supervising side marks it."""

from __future__ import annotations

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import Forbidden, refuse
from supervision.ground.people import Post, not_allowed, require

from ..models import Certificate
from ..vocabulary import ISSUED, MARKED, VOIDED, Mark

NOT_YOURS = "合格证只能由开具方作废；监管部门发现问题的，请作监管标注。"


def why_not_void(certificate: Certificate, post: Post) -> str:
    return _why_not_whose(certificate, post) or records.why_not("void", certificate, post)


def why_not_mark(certificate: Certificate, post: Post) -> str:
    refused = not_allowed(post, "certificates.mark_certificate")
    return refused or ("已作废的合格证不需要标注。" if certificate.is_void else "")


def why_not_unmark(certificate: Certificate, post: Post) -> str:
    return why_not_mark(certificate, post) or ("" if certificate.mark else "这张合格证没有标注。")


def _why_not_whose(certificate: Certificate, post: Post) -> str:
    return "" if certificate.was_issued_by(post) else NOT_YOURS


def void(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """作废, by who issued it and nobody else: the paper stays readable under its code and says so."""
    require(by, "certificates.void_certificate")
    if refused := _why_not_whose(certificate, by):
        raise Forbidden(refused)
    refuse(why_not_void(certificate, by))
    with history.acting(by, "作废合格证", why):
        records.void(certificate, by=by, why=why)
        facts.retract(certificate, by=by, why=why, kinds=[ISSUED])
        _tell(VOIDED, certificate, by=by, why=why)
    return certificate


def mark(certificate: Certificate, *, by: Post, kind: str, why: str) -> Certificate:
    """标注: a failed sample, a case or a recall, said beside the promise without touching it."""
    require(by, "certificates.mark_certificate")
    refuse(why_not_mark(certificate, by))
    why = records.reason(why, "请写明标注说明。")
    with history.acting(by, f"标注：{Mark(kind).label}", why):
        records.touch(
            certificate, by=by, verb="标注", why=why, mark=Mark(kind).value, mark_why=why, marked_on=clock.today()
        )
        facts.retract(certificate, by=by, why="改为新的标注", kinds=[MARKED])
        _tell(MARKED, certificate, by=by, why=f"{Mark(kind).label}：{why}")
    return certificate


def unmark(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """Take a mark back; the history keeps both."""
    require(by, "certificates.mark_certificate")
    refuse(why_not_unmark(certificate, by))
    why = records.reason(why, "请写明取消标注的原因。")
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

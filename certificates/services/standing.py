"""What the supervising side says beside an issued certificate, without touching it."""

from __future__ import annotations

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require

from ..models import Certificate
from ..vocabulary import MARKED, Mark
from .issuing import LIFE


def mark(certificate: Certificate, *, by: Post, kind: str, why: str) -> Certificate:
    """标注: a failed sample, a case or a recall, said beside the promise without touching it."""
    require(by, "certificates.mark_certificate")
    why, said = records.reason(why, "请写明标注说明。"), Mark(kind)
    if certificate.is_void:
        raise RuleViolation("已作废的合格证不需要标注。")
    with history.acting(by, f"标注：{said.label}", why):
        marked = {"mark": said.value, "mark_why": why, "marked_on": clock.today()}
        records.touch(certificate, by=by, verb="标注", why=why, **marked)
        # Another mark is another fact, also on the same day.
        facts.retract(certificate, by=by, why="改为新的标注", kinds=[MARKED])
        LIFE.keep(certificate, by=by)
    return certificate


def unmark(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """Take a mark back; the history keeps both."""
    require(by, "certificates.mark_certificate")
    why = records.reason(why, "请写明取消标注的原因。")
    if not certificate.mark:
        raise RuleViolation("这张合格证没有标注。")
    with history.acting(by, "取消标注", why):
        records.touch(certificate, by=by, verb="取消标注", why=why, mark="", mark_why="", marked_on=None)
        LIFE.keep(certificate, by=by, why=why)
    return certificate

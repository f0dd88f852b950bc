"""What is said beside an issued certificate without touching what it promises: marks, and no phone any more."""

from __future__ import annotations

from django.db.models import F

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import refuse
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.records import SUBJECT_ROLES, deciding

from ..models import Certificate
from ..vocabulary import MARKED, Mark
from .issuing import LIFE


def why_not_mark(certificate: Certificate, post: Post) -> str:
    refused = not_allowed(post, "certificates.mark_certificate")
    if refused or certificate.is_void:
        return refused or "已作废的合格证不需要标注。"
    return deciding.why_not_above(post, "改标", certificate.marked_by) if certificate.mark else ""


def why_not_unmark(certificate: Certificate, post: Post) -> str:
    """Taken off by another person than who put it there, and by none below."""
    refused = why_not_mark(certificate, post) or ("" if certificate.mark else "这张合格证没有标注。")
    if refused or not deciding.is_one_of(post, certificate.marked_by):
        return refused
    return "不能取消自己作的标注，请由另一人办理；标注有误的可以改标。"


def mark(certificate: Certificate, *, by: Post, kind: str, why: str) -> Certificate:
    """标注: a failed sample, a case or a recall, said beside the promise without touching it."""
    require(by, "certificates.mark_certificate")
    refuse(why_not_mark(certificate, by))
    why, said = records.reason(why, "请写明标注说明。"), Mark(kind)
    with history.acting(by, f"标注：{said.label}", why):
        marked = {"mark": said.value, "mark_why": why, "marked_on": clock.today(), "marked_by": by}
        records.touch(certificate, by=by, verb="标注", why=why, **marked)
        # Another mark is another fact, also on the same day.
        facts.retract(certificate, by=by, why="改为新的标注", kinds=[MARKED])
        LIFE.keep(certificate, by=by)
    return certificate


def unmark(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """Take a mark back; the history keeps both."""
    require(by, "certificates.mark_certificate")
    refuse(why_not_unmark(certificate, by))
    why = records.reason(why, "请写明取消标注的原因。")
    with history.acting(by, "取消标注", why):
        unmarked = {"mark": "", "mark_why": "", "marked_on": None, "marked_by": None}
        records.touch(certificate, by=by, verb="取消标注", why=why, **unmarked)
        LIFE.keep(certificate, by=by, why=why)
    return certificate


def why_not_hide_phone(certificate: Certificate, post: Post) -> str:
    """By who published it, or by the offices of the place for him; a void one is still read by the public."""
    refused = not_allowed(post, "certificates.hide_certificate")
    if not refused and post.role in SUBJECT_ROLES and certificate.subject.organisation_id != post.organisation_id:
        refused = "只能办理本单位的合格证。"
    return refused or ("" if certificate.phone_open else "这张合格证没有公开完整电话。")


def hide_phone(certificate: Certificate, *, by: Post, why: str) -> Certificate:
    """Take a published phone back: consent is given for the business, not for a paper, so all its certificates follow.

    The page behind the code asks the row at every reading: nothing that was read before shows it again.
    """
    require(by, "certificates.hide_certificate")
    refuse(why_not_hide_phone(certificate, by))
    why = records.reason(why, "请写明不再公开的原因。")
    with history.acting(by, "不再公开电话", why):
        records.touch(certificate, by=by, verb="不再公开电话", why=why, phone_open=False)
        others = Certificate.objects.filter(subject_id=certificate.subject_id, phone_open=True)
        others.update(phone_open=False, version=F("version") + 1)
    return certificate

"""When an entry of the register may go into another one: it must be the same subject, and nobody may leave the figures
by it. Asked where a merging is proposed, offered and taken over, of the rows as they stand then.
"""

from __future__ import annotations

from supervision.ground.records import COUNTED, State
from supervision.ground.subjects import Status, Subject, duties, lines_of


def why_not(subject: Subject, into: Subject) -> str:
    """The sentence, or nothing. It reads the two rows and what is loaded beside them."""
    return (
        _why_not_here(subject, into)
        or _why_not_same(subject, into)
        or _why_not_root(subject, into)
        or _why_not_less(subject, into)
        or _why_not_before(subject, into)
    )


def why_not_line(subject: Subject, into: Subject) -> str:
    """The one before is read and rated with its heir already, and is closed. It asks the register."""
    lines = lines_of([subject.pk, into.pk])
    if into.pk in lines[subject.pk] or subject.pk in lines[into.pk]:
        return f"“{subject.name}”与“{into.name}”是承继关系的前后两个主体，不是重复登记，不能合并。"
    return ""


def _why_not_here(subject: Subject, into: Subject) -> str:
    if subject.county_id != into.county_id:
        return "两个监管对象不在同一个县（市、区），不能合并；确属同一家的，请先办理迁移变更。"
    for one in (subject, into):
        if one.state not in COUNTED:
            return f"“{one.name}”为{one.get_state_display()}，不能合并。"
    if subject.organisation_id is not None:  # its people would stand before an entry that takes nothing any more
        return f"“{subject.name}”已开通企业账号，应保留；请把它选为保留的一方。"
    return ""


def _why_not_same(subject: Subject, into: Subject) -> str:
    """Two numbers are two subjects, unless one of them was typed wrongly."""
    codes = {subject.credit_code, into.credit_code} - {""}
    marks = {subject.identity_digest, into.identity_digest} - {""}
    said = "统一社会信用代码" if len(codes) > 1 else "身份证号" if len(marks) > 1 else ""
    return f"两个监管对象的{said}不同，是两个主体，不能合并；其中一个录错的，请先办理更正。" if said else ""


def _why_not_root(subject: Subject, into: Subject) -> str:
    """No chains, and so no circles."""
    if subject.merged_into_id is not None:
        return f"“{subject.name}”已经并入其他监管对象，不能再合并。"
    if root := into.merged_into:
        return f"“{into.name}”已并入“{root.name}”，请直接并入“{root.name}”。"
    if taken := list(subject.merged.all())[:1]:
        return f"“{taken[0].name}”已并入“{subject.name}”，应保留“{subject.name}”；要并入别家的，请先撤销前一次合并。"
    return ""


def _why_not_less(subject: Subject, into: Subject) -> str:
    """Whoever stays carries what either has to do: or a merging would take somebody out of the figures."""
    if subject.status == Status.ACTIVE and into.status != Status.ACTIVE:
        return (
            f"“{into.name}”为{into.get_status_display()}，“{subject.name}”在营；"
            "请把在营的选为保留的一方，或先办理经营状态变更。"
        )
    if lost := duties.lost(subject.kind, into.kind):
        return (
            f"“{into.name}”是{into.get_kind_display()}，不承担{subject.get_kind_display()}“{subject.name}”的"
            f"{'、'.join(lost)}义务；请把“{subject.name}”选为保留的一方，或先办理主体类型变更。"
        )
    return ""


def _why_not_before(subject: Subject, into: Subject) -> str:
    """Who has an heir is read with it, and would be read in two places."""
    for heir in subject.heirs.all():
        if heir.state != State.VOID and heir.pk != into.pk:
            return f"“{subject.name}”已由“{heir.name}”（{heir.number}）承继，不能并入别家。"
    return ""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pypinyin import Style, lazy_pinyin

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.records import COUNTED, sealed

from .models import Subject, SubjectStatus
from .vocabulary import Status

PHONE = re.compile(r"^(1\d{10}|0\d{2,3}-?\d{7,8})$")
IDENTITY = re.compile(r"^\d{17}[\dX]$")


def pinyin_key(name: str) -> str:
    """Initials, then the full spelling: sorts by sound and finds by either ("rqh" or "raoqihe")."""
    return f"{''.join(lazy_pinyin(name, style=Style.FIRST_LETTER))} {''.join(lazy_pinyin(name))}".lower()[:400]


def fill_personal(subject: Subject, *, phone: str | None = None, identity: str | None = None) -> None:
    """Check and seal phone and identity number; None leaves what is there."""
    if phone is not None:
        phone = phone.strip()
        if phone and not PHONE.match(phone):
            raise RuleViolation("联系电话应为11位手机号或带区号的固定电话。", field="phone")
        subject.phone_sealed, subject.phone_tail = sealed.seal(phone), sealed.tail(phone)
    if identity is not None:
        identity = identity.strip().upper()
        if identity and not identity_is_valid(identity):
            raise RuleViolation("身份证号应为18位，且校验位正确。", field="identity")
        subject.identity_sealed, subject.identity_tail = sealed.seal(identity), sealed.tail(identity)
        subject.identity_digest = sealed.digest(identity)


def identity_is_valid(number: str) -> bool:
    """GB 11643 check character."""
    if not IDENTITY.match(number):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[17]


def register_subject(
    *, by: Post, submit: bool = True, phone: str | None = None, identity: str | None = None, **fields: Any
) -> Subject:
    """Enter a subject into the register; the county takes it over later."""
    subject = Subject(**fields)
    subject.registered_on = subject.registered_on or clock.today()
    subject.pinyin = pinyin_key(subject.name)
    fill_personal(subject, phone=phone, identity=identity)
    _check(subject)
    return records.create(subject, by=by, submit=submit, verb="登记监管对象")


def correct_subject(
    subject: Subject, *, by: Post, version: int, phone: str | None = None, identity: str | None = None, **fields: Any
) -> Subject:
    """Correct the entry of a subject, a draft or one that was returned, under the rules of a new one."""
    for name, value in fields.items():
        setattr(subject, name, value)
    if "name" in fields:
        fields["pinyin"] = pinyin_key(fields["name"])
    before = {name: getattr(subject, name) for name in PERSONAL_COLUMNS}
    fill_personal(subject, phone=phone or None, identity=identity or None)
    _check(subject)
    fields |= {name: getattr(subject, name) for name in PERSONAL_COLUMNS if getattr(subject, name) != before[name]}
    return records.edit(subject, by=by, version=version, **fields)


PERSONAL_COLUMNS = ("phone_sealed", "phone_tail", "identity_sealed", "identity_digest", "identity_tail")


def why_not_status(subject: Subject, post: Post) -> str:
    if refused := not_allowed(post, "supervision.status_subject"):
        return refused
    return "" if subject.state in COUNTED else f"{subject.get_state_display()}的监管对象不能变更经营状态。"


def change_status(subject: Subject, *, by: Post, status: str, since: dt.date, why: str) -> Subject:
    """Suspend, close or reactivate, with the day and the reason: the register is kept alive, not rewritten.

    A second change of the same day corrects the first; one entered late takes its place among the others.
    """
    require(by, "supervision.status_subject")
    refuse(why_not_status(subject, by))
    why = records.reason(why, "请写明变更经营状态的原因。")
    if status not in Status.values:
        raise RuleViolation("经营状态不在可选范围内。", field="status")
    _not_in_future(since, "since")
    if since.year < records.EARLIEST:
        raise RuleViolation(f"日期早于{records.EARLIEST}年，请核对。", field="since")
    verb = f"经营状态变更为{Status(status).label}"
    with history.acting(by, verb, why):
        told = {"status": status, "why": why, "by": by}
        SubjectStatus.objects.update_or_create(subject=subject, since=since, defaults=told)
        last = subject.statuses.order_by("-since")[0]
        now = {"status": last.status, "status_since": last.since, "status_why": last.why}
        return records.touch(subject, by=by, verb=verb, why=why, **now)


def set_credit_grades(grades: Mapping[str, Sequence[int]], *, by: Post, since: dt.date) -> None:
    """Written down by the credit room, by grade; everybody else reads it at the subject.

    The version stays: whoever corrects an address is not told it was stale.
    """
    require(by, "supervision.grade_subject")
    with history.acting(by, "信用等级变更"):
        for grade, subjects in grades.items():
            Subject.objects.filter(pk__in=subjects).update(credit_grade=grade, credit_since=since)


def _check(subject: Subject) -> None:
    """What an entry must satisfy beside the rules of its columns, when made and when corrected."""
    _not_in_future(subject.registered_on, "registered_on")
    _refuse_known_identity(subject)


def _refuse_known_identity(subject: Subject) -> None:
    if not subject.identity_digest:
        return
    known = Subject.objects.live().filter(identity_digest=subject.identity_digest).exclude(pk=subject.pk)
    if known.exists():
        raise RuleViolation("该身份证号已在名录中。", field="identity")


def _not_in_future(day: dt.date, field: str) -> None:
    if day > clock.today():
        raise RuleViolation("日期不能晚于今天。", field=field)

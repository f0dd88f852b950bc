from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pypinyin import Style, lazy_pinyin

from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.records import Record, State, sealed

from .models import Subject

PHONE = re.compile(r"^(1\d{10}|0\d{2,3}-?\d{7,8})$")
IDENTITY = re.compile(r"^\d{17}[\dX]$")


def pinyin_key(name: str) -> str:
    """Initials, then the full spelling: sorts by sound and finds by either ("rqh" or "raoqihe")."""
    return f"{''.join(lazy_pinyin(name, style=Style.FIRST_LETTER))} {''.join(lazy_pinyin(name))}".lower()[:400]


def personal(*, phone: str | None = None, identity: str | None = None) -> dict[str, str]:
    """Phone and identity number, checked and sealed, by column; None leaves what is there."""
    columns: dict[str, str] = {}
    if phone is not None:
        phone = phone.strip()
        if phone and not PHONE.match(phone):
            raise RuleViolation("联系电话应为11位手机号或带区号的固定电话。", field="phone")
        columns |= {"phone_sealed": sealed.seal(phone), "phone_tail": sealed.tail(phone)}
    if identity is not None:
        identity = identity.strip().upper()
        if identity and not identity_is_valid(identity):
            raise RuleViolation("身份证号应为18位，且校验位正确。", field="identity")
        columns |= {"identity_sealed": sealed.seal(identity), "identity_tail": sealed.tail(identity)}
        columns["identity_digest"] = sealed.digest(identity)
    return columns


def identity_is_valid(number: str) -> bool:
    """GB 11643 check character."""
    if not IDENTITY.match(number):
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[17]


def set_credit_grades(grades: Mapping[str, Sequence[int]], *, by: Post, since: dt.date) -> None:
    """Written down by the credit room, by grade; everybody else reads it at the subject.

    The version stays: whoever corrects an address is not told it was stale.
    """
    require(by, "supervision.grade_subject")
    with history.acting(by, "信用等级变更"):
        for grade, subjects in grades.items():
            Subject.objects.filter(pk__in=subjects).update(credit_grade=grade, credit_since=since)


def with_records(ids: Sequence[int]) -> set[int]:
    """Those of these subjects that patrols, samples, certificates … have been recorded of; void ones do not count."""
    found: set[int] = set()
    links: list[Any] = Subject._meta.get_fields(include_hidden=True)
    for link in links:
        if not link.auto_created or link.concrete or not issubclass(link.related_model, Record):
            continue
        column = link.field.attname
        rows = link.related_model._default_manager.exclude(state=State.VOID).filter(**{f"{column}__in": list(ids)})
        found |= set(rows.order_by().values_list(column, flat=True))
    return found

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import Count

from supervision.ground import clock, history, kinds
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.records import Record, State, sealed

from .alike import phone_mark
from .models import Subject
from .vocabulary import NATURAL_PERSONS

SOME = 500


def pinyin_key(name: str, kind: str = "") -> str:
    """Sorts by sound and finds by initials or full spelling; a farmer's name begins with that of a family."""
    return kinds.spelling.key(name, person=kind in NATURAL_PERSONS)


def respell() -> int:
    """Bring the stored spellings in line with the readings known today; how many subjects changed.

    Inside `history.acting`.
    """
    rows = Subject.objects.order_by("pk").only("pk", "name", "kind", "pinyin")
    wrong = [row for row in rows.iterator(2000) if row.pinyin != pinyin_key(row.name, row.kind)]
    for row in wrong:
        row.pinyin = pinyin_key(row.name, row.kind)
    Subject.objects.bulk_update(wrong, ["pinyin"], batch_size=SOME)
    return len(wrong)


def personal(*, phone: str | None = None, identity: str | None = None) -> dict[str, str]:
    """Phone and identity number, read and sealed, by column; None leaves what is there."""
    columns: dict[str, str] = {}
    if phone is not None:
        phone = _read("phone", kinds.phones.read, phone, "联系电话有误：")
        columns |= {"phone_sealed": sealed.seal(phone), "phone_tail": sealed.tail(phone)}
        columns["phone_digest"] = phone_mark(phone)
    if identity is not None:
        identity = _read("identity", _identity, identity)
        columns |= {"identity_sealed": sealed.seal(identity), "identity_tail": sealed.tail(identity)}
        columns["identity_digest"] = sealed.digest(identity)
    return columns


def _identity(written: str) -> str:
    return kinds.codes.identity(written, today=clock.today())


def _read(field: str, reader: Callable[[str], str], written: str, said: str = "") -> str:
    """In the one spelling that is kept and searched for; nothing stays nothing."""
    if not written.strip():
        return ""
    try:
        return reader(written)
    except kinds.Unreadable as wrong:
        raise RuleViolation(f"{said}{wrong}", field=field) from wrong


def set_credit_grades(grades: Mapping[str, Sequence[int]], *, by: Post, since: dt.date) -> None:
    """Written down by the credit room, by grade; everybody else reads it at the subject.

    The version stays: whoever corrects an address is not told it was stale.
    """
    require(by, "supervision.grade_subject")
    with history.acting(by, "信用等级变更"):
        for grade, subjects in grades.items():
            Subject.objects.filter(pk__in=subjects).update(credit_grade=grade, credit_since=since)


def digest_phones() -> int:
    """Give the phones of before their digests; how many. With the keys of the application, so no migration can.

    Some at a time, each its own transaction: broken off, the next call goes on where this one stopped.
    """
    waiting = Subject.objects.exclude(phone_sealed="").filter(phone_digest="").order_by("pk")
    done = last = 0  # by the key: a "phone" without digits, or one that no key opens, has none
    while some := list(waiting.filter(pk__gt=last).only("pk", "phone_sealed")[:SOME]):
        last = some[-1].pk
        for subject in some:
            subject.phone_digest = phone_mark(sealed.unsealed(subject.phone_sealed) or "")
        with history.acting(None, "整理电话摘要"):
            Subject.objects.bulk_update(some, ["phone_digest"])
        done += sum(bool(subject.phone_digest) for subject in some)
    return done


def with_records(ids: Sequence[int]) -> set[int]:
    """Those of these subjects that patrols, samples, certificates … have been recorded of; void ones do not count."""
    found: set[int] = set()
    for model, column in _recorded():
        rows = model._default_manager.exclude(state=State.VOID).filter(**{f"{column}__in": list(ids)})
        found |= set(rows.order_by().values_list(column, flat=True))
    return found


def count_records(ids: Sequence[int], *, but: type[Record]) -> list[tuple[str, dict[int, int]]]:
    """How many records of each kind there are of these subjects, void ones aside; kinds without any are left out."""
    found = []
    for model, column in _recorded():
        if model is not but:
            rows = model._default_manager.exclude(state=State.VOID).filter(**{f"{column}__in": list(ids)})
            counted = dict(rows.order_by().values_list(column).annotate(n=Count("pk")))
            if counted:
                found.append((str(model._meta.verbose_name), counted))
    return found


def _recorded() -> Iterator[tuple[Any, str]]:
    """The registers whose records are about a subject, each with the column that says which."""
    links: list[Any] = Subject._meta.get_fields(include_hidden=True)
    for link in links:
        points = link.auto_created and not link.concrete and link.related_model is not Subject
        if points and issubclass(link.related_model, Record):
            yield link.related_model, link.field.attname

"""Sealed numbers whose digest was made of another spelling than the one that is looked for today.

An earlier release took an identity number in full-width digits as it was written: the digest of that spelling finds
nobody and meets no double. The sealed value itself tells what was meant.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import DatabaseError, transaction
from django.db.models import Q

from supervision.ground.errors import RuleViolation
from supervision.ground.records import sealed

from .models import Subject
from .services import personal

LABELS = {"identity": "身份证号", "phone": "联系电话"}


@dataclass(frozen=True)
class Spelt:
    """A number in another spelling: whose, which, and its columns as they should be; none where it is no number."""

    subject: Subject
    name: str
    label: str
    columns: dict[str, str] = field(default_factory=dict)


def misspelt() -> Iterator[Spelt]:
    """The sealed numbers of the register that would not be found by what is typed today."""
    rows = Subject.objects.live().exclude(Q(identity_sealed="") & Q(phone_sealed="")).order_by("pk")
    for subject in rows.iterator(2000):
        for name, label in LABELS.items():
            kept, digest = getattr(subject, f"{name}_sealed"), getattr(subject, f"{name}_digest")
            if not kept or not digest:  # a phone of before there were digests gets its own at the next release
                continue
            try:
                columns = personal(**{name: sealed.unseal(kept)})
            except RuleViolation:  # its sentence quotes what is sealed
                yield Spelt(subject, name, label)
                continue
            if columns[f"{name}_digest"] != digest:
                yield Spelt(subject, name, label, columns)


def respelt() -> int:
    """Keep these numbers in the spelling of today; how many. Inside `history.acting`.

    Where another subject has that number already, both stay as they are: who is who, a person decides.
    """
    return sum(_written(one) for one in misspelt() if one.columns)


def _written(one: Spelt) -> bool:
    try:
        with transaction.atomic():
            return bool(Subject.objects.filter(pk=one.subject.pk).update(**one.columns))
    except DatabaseError:
        return False

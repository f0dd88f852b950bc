"""Dictionaries (时限、产品 …): rows keep their key for ever, an edition is a set of changes, each from its own day.

What applies stands in the entries alone; a draft stands in the changes, where nothing that counts looks for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from .models import VALID, Header


class Dictionary(Header):
    """A set of changes, published together. Where `alone` is said nobody else has to publish it (节假日)."""

    alone: ClassVar[bool] = False
    changes: Any  # the rows of the user's own kind of `Change`
    entries: Any  # and of the rows that its publication brought

    class Meta(Header.Meta):
        abstract = True
        ordering = ["id"]


class Row(models.Model):
    """What a change and the entry it becomes both say; KEY names the column that keeps its meaning."""

    KEY: ClassVar[str] = "key"
    valid_from = models.DateField("起用日期")
    valid_to = models.DateField("止用日期", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def said_of(self) -> str:
        return str(getattr(self, self.KEY))

    def covers(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Change(models.Model):
    """One line of an edition, beside `Row`: the entry that begins on its day, or that the key ends before it.

    The user's own table adds `edition = ForeignKey(…, CASCADE, related_name="changes")`.
    """

    ends = models.BooleanField("到此为止", default=False, help_text="从这一天起不再有这一条。")

    class Meta:
        abstract = True


def one_on_a_day(name: str, key: str) -> ExclusionConstraint:
    """For the entries: one of a key on a day. Rows from before there were editions are left as they are."""
    return ExclusionConstraint(
        name=name,
        expressions=[(key, RangeOperators.EQUAL), (VALID, RangeOperators.OVERLAPS)],
        condition=Q(edition__isnull=False),
        violation_error_message="这段时间已有另一条，请刷新后再试。",
    )


R = TypeVar("R", bound=Row)


def in_force(entry: type[R], on: dt.date) -> dict[str, R]:
    """Every entry that applies on a day by its key, in one query; of old rows that overlap the later wins."""
    valid = entry._default_manager.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return {one.said_of: one for one in valid.order_by("valid_from")}


def applies(entry: type[R], key: str, on: dt.date) -> R | None:
    valid = entry._default_manager.filter(Q(valid_to=None) | Q(valid_to__gte=on), valid_from__lte=on)
    return valid.filter(**{entry.KEY: key}).order_by("-valid_from").first()

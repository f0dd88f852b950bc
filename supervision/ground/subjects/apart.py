"""不是同一家: what a person has said about two entries that look alike. Kept, and not asked about again."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import F, Q, QuerySet

from supervision.ground import clock, history
from supervision.ground.people import Post
from supervision.ground.records import insert_many

from .models import Subject

Pair = tuple[int, int]


@history.tracked
class SubjectApart(models.Model):
    """Two entries of the register that somebody has looked at and found to be two. The lower key is the first."""

    first = models.ForeignKey(Subject, models.PROTECT, related_name="+", db_index=False, verbose_name="监管对象")
    second = models.ForeignKey(Subject, models.PROTECT, related_name="+", verbose_name="另一监管对象")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="认定人")
    at = models.DateTimeField("认定时间")

    class Meta:
        verbose_name = verbose_name_plural = "不是同一家的认定"
        ordering = ["first", "second"]
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="subject_apart_once", violation_error_message="已认定不是同一家。"
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="subject_apart_in_order",
                violation_error_message="不能认定与自身不是同一家。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} 与 {self.second} 不是同一家"


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def said(pairs: Iterable[Pair], *, by: Post) -> int:
    """Keep that these are two each; those known already stay as they were said. How many are new."""
    asked = sorted({pair(*one) for one in pairs if one[0] != one[1]})
    if not asked:
        return 0
    with history.acting(by, "认定不是同一家"):
        there = known({key for one in asked for key in one})
        new = [one for one in asked if one not in there]
        insert_many([SubjectApart(first_id=a, second_id=b, by=by, at=clock.now()) for a, b in new])
    return len(new)


def known(subjects: Collection[int]) -> set[Pair]:
    """The pairs among these, or with one of these."""
    rows = SubjectApart.objects.filter(Q(first__in=subjects) | Q(second__in=subjects))
    return set(rows.values_list("first", "second"))


def known_within(rows: QuerySet[Subject]) -> set[Pair]:
    """The pairs of which both are among these rows, in one query however many there are."""
    keys = rows.order_by().values("pk")
    return set(SubjectApart.objects.filter(first__in=keys, second__in=keys).values_list("first", "second"))

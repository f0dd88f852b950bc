"""Grades age: a line runs out, one dated ahead comes of age, new rules begin to hold, and nobody does anything."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import DateField, F, Func, Min, OuterRef, Subquery
from django.db.models.functions import Cast, Coalesce, Least

from supervision.ground import clock
from supervision.ground.people import Post

from ..models import CreditEntry, CreditFile, RuleSet
from .ratings import recompute


class _AddMonths(Func):
    """A date and a number of months, as `add_months` counts them: the 31st ends on a shorter month's last day."""

    template = "(%(expressions)s)"
    arg_joiner = " + interval '1 month' * "


def age(*, by: Post, until: dt.date | None = None) -> int:
    """Rate again what changes by itself up to a day, each file on the day on which it does; how many ratings.

    A day that was missed is made up for in its turn, so that a grade changes on the day its rule says.
    """
    day, rated = until or clock.today(), 0
    while (first := _waiting(day).aggregate(first=Min("due"))["first"]) is not None:
        subjects = list(_waiting(day).filter(due=first).values_list("subject_id", flat=True))
        recompute(subjects, by=by, on=first)
        rated += len(subjects)
    return rated


def is_old(file: CreditFile) -> bool:
    """Whether the file still shows what held before today's change."""
    return bool(_waiting(clock.today()).filter(pk=file.pk).exists())


def _waiting(day: dt.date) -> Any:
    """Files that were rated before something in them changed, with the first day of it (`due`)."""
    mine = CreditEntry.objects.standing().filter(subject=OuterRef("subject"))
    months = Coalesce(F("months"), OuterRef("ruleset__months"))
    ends = Cast(_AddMonths(F("held_on"), months, output_field=DateField()), DateField())
    ended = mine.annotate(ends=ends).filter(ends__gt=OuterRef("rated_on"), ends__lte=day).order_by("ends")
    begun = mine.filter(held_on__gt=OuterRef("rated_on"), held_on__lte=day).order_by("held_on")
    rules = RuleSet.objects.filter(valid_from__gt=OuterRef("rated_on"), valid_from__lte=day).order_by("valid_from")
    due = Least(
        Subquery(ended.values("ends")[:1]),
        Subquery(begun.values("held_on")[:1]),
        Subquery(rules.values("valid_from")[:1]),
    )
    return CreditFile.objects.live().annotate(due=due).filter(due__isnull=False)

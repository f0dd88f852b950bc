"""One enterprise that was entered twice is one: what is recorded of either is read, and counted, at the root.

The records of the merged entry stay where they are. Written so that each part is an index of its own: merged entries
are few, and the usual row must not pay for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest

from .models import Subject


def of(path: str = "subject") -> Coalesce:
    """The key of the root behind a row that points at a subject: what a distinct count counts."""
    return Coalesce(F(f"{path}__merged_into"), F(path))


def has(rows: QuerySet[Any], path: str = "subject") -> ExpressionWrapper[Q]:
    """Of a list of subjects: whether one of `rows` is about it, or about an entry merged into it."""
    own, merged = _told(rows, path)
    return ExpressionWrapper(Q(Exists(own)) | Q(Exists(merged)), output_field=BooleanField())


def count(rows: QuerySet[Any], path: str = "subject") -> Combinable:
    """Of a list of subjects: how many of `rows` are about it or what was merged into it."""
    own, merged = _told(rows, path)
    return _count(own, path) + _count(merged, f"{path}__merged_into")


def latest(rows: QuerySet[Any], field: str, path: str = "subject") -> Greatest:
    """Of a list of subjects: the last `field` of `rows` about it or what was merged into it, or nothing."""
    own, merged = _told(rows, path)
    newest = (found.order_by(F(field).desc()).values(field)[:1] for found in (own, merged))
    return Greatest(*(Subquery(one) for one in newest))


def _told(rows: QuerySet[Any], path: str) -> tuple[QuerySet[Any], QuerySet[Any]]:
    return rows.filter(**{path: OuterRef("pk")}), rows.filter(**{f"{path}__merged_into": OuterRef("pk")})


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0, output_field=IntegerField())


def of_each(subjects: Iterable[int]) -> dict[int, int]:
    """The root of each of these, by key; its own key where it is one."""
    rows = Subject.objects.filter(pk__in=set(subjects)).values_list("pk", "merged_into")
    return {key: root or key for key, root in rows}

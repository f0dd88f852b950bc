"""加强监管: what risk monitoring found raises how often a subject is looked at, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from supervision.ground.facts import Fact

from ..vocabulary.happenings import FAILED, REFUSED, RISK, SAMPLED, SUPERVISION


def found_on(day: dt.date) -> QuerySet[Fact]:
    """Failures and refusals in risk monitoring up to a day that no supervision sampling has followed yet.

    Risk monitoring (例行、普查、专项) observes (监测办法第三条): it leads to a 监督抽查, whose result is what counts.
    """
    live = Fact.objects.live()
    followed = live.filter(
        subject=OuterRef("subject"),
        kind__in=(SAMPLED, FAILED),
        aspect=SUPERVISION,
        on__gte=OuterRef("on"),
        on__lte=day,
    )
    risk = live.filter(kind__in=(FAILED, REFUSED), aspect__in=RISK, subject__isnull=False, on__lte=day)
    return risk.filter(~Exists(followed))


def with_watch(subjects: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """The same subjects with `watched`."""
    return subjects.annotate(watched=Exists(found_on(day).filter(subject=OuterRef("pk"))))

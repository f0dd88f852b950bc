"""加强监管: what risk monitoring found raises how often a subject is looked at, and nothing else."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from supervision.ground.facts import Fact
from supervision.ground.subjects import roots

from ..vocabulary.happenings import FAILED, REFUSED, RISK, SAMPLED, SUPERVISION


def found_on(day: dt.date) -> QuerySet[Fact]:
    """Failures and refusals in risk monitoring up to a day that no supervision sampling has followed yet.

    Risk monitoring (例行、普查、专项) observes (监测办法第三条): it leads to a 监督抽查, whose result is what counts.
    """
    live = Fact.objects.live()
    samplings = live.filter(kind__in=(SAMPLED, FAILED), aspect=SUPERVISION, on__gte=OuterRef("on"), on__lte=day)
    # Of the same enterprise, under whichever of its entries: a merged one is sampled as the one that stays.
    own = Q(subject=OuterRef("subject")) | Q(subject=OuterRef("subject__merged_into"))
    followed = Exists(samplings.filter(own)) | Exists(samplings.filter(subject__merged_into=OuterRef("subject")))
    risk = live.filter(kind__in=(FAILED, REFUSED), aspect__in=RISK, subject__isnull=False, on__lte=day)
    return risk.filter(~followed)


def with_watch(subjects: QuerySet[Any], day: dt.date) -> QuerySet[Any]:
    """The same subjects with `watched`."""
    return subjects.annotate(watched=roots.has(found_on(day)))

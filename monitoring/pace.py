"""The quota page: target, actual, gap and pace of the counties asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from supervision.ground.measures import Period, Ratio

from .figures import completion
from .models import Quota
from .rules.quota import expected_by


@dataclass(frozen=True)
class QuotaRow:
    """One county on the quota page."""

    key: int
    county: str
    name: str
    population: int
    computed: int
    adjusted: int | None
    why: str
    target: int
    actual: int
    expected: int

    @property
    def gap(self) -> int:
        return max(0, self.target - self.actual)

    @property
    def ratio(self) -> Ratio:
        return Ratio(self.actual, self.target)

    @property
    def behind(self) -> int:
        """How many batches an even pace is ahead of the county."""
        return max(0, self.expected - self.actual)


def quota_rows(year: int, *, today: dt.date, quotas: Callable[[], Iterable[Quota]]) -> list[QuotaRow]:
    """Target, actual, gap and pace of the quotas asked for (a post's own county, or all)."""
    period = Period.of_year(year)
    actual = completion(period)
    length = (period.last - period.first).days + 1
    passed = (min(today, period.last) - period.first).days + 1
    return [
        QuotaRow(
            key=row.pk,
            county=row.county_id,
            name=row.county.name,
            population=row.population,
            computed=row.computed,
            adjusted=row.adjusted,
            why=row.why,
            target=row.target,
            actual=int(actual[row.county_id].numerator),
            expected=expected_by(row.target, passed=passed, length=length),
        )
        for row in quotas()
    ]

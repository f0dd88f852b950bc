"""Where a published edition stands among the others of its key. Values in, values out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from supervision.ground.errors import RuleViolation

DAY = dt.timedelta(days=1)


class Standing(Protocol):
    """What is asked of an edition that is already published."""

    @property
    def name(self) -> str: ...

    @property
    def valid_from(self) -> dt.date: ...

    @property
    def valid_to(self) -> dt.date | None: ...

    @property
    def replaced_by_id(self) -> int | None: ...


S = TypeVar("S", bound=Standing)


@dataclass(frozen=True)
class Place(Generic[S]):
    """The edition that ends the day before, the last day of the new one, and the one that goes on after it."""

    before: S | None
    last: dt.date | None
    after: S | None


def day_before(one: Standing | None) -> dt.date | None:
    return one.valid_from - DAY if one is not None else None


def place(first: dt.date, last: dt.date | None, standing: Sequence[S]) -> Place[S]:
    """An open-ended edition yields to the next one; an end that was fixed is nobody's to move."""
    same = next((one for one in standing if one.valid_from == first), None)
    if same is not None:
        raise RuleViolation(f"“{same.name}”也从{first:%Y-%m-%d}起用，请先停用它，或改起用日期。", field="valid_from")
    before = running(first, standing)
    if before is not None and before.valid_to is not None and before.replaced_by_id is None:
        raise RuleViolation(
            f"“{before.name}”定明用到{before.valid_to:%Y-%m-%d}，新版本请在此后起用，或先停用它。", field="valid_from"
        )
    after = following(first, standing)
    if after is None or (last is not None and last < after.valid_from):
        return Place(before, last, None)
    if last is not None:
        raise RuleViolation(f"“{after.name}”从{after.valid_from:%Y-%m-%d}起用，本版须在此前止用。", field="valid_to")
    return Place(before, day_before(after), after)


def running(day: dt.date, standing: Sequence[S]) -> S | None:
    """The one valid on `day`."""
    valid = (one for one in standing if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to))
    return next(valid, None)


def following(day: dt.date, standing: Sequence[S]) -> S | None:
    """The first that begins after `day`."""
    later = [one for one in standing if one.valid_from > day]
    return min(later, key=lambda one: one.valid_from) if later else None

"""Is it the same deed? Pure policy."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

TEN_MINUTES = dt.timedelta(minutes=10)


class How(enum.Enum):
    SAME = "same"  # the same page with the same content: a second click, or an answer that got lost
    OTHER = "other"  # the same page with other content: somebody went back and corrected
    TWIN = "twin"  # the same content from another page, a moment ago
    NEAR = "near"  # another one about the same matter


@dataclass(frozen=True)
class Earlier:
    """A deed that was done before."""

    key: UUID
    digest: str
    matter: str
    register: str
    record: int
    recent: bool


def judge(row: Earlier, *, key: UUID, digest: str, matter: str, again: bool) -> How | None:
    """What an earlier deed of the same person on the same kind of page is to this one. Who said that it is to be
    written `again` is asked only whether this very click came before.
    """
    if row.key == key:
        return How.SAME if row.digest == digest else How.OTHER
    if again:
        return None
    if row.digest == digest and row.recent:
        return How.TWIN
    return How.NEAR if matter and row.matter == matter else None


WEIGHT = [How.SAME, How.OTHER, How.TWIN, How.NEAR]


def heaviest(found: Iterable[tuple[How, Earlier]]) -> tuple[How, Earlier] | None:
    """The one to tell, of the newest that were found."""
    return min(found, key=lambda one: WEIGHT.index(one[0]), default=None)

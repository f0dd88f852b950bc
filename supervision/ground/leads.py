"""A lead (线索) handed on: who finds the suspicion does not know who takes it up.

The one that takes leads up says so once (`taken_up_by`, from the app's `ready`); a finder calls the functions below,
in its own transaction, so that the lead is there as soon as the record is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from supervision.ground.people import Post


class Taker(Protocol):
    def open_lead(self, source: Any) -> Any:
        """A draft on the county's desk, once for each record."""

    def open_leads(self, sources: Sequence[Any]) -> Any:
        """The same for many new records at once."""

    def withdraw_leads(self, sources: Sequence[Any], *, by: Post, why: str) -> None:
        """The leads go with their records, those that were not already taken up."""


_takers: list[Taker] = []


def taken_up_by(taker: Taker) -> None:
    _takers[:] = [taker]


def hand_over(source: Any) -> None:
    for taker in _takers:
        taker.open_lead(source)


def hand_over_many(sources: Sequence[Any]) -> None:
    for taker in _takers:
        taker.open_leads(sources)


def withdraw_many(sources: Sequence[Any], *, by: Post, why: str) -> None:
    for taker in _takers:
        taker.withdraw_leads(sources, by=by, why=why)

"""What holds for a register in a county on a day: the city's paper and the county's, whichever is stricter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import cached_property

from supervision.ground import editions
from supervision.ground.regions import CITY

from ...many import is_plain
from ...registry import Register, every
from ...verbs import by_itself
from ..models import ReviewPaper, ReviewPaperItem
from ..rules import Rule, stricter


def reviewable() -> list[Register]:
    """Registers whose clean rows may be left to 系统: never what binds somebody, nor where accepting says more."""
    return [
        register
        for register in every()
        if register.reviewed and register.care is not by_itself and is_plain(register, "accept")
    ]


def code_of(register: Register) -> str:
    return register.model._meta.label_lower.replace(".", "_")


class Applying:
    """The papers read once; answers for every register and county of a day."""

    def __init__(self, day: dt.date, keys: Collection[str] | None = None) -> None:
        self.day, self.keys = day, keys

    @cached_property
    def known(self) -> editions.Timeline[ReviewPaper]:
        return editions.read(ReviewPaper, self.keys)

    def paper(self, key: str | None) -> ReviewPaper | None:
        return self.known.applies(key, self.day) if key else None

    def rule(self, register: Register, county: str | None) -> Rule:
        city, own = self.paper(CITY), self.paper(county)
        above = city.rule(code_of(register)) if city else Rule()
        return (
            stricter(above, own.rule(code_of(register))) if own and own is not city and _names(own, register) else above
        )

    def item(self, register: Register, key: str | None) -> ReviewPaperItem | None:
        paper = self.paper(key)
        items = paper.items.all() if paper else ()
        return next((item for item in items if item.code == code_of(register)), None)


def _names(paper: ReviewPaper, register: Register) -> bool:
    """A county says nothing of a register that its paper leaves out."""
    return any(item.code == code_of(register) for item in paper.items.all())

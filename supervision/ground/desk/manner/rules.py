"""How strict is strict, when a row has had its days, and which rows are drawn. Values in, values out."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from supervision.ground.parameters import UNCHECKED, Parameter
from supervision.ground.terms import Calendar

from .vocabulary import STRICTNESS, Manner

# No paper says how long clean rows wait and how many of them are read: 默认·待核对.
DAYS = Parameter("review_days", "提交后满几个工作日由系统审核", 5, least=1, most=60, unit="个工作日")
PERCENT = Parameter("review_percent", "系统审核的记录抽几成由人抽读", 10, least=1, most=100, unit="%")
# What `drawn` does; another way of drawing gets another name. The first, sha256-rank-1, filled up the share of the
# year, rounded up, by the two counts that the sweep keeps: which row comes next could be told beforehand.
ALGORITHM = "sha256-rank-2"
ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class Rule:
    """How one register is reviewed in one place on one day."""

    manner: str = Manner.EACH
    days: int = DAYS.default
    percent: int = PERCENT.default
    verified: bool = False

    @property
    def label(self) -> str:
        return str(Manner(self.manner).label)

    @property
    def told(self) -> str:
        """As a clerk reads it, with what nobody has compared with a paper."""
        more = f"（满 {self.days} 个工作日，抽读 {self.percent}%）" if self.manner == Manner.SAMPLED else ""
        return f"{self.label}{more}" + ("" if self.verified else f" · {UNCHECKED}")


def stricter(one: Rule, other: Rule) -> Rule:
    """What holds where the city has said one thing and the county another."""
    if one.manner != other.manner:
        return max(one, other, key=lambda rule: STRICTNESS[rule.manner])
    days, percent = max(one.days, other.days), max(one.percent, other.percent)
    return Rule(one.manner, days, percent, one.verified and other.verified)


def loosens(own: Rule, above: Rule) -> bool:
    """Whether the level below would let pass what the level above wants looked at."""
    if own.manner != above.manner:
        return STRICTNESS[own.manner] < STRICTNESS[above.manner]
    return own.manner == Manner.SAMPLED and (own.days < above.days or own.percent < above.percent)


def last_day(today: dt.date, days: int, known: Calendar) -> dt.date:
    """Rows handed in on this day or before have had their workdays: the last of them is over today."""
    day = today - ONE
    while known.step(day, days) >= today:
        day -= ONE
    return day


def drawn(seed: str, keys: Iterable[int], percent: int) -> set[int]:
    """Which of these rows a person reads: the share of this step, and of what is left of a row one more by chance, so
    that each row is as likely as any other, whatever went before.

    By the rank of sha256("seed:key"), and sha256("seed:rest") for the one more: nobody can tell beforehand, and anybody
    can do it again with the seed.
    """
    ranked = sorted(keys, key=lambda key: _number(seed, key))
    whole, rest = divmod(len(ranked) * percent, 100)
    return set(ranked[: whole + (_number(seed, "rest") * 100 < rest << 256)])


def _number(seed: str, what: int | str) -> int:
    return int(hashlib.sha256(f"{seed}:{what}".encode()).hexdigest(), 16)

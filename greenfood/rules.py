"""Standing by date, what counts as one product, and the arithmetic of net growth. Values in, values out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from supervision.ground.errors import RuleViolation

from .vocabulary import GEOGRAPHICAL, Kind, Standing

# The work paper asks for 5 more per county on average and 440 in the city; the shares are a decomposition.
CITY_NET_GROWTH = 60
CITY_TOTAL = 440


def standing_on(
    day: dt.date, *, valid_from: dt.date, valid_to: dt.date | None, ended_on: dt.date | None = None, ended_how: str = ""
) -> Standing:
    """The last day of a term still counts; the day on which it was taken away no longer does."""
    if ended_on is not None and ended_on <= day:
        return Standing(ended_how)
    if day < valid_from:
        return Standing.PENDING
    return Standing.LAPSED if valid_to is not None and valid_to < day else Standing.IN_FORCE


def product_key(*, kind: str, county: str, holder: str, product: str, product_code: str = "") -> str:
    """What is counted once: a renewal of the same product is the same, and so are AGI and PGI of one product."""
    if kind in GEOGRAPHICAL:
        return f"gi/{county}/{product_code or _plain(product)}"
    family = Kind.ORGANIC if kind == Kind.CONVERSION else kind
    return f"{family}/{county}/{holder}/{_plain(product)}"


def _plain(name: str) -> str:
    return "".join(name.split()).replace("（", "(").replace("）", ")").lower()


@dataclass(frozen=True)
class Held:
    """One certification as the arithmetic sees it."""

    id: int
    key: str
    valid_from: dt.date
    valid_to: dt.date | None
    ended_on: dt.date | None = None
    alone: bool = False  # taken over by one person, or by nobody yet: nothing counts that
    waits: bool = False

    def holds(self, day: dt.date) -> bool:
        over = (self.valid_to and self.valid_to < day) or (self.ended_on and self.ended_on <= day)
        return self.valid_from <= day and not over


@dataclass
class Growth:
    """What a period did to a county's products. `late` held before the period already but stood on no list."""

    new: list[int] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    doubled: list[int] = field(default_factory=list)
    late: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)  # would be new, once a second person has looked
    alone: list[int] = field(default_factory=list)

    @property
    def net(self) -> int:
        return len(self.new) - len(self.lost)


def growth(opening: Collection[str], held: Sequence[Held], *, first: dt.date, last: dt.date) -> Growth:
    """New products minus those of the opening list that no longer hold on the last day.

    A product is new when it stood on no opening list, no certificate of it held on the day before and one holds on
    the last day: also one certified anew after it had lapsed, for the lapse was counted as a loss. One that came and
    went within the period leaves nothing behind.
    """
    before = first - dt.timedelta(days=1)
    found = Growth()
    of_key: dict[str, list[Held]] = {}
    for one in sorted(held, key=lambda h: (h.valid_from, h.id)):
        if not (one.waits or one.alone):
            of_key.setdefault(one.key, []).append(one)
        elif first <= one.valid_from <= last and one.holds(last):
            (found.waiting if one.waits else found.alone).append(one.id)
    for key, ones in of_key.items():
        standing = [one for one in ones if one.holds(last)]
        if key in opening:
            continue
        if any(one.holds(before) for one in ones):
            found.late += [one.id for one in standing]
        elif not standing:
            found.gone += [one.id for one in ones if first <= one.valid_from <= last]
        else:
            found.new.append(standing[0].id)
            found.doubled += [one.id for one in standing[1:]]
    found.lost = sorted(key for key in opening if not any(one.holds(last) for one in of_key.get(key, ())))
    return found


def decompose(total: int, counties: Sequence[str]) -> dict[str, int]:
    """The city's number in equal shares; what does not divide goes to the first in code order. 60 / 12 = 5."""
    share, rest = divmod(total, len(counties)) if counties else (0, 0)
    return {county: share + (i < rest) for i, county in enumerate(sorted(counties))}


def targets(given: Mapping[str, int], counties: Sequence[str], *, total: int = CITY_NET_GROWTH) -> dict[str, int]:
    """Each county's share: what was set for it, otherwise the equal one."""
    return decompose(total, counties) | {county: given[county] for county in counties if county in given}


def check(
    *,
    kind: str,
    valid_from: dt.date,
    valid_to: dt.date | None,
    has_holder: bool,
    longest: dt.date | None,
    today: dt.date,
) -> None:
    """`longest` is the last day that the term of its kind allows: 3 years for green, 1 for organic."""
    if not has_holder:
        raise RuleViolation("请选择获证主体，或填写登记人（协会等）名称。", field="subject")
    if valid_from > today:
        raise RuleViolation("颁证日期不能晚于今天。", field="valid_from")
    if kind in GEOGRAPHICAL:
        if valid_to is not None:
            raise RuleViolation("地理标志登记长期有效，不填写有效期止。", field="valid_to")
        return
    if valid_to is None:
        raise RuleViolation(f"{Kind(kind).label}证书必须填写有效期止。", field="valid_to")
    if valid_to <= valid_from:
        raise RuleViolation("有效期止应晚于颁证日期。", field="valid_to")
    if longest is not None and valid_to > longest:
        raise RuleViolation(f"{Kind(kind).label}证书有效期不超过 {longest:%Y-%m-%d}，请核对。", field="valid_to")

"""Does what is there still give the heads that were written then, here and elsewhere?"""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.db import transaction

from .models import WHOLE, Digest
from .services import above, whole_head
from .sources import Source, Sum, columns_of, count, digests, read_the_same, sources

# As the log, the manifest of a backup and the auditor's paper have it, among whatever else stands in a line.
HEAD = re.compile(r"(\d{4}-\d\d-\d\d)\s+([\w]+)\s+([0-9a-f]{64})")
CHANGED = "内容与当日的链头不符：有行被修改、删除或补入"
BROKEN = "与上一链头不相接：中间的链头被改写或拿掉"
ADDED = "链头之后补入了 {} 行，日期却在已封存的范围内"
GONE = "表或列已不在数据库里，无法核对"
ELSEWHERE = "链头与外部留存的不一致：整条链可能被重写"
MISSING = "外部留存了链头，库里没有"


@dataclass(frozen=True)
class Fault:
    day: dt.date
    source: str
    what: str

    def __str__(self) -> str:
        return f"{self.day} {self.source}：{self.what}"


def verify(*, since: dt.date | None = None, heads: str = "") -> list[Fault]:
    """All faults, oldest first; from the links of `since` on, or of the whole chain."""
    with transaction.atomic(), read_the_same():
        known = {source.table: source for source in sources()}
        links: dict[str, list[Digest]] = defaultdict(list)
        for link in Digest.objects.order_by("source", "day"):
            links[link.source].append(link)
        nights = links.pop(WHOLE, [])
        faults = [fault for name, chain in links.items() for fault in _of_source(known.get(name), chain, since)]
        closed = nights[-1].until if nights else None
        late = (_late(source, links.get(name), closed, quick=since is not None) for name, source in known.items())
        faults += [fault for found in late for fault in found]
        faults += _of_nights(nights, [link for chain in links.values() for link in chain])
    return sorted([*faults, *_elsewhere(heads, nights, links)], key=lambda fault: (fault.day, fault.source))


def _of_source(source: Source | None, chain: list[Digest], since: dt.date | None) -> Iterator[Fault]:
    there = set(columns_of(source)) if source is not None else set()
    before, until = "", None
    for link in chain:
        if (link.before, link.since) != (before, until):
            yield Fault(link.day, link.source, BROKEN)
        before, until = link.head, link.until
    due = [(at, link) for at, link in enumerate(chain) if since is None or link.day >= since]
    # Links of the same columns are read together, the table once for all of them.
    for columns, of_these in groupby(due, key=lambda one: one[1].columns):
        together = list(of_these)
        links = [link for _, link in together]
        if source is None or not set(columns) <= there:
            yield from (Fault(link.day, link.source, GONE) for link in links)
            continue
        # From a given day on only the keys that can be among the rows are read; the whole chain reads every row.
        least = above(chain[: together[0][0]][::-1], links[0].since) if since is not None else None
        for link, found in zip(links, _read(source, links, least), strict=True):
            if (found.rows, found.head) != (link.rows, link.head):
                yield Fault(link.day, link.source, CHANGED)


def _read(source: Source, links: list[Digest], least: int | None) -> list[Sum]:
    """In one go where each begins with the end of the one before; otherwise, with one taken out, each by itself."""
    follow = all(one.until <= two.until and one.until == two.since for one, two in pairwise(links))
    each = [links] if follow else [[link] for link in links]
    spans = [[one.span() for one in some] for some in each]
    return [found for some in spans for found in digests(source, links[0].columns, some, above=least)]


def _late(source: Source, chain: list[Digest] | None, closed: dt.datetime | None, *, quick: bool) -> Iterator[Fault]:
    """Rows between the last link of a source and the last night that was closed: there were none then. `quick` looks
    only at the keys that are usual, the whole chain at all of them.
    """
    if closed is None or source.of_runs:
        return
    since = chain[-1].until if chain else None
    if since is not None and since >= closed:
        return
    found = count(source, since, closed, above=above((chain or [])[::-1], since) if quick else None)
    if found:
        yield Fault(closed.date(), source.table, ADDED.format(found))


def _of_nights(nights: list[Digest], links: Iterable[Digest]) -> Iterator[Fault]:
    by_day: dict[dt.date, list[Digest]] = defaultdict(list)
    for link in links:
        by_day[link.day].append(link)
    before = ""
    for night in nights:
        if night.before != before:
            yield Fault(night.day, WHOLE, BROKEN)
        found = whole_head(night.before, by_day.pop(night.day, []))
        if (found.rows, found.head) != (night.rows, night.head):
            yield Fault(night.day, WHOLE, CHANGED)
        before = night.head
    for day, left in by_day.items():
        yield from (Fault(day, link.source, BROKEN) for link in left)


def _elsewhere(heads: str, nights: list[Digest], links: dict[str, list[Digest]]) -> Iterator[Fault]:
    stored = {(one.day.isoformat(), one.source): one.head for one in nights}
    stored |= {(one.day.isoformat(), one.source): one.head for chain in links.values() for one in chain}
    for day, source, head in sorted(set(HEAD.findall(heads))):
        if (day, source) not in stored:
            yield Fault(dt.date.fromisoformat(day), source, MISSING)
        elif stored[day, source] != head:
            yield Fault(dt.date.fromisoformat(day), source, ELSEWHERE)

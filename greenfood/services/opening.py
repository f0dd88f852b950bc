"""年初有效清单: taken and locked in one act."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require

from ..models import Certification, OpeningEntry, OpeningList

EARLIEST = 2000


def lock_opening_list(year: int, *, by: Post) -> OpeningList:
    """Write down the products in force on the last day of `year`, once and for all."""
    require(by, "greenfood.lock_openinglist")
    if not EARLIEST <= year <= clock.year() or (day := dt.date(year, 12, 31)) >= clock.today():
        raise RuleViolation("该年度尚未结束或过早，不能锁定年末有效清单。", field="year")
    if OpeningList.objects.filter(year=year).exists():
        raise RuleViolation(f"{year} 年末有效清单已锁定，不能重做。", field="year")
    held = Certification.objects.reviewed().in_force(day).of_counted_kinds().select_related("subject")
    first_of_key = {c.product_key: c for c in held.order_by("-valid_from", "-id")}
    with history.acting(by, f"锁定{year}年末有效清单"):
        made = OpeningList.objects.create(
            year=year,
            taken_on=day,
            count=len(first_of_key),
            digest=_digest(first_of_key),
            locked_by=by,
            locked_at=clock.now(),
        )
        records.insert_many([_entry(made, c) for c in first_of_key.values()])
    return made


def is_intact(opening: OpeningList) -> bool:
    """Whether the rows are still those that were locked: an added row cannot be refused, but it shows."""
    keys = list(opening.entries.values_list("product_key", flat=True))
    return len(keys) == opening.count and _digest(keys) == opening.digest


def _digest(keys: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(keys)).encode()).hexdigest()


def _entry(opening: OpeningList, c: Certification) -> OpeningEntry:
    return OpeningEntry(
        opening=opening,
        region_id=c.region_id,
        township_id=c.township_id,
        county_id=c.county_id,
        managing_zone_id=c.managing_zone_id,
        product_key=c.product_key,
        certification=c,
        kind=c.kind,
        product_name=c.product_name,
        holder_name=c.holder,
        certificate_number=c.certificate_number,
    )

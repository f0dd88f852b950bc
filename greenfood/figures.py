"""Products in force and their growth, for all counties at once. Counted by product, never by certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Value, When

from supervision.ground import clock, terms
from supervision.ground.measures import Measure, Period
from supervision.ground.parameters import PAPER
from supervision.ground.records import ALONE, State
from supervision.ground.regions import county_codes
from supervision.ground.spread import counties
from supervision.ground.terms import add_months

from . import rules
from .models import Certification, CertificationQuerySet, GrowthTarget, OpeningEntry, OpeningList
from .rules import Growth, Held
from .vocabulary import RENEW_TERM

RENEWAL_WINDOW = dt.timedelta(days=90)
DOUBLED, LATE, GONE = "同一产品已计一次", "期初前获证但未列入期初清单", "期内获证又退出"
NOT_REVIEWED = "尚未审核"
LOST = "期初清单产品，期末已到期、撤销或注销"


def net_growth(period: Period, *, total: int = rules.CITY_NET_GROWTH) -> dict[str, Measure]:
    """New products less those lost, against the county's share of the city's number."""
    grown, shares = growth(period), county_targets(period.last.year, total=total)
    behind = _behind_lost({key for one in grown.values() for key in one.lost})
    return {county: _measured(grown[county], shares.get(county, 0), behind) for county in grown}


def growth(period: Period) -> dict[str, Growth]:
    """What the period did to each county's products and the city's own, up to today while it is running."""
    last = period.until(clock.today()).last
    opening, held = opening_keys(period), held_by_county()
    found = {
        county: rules.growth(opening.get(county, set()), held.get(county, []), first=period.first, last=last)
        for county in {*opening, *held}
    }
    return counties(found, Growth)


def opening_list(period: Period) -> OpeningList | None:
    """The locked list from which the period is counted: only whole years have one."""
    if (period.first.month, period.first.day) != (1, 1):
        return None
    return OpeningList.objects.filter(year=period.first.year - 1).first()


def opening_keys(period: Period) -> dict[str | None, set[str]]:
    """The products at the start: the locked list, or where there is none what held on the day before."""
    rows: Iterable[tuple[Any, str]]
    listed = opening_list(period)
    if listed is not None:
        rows = OpeningEntry.objects.filter(opening=listed).values_list("county_id", "product_key")
    else:
        before = period.first - dt.timedelta(days=1)
        held = Certification.objects.reviewed().in_force(before).of_counted_kinds()
        rows = held.values_list("county_id", "product_key")
    found: dict[str | None, set[str]] = {}
    for county, key in rows:
        found.setdefault(county, set()).add(key)
    return found


def held_by_county() -> dict[str | None, list[Held]]:
    """What a second person has taken over, and beside it what waits for one: a score counts the former only."""
    names = ("county_id", "state", "id", "product_key", "valid_from", "valid_to", "ended_on", "alone")
    found: dict[str | None, list[Held]] = {}
    rows = Certification.objects.counted().of_counted_kinds().order_by().values_list(*names)
    for county, state, pk, key, first, last, ended, alone in rows:
        one = Held(pk, key, first, last, ended, alone=alone, waits=state != State.ACCEPTED)
        found.setdefault(county, []).append(one)
    return found


def county_targets(year: int, *, total: int = rules.CITY_NET_GROWTH) -> dict[str, int]:
    """The shares of a year. Before the work paper that asks for growth there are none but those somebody set."""
    given = {row.county_id: row.net for row in GrowthTarget.objects.filter(year=year)}
    if year < PAPER.default:
        return given
    return rules.targets(given, county_codes(), total=total)


def products_in_force(day: dt.date) -> dict[str | None, dict[str, int]]:
    """{county: {product: one certification}} on a day; products of the city itself under None."""
    rows = Certification.objects.reviewed().in_force(day).of_counted_kinds().order_by("-id")
    found: dict[str | None, dict[str, int]] = {}
    for county, key, pk in rows.values_list("county_id", "product_key", "id"):
        found.setdefault(county, {})[key] = pk
    return found


def totals(period: Period) -> dict[str, Measure]:
    """Products in force at the period's end, today while it is running; one certification of each behind it."""
    found = products_in_force(period.until(clock.today()).last)
    held = {county: _standing(products) for county, products in found.items()}
    return counties(held, lambda: _standing({}))


def _standing(products: Mapping[str, int]) -> Measure:
    return Measure(Decimal(len(products)), len(products), 1, counted=sorted(products.values()))


def city_total(period: Period, *, goal: int = rules.CITY_TOTAL) -> dict[str, Measure]:
    """The number of the city's products, beside its goal: the same for all counties."""
    found = products_in_force(period.until(clock.today()).last)
    ids = sorted(pk for products in found.values() for pk in products.values())
    return {county: Measure(Decimal(len(ids)), len(ids), goal, counted=ids) for county in county_codes()}


def counts_as_product(year: int) -> Case:
    """Whether a certificate holds at the year's end, today while it runs: of one product one counts."""
    day = Period.of_year(year).until(clock.today()).last
    held = Certification.objects.reviewed().in_force(day).of_counted_kinds().filter(pk=OuterRef("pk"))
    return Case(When(Exists(held), then=Value(True)), default=Value(False), output_field=BooleanField())


def running_out(rows: CertificationQuerySet, day: dt.date) -> CertificationQuerySet:
    """In force and not followed by another, from 90 days before the last day on which renewal may be asked for.

    That day is three months before the end (terms table), so the reminder starts about half a year before it.
    """
    soon = Q()
    for kind, code in RENEW_TERM.items():
        soon |= Q(kind=kind, valid_to__lte=add_months(day + RENEWAL_WINDOW, terms.in_force(code, day).length))
    later = Certification.objects.live().filter(product_key=OuterRef("product_key"), valid_to__gt=OuterRef("valid_to"))
    return rows.in_force(day).filter(soon).filter(~Exists(later))


def _measured(grown: Growth, share: int, behind: Mapping[str, int]) -> Measure:
    left_out: list[tuple[Any, str]] = [(behind[key], LOST) for key in grown.lost if key in behind]
    reasons = ((grown.doubled, DOUBLED), (grown.late, LATE), (grown.gone, GONE))
    for ids, reason in (*reasons, (grown.waiting, NOT_REVIEWED), (grown.alone, ALONE)):
        left_out += [(pk, reason) for pk in ids]
    none = "" if share else "本县没有分解净增任务"
    return Measure.of(grown.net, share, counted=grown.new, left_out=left_out, not_applicable=none, deducted=(LOST,))


def _behind_lost(keys: set[str]) -> dict[str, int]:
    """The certification by which a lost product is shown: its latest."""
    rows = Certification.objects.filter(product_key__in=keys).order_by("id").values_list("product_key", "id")
    return dict(rows)

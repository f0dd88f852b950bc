"""What 系统 takes over: clean rows of registers that are not reviewed one by one, once they have had their days.

Set-based for each register and county; what is not clean stays with the people as it was. Run again it finds nothing.
"""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Sequence
from typing import Any

import structlog
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from supervision.ground import acts, clock, history, records, terms
from supervision.ground.history import Way
from supervision.ground.people import Post, system_post
from supervision.ground.regions import CITY, county_codes
from supervision.ground.terms import Calendar

from ... import reviewers
from ...looks import looks
from ...registry import Register
from ...verbs import ACCEPT
from ..models import ReviewSweep, Taken
from ..rules import ALGORITHM, Rule, drawn, last_day
from ..vocabulary import Manner
from .applying import Applying, reviewable

CHUNK = 500
log = structlog.get_logger(__name__)


def take_over() -> int:
    """All that has waited long enough, of every register and county; how many were taken over."""
    by, known, applying = system_post(), terms.calendar(), Applying(clock.today())
    done = 0
    if applying.paper(CITY) is None:
        return 0
    for register in reviewable():
        if applying.rule(register, None).manner == Manner.EACH:
            continue  # a county is never looser
        for county in (None, *county_codes()):
            rule = applying.rule(register, county)
            if rule.manner != Manner.EACH:
                done += _tried(register, county, rule, applying, known, by)
    return done


def _tried(register: Register, county: str | None, rule: Rule, applying: Applying, known: Calendar, by: Post) -> int:
    """One county whose rows cannot be taken holds up no other; they wait for a person, and the fault is told."""
    try:
        return _of_county(register, county, rule, applying, known, by)
    except Exception:
        log.exception("not_taken_over", register=register.key, county=county)
        return 0


def _of_county(
    register: Register, county: str | None, rule: Rule, applying: Applying, known: Calendar, by: Post
) -> int:
    done, last = 0, 0
    while keys := _next(register, county, rule, applying.day, known, by, last):
        last = keys[-1]
        with transaction.atomic():
            rows = list(register.to_judge(by).filter(pk__in=keys).order_by("pk"))
            done += _take(register, county, rule, applying, records.unchanged(clean(register, rows, by)), by)
    return done


def _next(
    register: Register, county: str | None, rule: Rule, today: dt.date, known: Calendar, by: Post, last: int
) -> list[int]:
    rows: Any = register.rows(by)
    waiting: QuerySet[Any] = rows.waiting_singly().filter(county=county, pk__gt=last)
    waiting = waiting.exclude(reviewers.in_an_open_batch(register.model))
    if rule.manner == Manner.SAMPLED:
        after = last_day(today, rule.days, known) + dt.timedelta(days=1)
        waiting = waiting.filter(submitted_at__lt=timezone.make_aware(dt.datetime.combine(after, dt.time())))
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:CHUNK])


def clean(register: Register, rows: Sequence[Any], by: Post) -> list[Any]:
    """Those of which nothing has to be read and nothing is to come: no problem, no 建议复看, never sent back, and 系统
    may accept them.
    """
    plain = [
        row
        for row in rows
        if not register.care(row) and not register.awaits(row) and not register.why_not(ACCEPT, row, by)
    ]
    if not plain:
        return []
    apart = {*looks(register, plain), *acts.returned(plain)}
    return [row for row in plain if row.pk not in apart]


def _take(register: Register, county: str | None, rule: Rule, applying: Applying, rows: Sequence[Any], by: Post) -> int:
    if not rows:
        return 0
    label = register.model._meta.label_lower
    life: Any = register.life  # `reviewable` ones have one
    why = (
        f"{rule.label}：提交满 {rule.days} 个工作日，未发现须逐条看的情况" if rule.manner == Manner.SAMPLED else "免审"
    )
    with history.acting(by, f"系统审核（{rule.label}）", why, way=Way.SYSTEM):
        sweep = _sweep(register, label, county, rule, applying)
        chosen: set[int] = set()
        if rule.manner == Manner.SAMPLED:
            chosen = drawn(sweep.seed, [row.pk for row in rows], rule.percent)
        Taken.objects.bulk_create([_taken(sweep, row, row.pk in chosen) for row in rows])
        decided = life.accept_many(list(rows), by=by)
        if decided.left:  # judged and locked before: nobody could come between
            raise RuntimeError(f"{label}: {decided.left[0][1]}")
    return len(rows)


def _sweep(register: Register, label: str, county: str | None, rule: Rule, applying: Applying) -> ReviewSweep:
    """The step with its seed."""
    city: Any = applying.item(register, CITY)  # the city allows it, or nothing would be taken
    made: ReviewSweep = ReviewSweep.objects.create(
        register=label,
        county_id=county,
        item=city,
        own_item=applying.item(register, county) if county else None,
        manner=rule.manner,
        days=rule.days,
        percent=rule.percent,
        day=applying.day,
        seed=secrets.token_hex(16),
        algorithm=ALGORITHM,
        before=0,  # what went before is nothing to this way of drawing
        drawn_before=0,
    )
    return made


def _taken(sweep: ReviewSweep, row: Any, chosen: bool) -> Taken:
    places = {name: getattr(row, name) for name in ("region_id", "township_id", "county_id", "managing_zone_id")}
    return Taken(sweep=sweep, register=sweep.register, record=row.pk, version=row.version, drawn=chosen, **places)

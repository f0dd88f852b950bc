from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from supervision import clock
from supervision.figures import fiveone as figures
from supervision.figures.indicators import FIVE_ONE
from supervision.measures import Period, Ratio
from supervision.people import Post, require
from supervision.regions.models import Level, Region
from supervision.rules.fiveone import Evidence, FiveOne
from supervision.vocabulary.fiveone import One

LISTS = {
    One.TEAM: "supervision:staff",
    One.REGISTER: "supervision:subjects",
    One.SAMPLING: "monitoring:samples",
    One.PATROL: "supervision:patrols",
    One.REPORT: "supervision:workreports",
}


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """The 五个一 board: the counties, and the townships of the county chosen or in use."""
    require(request.post, "supervision.view_fiveone")
    year = _year(request)
    period = Period.of_year(year)
    mine = _townships(request.post)
    found = figures.board(period)
    asked, chosen = _chosen(request, mine)
    townships = [region for region in mine if asked in (None, region.county_id, region.pk)]
    shown = townships if chosen or len({r.county_id for r in mine}) <= 1 else []
    told = {
        "ones": One.choices,
        "counties": _counties(mine, found) if len({r.county_id for r in mine}) > 1 else [],
        "chosen": chosen,
        "rows": [_row(region, found[region.pk], period) for region in shown],
        "summary": _summary(townships, found),
        "caliber": FIVE_ONE.caliber,
        "version": FIVE_ONE.version,
        "as_of": clock.now(),
        "board_year": year,
    }
    return render(request, "supervision/fiveone.html", told)


def _year(request: HttpRequest) -> int:
    try:
        return int(request.session.get("year") or clock.year())
    except (TypeError, ValueError):
        return clock.year()


def _townships(post: Post) -> list[Region]:
    """The assessed townships in the post's scope; a zone has those it runs."""
    place = post.region
    rows = Region.objects.assessed_townships().select_related("county")
    if place.level == Level.CITY:
        return list(rows)
    if place.level == Level.ZONE:
        return list(rows.filter(managed_by=place))
    if place.level == Level.COUNTY:
        return list(rows.filter(county=place))
    return list(rows.filter(pk=place.township_id or place.pk))


def _chosen(request: HttpRequest, mine: list[Region]) -> tuple[str | None, str | None]:
    """What was asked for, and its county: a county, or a township, as a score sheet names it.  None: everything."""
    asked = request.GET.get("region") or None
    if asked is None:
        return None, None
    counties = {code: region.county_id for region in mine for code in (region.pk, region.county_id)}
    if asked not in counties:
        raise Http404("没有找到这个地区，或它不在您的范围内。")
    return asked, counties[asked]


def _counties(mine: list[Region], found: Mapping[str, FiveOne]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Any]] = {}
    for region in mine:
        row = rows.setdefault(
            region.county_id,
            {
                "code": region.county_id,
                "name": region.county.name,
                "townships": 0,
                "complete": 0,
                "ones": dict.fromkeys(One.values, 0),
            },
        )
        five = found[region.pk]
        row["townships"] += 1
        row["complete"] += five.complete
        for one, evidence in five.items.items():
            row["ones"][one] += evidence.done
    for row in rows.values():
        row["ratio"] = Ratio(sum(row["ones"].values()), row["townships"] * len(One))
        row["cells"] = [(One(one).label, row["ones"][one]) for one in One.values]
    return list(rows.values())


def _summary(townships: list[Region], found: Mapping[str, FiveOne]) -> dict[str, Any]:
    fives = [found[region.pk] for region in townships]
    done = sum(five.done for five in fives)
    return {
        "townships": len(fives),
        "complete": sum(five.complete for five in fives),
        "ratio": Ratio(done, len(fives) * len(One)),
        "missing": len(fives) * len(One) - done,
    }


def _row(region: Region, five: FiveOne, period: Period) -> dict[str, Any]:
    return {
        "name": region.name,
        "done": five.done,
        "complete": five.complete,
        "cells": [_cell(one, five.items[one], region, period) for one in One.values],
    }


def _cell(one: str, evidence: Evidence, region: Region, period: Period) -> dict[str, Any]:
    return {
        "label": One(one).label,
        "evidence": evidence,
        # A team is not older for having been appointed long ago.
        "age": None if one == One.TEAM else _age(evidence.latest, period),
        "url": _rows_of(LISTS[one], region),
    }


def _rows_of(name: str, region: Region) -> str:
    """The list behind a cell; the room above may not be there."""
    try:
        return f"{reverse(name)}?{urlencode({'region': region.pk})}"
    except NoReverseMatch:
        return ""


def _age(latest: dt.date | None, period: Period) -> int | None:
    """How many days old the newest row is, on the last day of the period that has passed."""
    return None if latest is None else max(0, (min(period.last, clock.today()) - latest).days)

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from supervision.ground import clock, desk
from supervision.ground.desk import listing
from supervision.ground.facts import Fact
from supervision.ground.measures import Period, Ratio
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.regions import Level, Region
from supervision.ground.year import year_of

from ..figures import fiveone as figures
from ..figures.indicators import FIVE_ONE
from ..rules.fiveone import Evidence, FiveOne, freshness
from ..tables.report import WORK_REPORTS
from ..tables.staff import STAFF
from ..tables.subject import SUBJECTS
from ..vocabulary.fiveone import One

PER_PAGE = 50
REGISTERS: dict[str, desk.Register] = {One.TEAM: STAFF, One.REGISTER: SUBJECTS, One.REPORT: WORK_REPORTS}
FACTS = (
    desk.Column("subject", "监管对象", kind="text"),
    desk.Column("on", "日期", kind="date"),
    desk.Column("kind", "事项", kind="badge"),
    desk.Column("summary", "说明", kind="text", width=40),
)


@require_safe
def board(request: OfficialRequest) -> HttpResponse:
    """The 五个一 board: the counties, and the townships of the county chosen or in use."""
    require(request.post, "supervision.view_fiveone")
    year = year_of(request)
    period = Period.of_year(year)
    mine = _townships(request.post)
    found = figures.board(period)
    asked, chosen = _chosen(request, mine)
    townships = [region for region in mine if asked in (None, region.county_id, region.pk)]
    show = _asked_show(request)
    shown = townships if chosen or show or len({r.county_id for r in mine}) <= 1 else []
    shown = [region for region in shown if _has(found[region.pk], show)]
    told = {
        "ones": One.choices,
        "counties": _counties(mine, found) if len({r.county_id for r in mine}) > 1 else [],
        "chosen": chosen,
        "asked": asked,
        "show": show,
        "show_label": SHOWN.get(show, ""),
        "rows": [_row(region, found[region.pk], period) for region in shown],
        "summary": _summary(townships, found),
        "caliber": FIVE_ONE.told,
        "version": FIVE_ONE.version,
        "as_of": clock.now(),
        "board_year": year,
    }
    return render(request, "supervision/fiveone.html", told)


@require_safe
def rows(request: OfficialRequest, code: str, one: str) -> HttpResponse:
    """The rows behind one cell: what the township has of one of the five things."""
    require(request.post, "supervision.view_fiveone")
    township = next((region for region in _townships(request.post) if region.pk == code), None)
    if township is None or one not in One.values:
        raise Http404("没有找到这个乡镇（街道），或它不在您的范围内。")
    year = year_of(request)
    found = figures.rows(one, Period.of_year(year)).visible_to(request.post).filter(township=township).order_by("-pk")
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(request.GET.get("page"))
    told = {
        "township": township,
        "label": One(one).label,
        "board_year": year,
        "page": page,
        **_shown(one, list(page.object_list), request.post),
        "late": _late(one, township, request),
    }
    return render(request, "supervision/fiveone_rows.html", told)


def _late(one: str, township: Region, request: OfficialRequest) -> dict[str, Any] | None:
    """Rows that have told no fact yet because nobody took them over in time: they count all the same."""
    found = figures.waiting(one, Period.of_year(year_of(request)))
    register = found is not None and next((r for r in desk.REGISTERS.values() if r.model is found.model), None)
    if found is None or not register or not request.post.has_perm(register.perm("view")):
        return None
    mine = found.visible_to(request.post).filter(township=township)
    rows = listing.told(register, mine.order_by("-pk")[:PER_PAGE], post=request.post)
    return {"rows": rows, "columns": listing.columns_for(register, request.post), "count": mine.count()}


def _shown(one: str, keys: list[int], post: Post) -> dict[str, Any]:
    """The rows as their register shows them; samplings are known here by the facts they told."""
    if one == One.SAMPLING:
        facts = [_fact(fact) for fact in Fact.objects.filter(pk__in=keys).select_related("subject")]
        return {"columns": FACTS, "rows": sorted(facts, key=lambda row: -row["id"])}
    register = REGISTERS[one] if one in REGISTERS else desk.named("patrols")
    found = listing.told(register, register.rows(post).filter(pk__in=keys), post=post)
    return {
        "columns": listing.columns_for(register, post),
        "rows": sorted(found, key=lambda row: -row["id"]),
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.pk,
        "subject": fact.subject.name if fact.subject else "",
        "on": fact.on,
        "kind": fact.kind_label,
        "summary": fact.summary,
        "url": _source_url(fact),
    }


def _source_url(fact: Fact) -> str:
    """The record that told the fact, in whatever room it is kept."""
    kept = (r for r in desk.REGISTERS.values() if r.model._meta.label_lower == fact.source_label)
    register = next(kept, None)
    return register.url("detail", fact.source_id) if register else ""


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


ALL, COMPLETE = "all", "complete"
SHOWN = {ALL: "纳入考核", COMPLETE: "五项齐全", **{one.value: f"有{one.label}" for one in One}}


def _asked_show(request: OfficialRequest) -> str:
    """Which townships a number of the page stands for: all, those with one of the five things, or with all five."""
    asked = request.GET.get("show", "")
    return asked if asked in SHOWN else ""


def _has(five: FiveOne, show: str) -> bool:
    if show in ("", ALL):
        return True
    return five.complete if show == COMPLETE else five.items[show].done


def _chosen(request: OfficialRequest, mine: list[Region]) -> tuple[str | None, str | None]:
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
            region.county_id or "",
            {
                "code": region.county_id,
                "name": region.county.name if region.county else "",
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
        row["cells"] = [(one, One(one).label, row["ones"][one]) for one in One.values]
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
        "age": (age := None if one == One.TEAM else _age(evidence.latest, period)),
        "fresh": freshness(age),
        "url": reverse("supervision:fiveone-rows", args=[region.pk, one]),
    }


def _age(latest: dt.date | None, period: Period) -> int | None:
    """How many days old the newest row is, on the last day of the period that has passed."""
    return None if latest is None else max(0, (min(period.last, clock.today()) - latest).days)

"""净增情况: the year's arithmetic by county, the opening list behind it, and the shares."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.parameters import PAPER
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.regions import CITY, Region, city_own, counties, county_codes
from supervision.ground.year import year_of

from .. import figures, rules, services
from ..forms import TargetForm
from ..models import OpeningEntry, OpeningList

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
def growth(request: OfficialRequest) -> HttpResponse:
    """One line per county the post may see. The city sets a county's share here."""
    require(request.post, "greenfood.view_certification")
    form = TargetForm(request.POST or None)
    if request.method == "POST":
        require(request.post, "greenfood.change_growthtarget")
        if form.is_valid() and _set(request, form):
            return redirect("greenfood:growth")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "greenfood/growth.html", {**_table(request), "form": form}, status=status)


def _set(request: OfficialRequest, form: TargetForm) -> bool:
    try:
        target = services.set_target(by=request.post, year=year_of(request), **form.cleaned_data)
    except RuleViolation as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    messages.success(request, f"{target.county} {target.year} 年净增任务已设为 {target.net} 个。")
    return True


def _table(request: OfficialRequest) -> dict[str, Any]:
    year = year_of(request)
    period = Period.of_year(year)
    grown, shares = figures.growth(period), figures.county_targets(year)
    places = [*counties(), city_own()] if CITY in grown else counties()
    listed = figures.opening_list(period)
    opening, held = figures.opening_keys(period), figures.products_in_force(period.until(clock.today()).last)
    lines: list[dict[str, Any]] = [
        {
            "county": county,
            "opening": len(opening.get(_key(county), ())),
            "new": len(grown[county.pk].new),
            "lost": len(grown[county.pk].lost),
            "net": grown[county.pk].net,
            "target": shares.get(county.pk),
            "gap": max(0, shares.get(county.pk, 0) - grown[county.pk].net),
            "total": len(held.get(_key(county), {})),
        }
        for county in places
        if sees(request.post, county.pk)
    ]
    sums = {key: sum(line[key] or 0 for line in lines) for key in SUMMED}
    return {
        "asked_year": year,
        "lines": lines,
        "sums": sums,
        "target_text": f"任务 {sums['target']}" if shares else "未设目标",
        "city_total": sum(len(products) for products in held.values()),
        "goal_text": f"目标 {rules.CITY_TOTAL}" if year >= PAPER.default else "未设目标",
        "opening_list": listed,
        "opening_url": _opening_url(request.post, listed),
        "own": CITY,
        "lost_why": figures.LOST,
        "as_of": period.until(clock.today()).last,
        "may_set": request.post.has_perm("greenfood.change_growthtarget"),
        "may_lock": request.post.has_perm("greenfood.lock_openinglist") and not listed,
    }


def _key(place: Region) -> str | None:
    """The stamped county of its rows: the city's own have none."""
    return None if place.pk == CITY else place.pk


def _opening_url(post: Post, listed: OpeningList | None) -> str:
    """The list behind the number at the year's start, for those who may read it."""
    if listed is None or not post.has_perm("greenfood.view_openinglist"):
        return ""
    return reverse("greenfood:opening", args=[listed.year])


SUMMED = ("opening", "new", "lost", "net", "target", "gap", "total")


def sees(post: Post, county: str) -> bool:
    return post.is_citywide or post.region.county_id == county


@require_safe
def opening(request: OfficialRequest, year: int) -> HttpResponse:
    """The locked list of a year's last day, as far as the post may see."""
    require(request.post, "greenfood.view_openinglist")
    listed = OpeningList.objects.filter(year=year).select_related("locked_by__user").first()
    if listed is None:
        raise Http404(f"{year} 年末有效清单还没有锁定。")
    rows = OpeningEntry.objects.visible_to(request.post).filter(opening=listed).select_related("county")
    county = request.GET.get("county", "")
    if county == CITY:
        rows = rows.filter(county=None)
    elif county in county_codes():
        rows = rows.filter(county=county)
    told = {
        "listed": listed,
        "county": county,
        "intact": services.is_intact(listed),
        "page": Paginator(rows.order_by("county", "id"), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "greenfood/opening.html", told)


@require_POST
def lock(request: OfficialRequest, year: int) -> HttpResponse:
    """Lock the list of the last day of `year`."""
    try:
        made = services.lock_opening_list(year, by=request.post)
    except RuleViolation as refused:
        messages.error(request, str(refused))
        return redirect("greenfood:growth")
    messages.success(request, f"{made} 已锁定，共 {made.count} 个产品。")
    return redirect("greenfood:opening", year=year)

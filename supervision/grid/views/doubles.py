"""疑似重复: the pairs of a place that may be one, and what is said of them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from supervision.ground.desk import asked, key_in
from supervision.ground.people import OfficialRequest, require
from supervision.ground.records import COUNTED
from supervision.ground.regions import Region
from supervision.ground.subjects import Status, Subject, apart, duties, pairs

from ..merging import Merge

PER_PAGE = 25


@require_safe
def doubles(request: OfficialRequest) -> HttpResponse:
    """The pairs of the post's place; the city looks at one county at a time, for a double lies in one county."""
    require(request.post, "supervision.view_merge")
    rows = Subject.objects.visible_to(request.post).counted()
    counties = list(Region.objects.counties()) if request.post.is_citywide else []
    codes = [one.code for one in counties]
    county = asked(request.GET, "county")
    if counties:
        county = county if county in codes else codes[0]
        rows = rows.filter(county=county)
    page: Any = Paginator(pairs.found(rows), PER_PAGE).get_page(asked(request.GET, "page"))
    told = {
        "page": page,
        "counties": counties,
        "county": county if counties else "",
        "may_propose": request.post.has_perm("supervision.add_merge"),
    }
    page.object_list = _told(page.object_list)
    return render(request, "supervision/doubles.html", told)


def _told(found: Any) -> list[dict[str, Any]]:
    """The pairs of one page with their rows, and the merging that was proposed of them."""
    keys = {key for pair in found for key in (pair.one, pair.other)}
    subjects = Subject.objects.filter(pk__in=keys).select_related("region__county", "region__township").in_bulk()
    merges = Merge.objects.live().filter(subject__in=keys, into__in=keys).order_by("pk")
    proposed = {apart.pair(one.subject_id, one.into_id): one for one in merges}
    return [
        {
            **_sides(subjects[pair.one], subjects[pair.other]),
            "both": (subjects[pair.one], subjects[pair.other]),
            "why": pair.why,
            "merge": proposed.get((pair.one, pair.other)),
        }
        for pair in found
        if pair.one in subjects and pair.other in subjects
    ]


def _sides(one: Subject, other: Subject) -> dict[str, Subject]:
    """Which to keep is proposed: the one with an account, in business, with more duties, with a code, that was entered
    first; a person may turn it.
    """
    kept, double = sorted((one, other), key=_to_keep)
    return {"one": kept, "other": double}


def _to_keep(row: Subject) -> tuple[Any, ...]:
    stopped, duty = row.status != Status.ACTIVE, len(duties.of(row.kind))
    return not row.organisation_id, stopped, -duty, not row.credit_code, row.pk


@require_POST
def two(request: OfficialRequest) -> HttpResponse:
    """不是同一家, said of a pair of one's own place: kept, and not asked again."""
    require(request.post, "supervision.add_merge")
    seen = Subject.objects.visible_to(request.post).filter(state__in=COUNTED)
    one, other = (seen.visible_or_404(request.post, pk=key_in(request.POST.get(name))) for name in ("one", "other"))
    apart.said([(one.pk, other.pk)], by=request.post)
    messages.success(request, f"已记下：“{one}”与“{other}”不是同一家，不再提示。")
    county = asked(request.POST, "county")
    kept = f"?{urlencode({'county': county})}" if county else ""
    return redirect(f"{reverse('supervision:subjects-doubles')}{kept}")

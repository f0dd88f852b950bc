"""The pages behind the home page: the rows of a number, and the rows of a to-do."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from supervision.ground import desk
from supervision.ground.desk import Register, keyset, listing
from supervision.ground.measures import Todo
from supervision.ground.people import OfficialRequest, Post, require
from supervision.ground.records import sees_whole_counties
from supervision.ground.regions import Region
from supervision.ground.year import year_of

from .. import evidence, offers
from . import board
from .opened import COUNTED, LEFT_OUT, WHOLE, Opened, opened

PER_PAGE = 50
ACT = desk.Column("act", "办理", kind="text")


@require_safe
def figure(request: OfficialRequest, code: str) -> HttpResponse:
    """The rows of one number: of the header's year, of one county or of all the post may see."""
    card = next((one for one in offers.cards() if one.code == code), None)
    if card is None:
        raise Http404("没有这个指标。")
    if not sees_whole_counties(request.post):
        raise PermissionDenied("这个数按县统计，只有市、县级岗位可以查看它的全部记录。")
    require(request.post, "{}.view_{}".format(*card.model.lower().split(".")))
    year, asked = year_of(request), _asked_county(request)
    found = opened(card, year=year, places=[asked] if asked else board.places_of(request.post))
    part = request.GET.get("part", COUNTED)
    part = part if part in (LEFT_OUT, WHOLE) else COUNTED
    why = request.GET.get("why", "") if part == LEFT_OUT else ""
    pairs = found.rows(part, why)
    told = {
        "card": card,
        "found": found,
        "year_shown": year,
        "place": asked,
        "part": part,
        "why": why,
        "shown": evidence.page_of(card.model, pairs, request.GET.get("page"), post=request.post),
        "parts": _parts(found, part, county=asked.pk if asked else ""),
        "reasons": _reasons(found, why, county=asked.pk if asked else "") if part == LEFT_OUT else [],
        "turn": _query(county=asked.pk if asked else "", part=part, why=why),
        "register_url": _register_url(card.url, asked),
    }
    return render(request, "home/figure.html", told)


def _asked_county(request: OfficialRequest) -> Region | None:
    """The county asked for, which must be one of the post's own."""
    code = request.GET.get("county", "")
    if not code:
        return None
    found = next((place for place in board.places_of(request.post) if place.pk == code), None)
    if found is None:
        raise Http404("没有找到这个县（市、区），或它不在您的范围内。")
    return found


def _query(**asked: str) -> str:
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def _parts(found: Opened, part: str, *, county: str) -> list[dict[str, Any]]:
    parts = [(COUNTED, "计入", found.counted), (LEFT_OUT, "未计入", found.left_out)]
    if found.card.percent:
        parts.append((WHOLE, "分母", found.whole))
    return [
        {"label": label, "count": len(rows), "url": _query(county=county, part=name), "active": name == part}
        for name, label, rows in parts
    ]


def _reasons(found: Opened, why: str, *, county: str) -> list[dict[str, Any]]:
    return [
        {"reason": one, "url": _query(county=county, part=LEFT_OUT, why=one.why), "active": one.why == why}
        for one in found.reasons
    ]


def _register_url(name: str, county: Region | None) -> str:
    url = board.address(name)
    return f"{url}{'&' if '?' in url else '?'}region={county.pk}" if url and county else url


@require_safe
def todo(request: OfficialRequest, code: str) -> HttpResponse:
    """The rows of one to-do: the query that was counted, newest first."""
    found = next((one for one in offers.todos() if one.code == code), None)
    if found is None:
        raise Http404("没有这项待办。")
    require(request.post, found.perm)
    rows = found.rows(request.post)
    register = evidence.register_of(rows.model._meta.label)
    by_lines = found.line is not None or found.lines is not None
    if register is None and not by_lines:
        raise Http404("没有这项待办。")
    page, total = _page(rows, request), rows.order_by()[: listing.MOST + 1].count()
    told = {
        "todo": found,
        "total": f"{total:,}" if total <= listing.MOST else f"{listing.MOST:,}+",
        **(_lines(rows, found, page) if by_lines else _columns(register, found, page, request.post)),
        "next_url": f"?after={page.after}" if page.after else "",
        "prev_url": f"?before={page.before}" if page.before else "",
        "register_url": board.address(found.url),
    }
    return render(request, "home/todo.html", told)


def _columns(register: Any, found: Todo, page: keyset.Page, post: Post) -> dict[str, Any]:
    """The rows as their register shows them."""
    columns = [*listing.columns_for(register, post), *([ACT] if found.act else [])]
    return {"columns": columns, "rows": _told(register, found, [row["k_id"] for row in page.rows], post)}


def _lines(rows: QuerySet[Any], found: Todo, page: keyset.Page) -> dict[str, Any]:
    """Rows of no register: what each is called, where it is, and what more there is to say."""
    line: Any = found.line
    lines = found.lines or (lambda rows: [line(row) for row in rows])
    there = rows.filter(pk__in=[row["k_id"] for row in page.rows])
    if {"made_by"} & {field.name for field in rows.model._meta.get_fields()}:
        there = there.select_related("made_by__user", "made_by__organisation")
    shown = list(there.order_by("-pk"))
    told = [
        {"id": row.pk, "label": label, "url": url, "more": more}
        for row, (label, url, more) in zip(shown, lines(shown), strict=True)
    ]
    return {"columns": None, "rows": told}


def _page(rows: QuerySet[Any], request: OfficialRequest) -> keyset.Page:
    order = keyset.Order("id", down=True)
    at = keyset.place(
        after=request.GET.get("after", ""), before=request.GET.get("before", ""), order=order, queryset=rows
    )
    return keyset.page(rows.values(k_id=F("id")), order, at=at, size=PER_PAGE, keys=("k_id",))


def _told(register: Register, found: Todo, keys: list[int], post: Post) -> list[dict[str, Any]]:
    rows = listing.told(register, register.model._default_manager.filter(pk__in=keys), post=post)
    rows.sort(key=lambda row: -row["id"])
    if found.act:
        label, address = found.act
        name, _, query = address.partition("?")
        base = f"{reverse(name)}?{query}"
        for row in rows:
            row["act"] = format_html('<a class="btn" href="{}{}">{}</a>', base, row["id"], label)
    return rows

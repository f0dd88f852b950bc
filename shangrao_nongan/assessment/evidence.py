"""The rows behind a point: frozen ids turned back into names and links, one query a page."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.urls import NoReverseMatch, reverse

from supervision import desk
from supervision.people import Post
from supervision.regions import Region
from supervision.vocabulary.fiveone import One

from .models import ScoreLine

PER_PAGE = 50


def page_of(line: ScoreLine, kind: str, number: Any, *, post: Post) -> Page:
    """A page of rows: {"id", "name", "place", "url", "why"}; a row the post may not open has no link."""
    pairs = line.left_out if kind == "left_out" else [(pk, "") for pk in line.counted]
    page = Paginator(pairs, PER_PAGE).get_page(number)
    page.object_list = _rows(line.rows_model, list(page.object_list), post)
    return page


def _rows(label: str, pairs: list[tuple[Any, str]], post: Post) -> list[dict[str, Any]]:
    """A frozen id is a key, or "key:part" where a row stands for several things (a township's five)."""
    model = apps.get_model(label) if label else None
    found: dict[str, Any] = {}
    if model is not None:
        asked = {str(pk).partition(":")[0] for pk, _ in pairs}
        keys = [k for k in asked if model._meta.pk.get_internal_type() == "CharField" or k.isdecimal()]
        related = [name for name in ("township", "county", "subject") if _has(model, name)]
        manager = model._default_manager
        rows = manager.visible_to(post) if hasattr(manager, "visible_to") else manager.all()
        found = {str(row.pk): row for row in rows.filter(pk__in=keys).select_related(*related)}
    return [_row(str(pk), why, found) for pk, why in pairs]


def _has(model: Any, name: str) -> bool:
    return any(field.name == name and field.is_relation for field in model._meta.concrete_fields)


def _row(pk: str, why: str, found: dict[str, Any]) -> dict[str, Any]:
    key, _, part = pk.partition(":")
    row = found.get(key)
    if row is None:
        return {"id": pk, "name": pk, "place": "", "subject": "", "url": "", "why": why}
    places = (getattr(row, "county", None), getattr(row, "township", None))
    place = " ".join(dict.fromkeys(str(p) for p in places if p))
    return {
        "id": pk,
        "name": f"{row} · {dict(One.choices).get(part, part)}" if part else str(row),
        "place": place,
        "subject": str(getattr(row, "subject", None) or ""),
        "url": url_of(row),
        "why": why,
    }


def url_of(row: Any) -> str:
    """The record's own page, from the register that keeps it."""
    if isinstance(row, Region):
        return f"{reverse('supervision:fiveone')}?region={row.pk}"
    register = next((r for r in desk.REGISTERS.values() if isinstance(row, r.model)), None)
    if register is None:
        return ""
    try:
        return reverse(f"{row._meta.app_label}:{register.key}-detail", args=[row.pk])
    except NoReverseMatch:
        return ""

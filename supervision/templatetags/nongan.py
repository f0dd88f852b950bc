"""How values look on a page: numbers, dates, badges, masks, form controls.  Formatting only; nothing here queries."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from supervision.ground import clock, unsent
from supervision.ground.measures import half_up
from supervision.ground.records import sees_whole_counties

from . import badges, controls

register = template.Library()
NOTHING = format_html('<span class="{}" title="未填写">{}</span>', "na-none", "—")
NUMERIC = ("number", "money", "percent")


@register.filter
def label_of_field(record: Any, name: str) -> str:
    """What the record's own model calls a field: a reason to return, or to uphold."""
    return str(record._meta.get_field(name).verbose_name)


@register.filter
def grouped(value: Any, places: Any = None) -> str:
    """1234567.500 → 1,234,567.5; with places → 1,234,567.50.  Grouped by thousands, as in office tables; the zeros
    that a column's scale adds say nothing and are left out."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return str(value)
    if places is not None and places != "":
        return f"{half_up(Decimal(str(value)), int(places)):,f}"
    if isinstance(value, int):
        return f"{value:,}"
    text = f"{Decimal(str(value)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@register.filter
def percent(value: Any, places: int = 1) -> str:
    """A ratio between 0 and 1 as a percentage: 0.985 → 98.5%.  A Ratio or Measure gives its value."""
    value = getattr(value, "exact", value)
    if value is None or value == "":
        return "—"
    exact = value if isinstance(value, Fraction) else Fraction(str(value))
    return f"{half_up(exact * 100, int(places)):,f}%"


@register.filter
def day(value: Any) -> str:
    """2021-12-20, in Shanghai when a moment is given."""
    return f"{_local(value):%Y-%m-%d}" if isinstance(value, date) else (value or "—")


@register.filter
def moment(value: Any) -> str:
    """2021-12-20 18:05."""
    return f"{_local(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else day(value)


@register.filter
def cn_day(value: Any) -> str:
    """2021年12月20日, for sentences and print."""
    if not isinstance(value, date):
        return value or "—"
    local = _local(value)
    return f"{local.year}年{local.month}月{local.day}日"


def _local(value: date) -> date:
    return timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


@register.filter
def badge(value: Any) -> str:
    """The classes of a badge for a state, verdict, grade or level, by its code or its Chinese label."""
    return badges.classes(value)


@register.filter
def show(value: Any, kind: str = "text") -> SafeString | str:
    """A value as its column's kind asks for."""
    if value is None or value == "":
        return NOTHING
    if kind == "badge":
        return format_html('<span class="{}">{}</span>', badges.classes(value), value)
    if kind == "flag":
        return format_html('<span class="{}">{}</span>', "na-yes" if value else "na-mute", "是" if value else "否")
    if kind in ("code", "personal"):
        return format_html('<span class="na-code">{}</span>', value)
    if kind == "until" and isinstance(value, date) and value < clock.today():
        return format_html('<span class="{}">{} {}</span>', "na-bad", day(value), "已过期")
    plain = {"until": day, "date": day, "moment": moment, "number": grouped, "percent": percent}.get(kind)
    if kind == "money":
        return grouped(value, 2)
    return plain(value) if plain else conditional_escape(value)


@register.filter
def filled(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields of a record that say something; an answer of 否 or 0 does."""
    return [item for item in items if item["value"] not in (None, "")]


@register.filter
def unfilled(groups: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The fields that were left empty, in their groups."""
    left = [(group["title"], [item for item in group["items"] if item["value"] in (None, "")]) for group in groups]
    return [{"title": title, "items": items} for title, items in left if items]


@register.filter
def count_items(groups: list[dict[str, Any]]) -> int:
    return sum(len(group["items"]) for group in groups)


@register.filter
def get(mapping: Any, key: Any) -> Any:
    """`row|get:column.name`: a template cannot look up by a variable key itself."""
    return mapping.get(key) if hasattr(mapping, "get") else getattr(mapping, str(key), None)


@register.filter
def main_column(columns: Sequence[Any]) -> str:
    """The column that names a row and carries its link: the first text, else the first of all."""
    names = [c.name for c in columns if c.kind == "text"] or [c.name for c in columns]
    return names[0] if names else ""


@register.filter
def cell_class(column: Any, main: str = "") -> str:
    if column.name == main:
        return "na-main"
    if column.kind in NUMERIC:
        return "na-num"
    width = getattr(column, "width", 0) if column.kind == "text" else 0
    return "na-long" if width >= 30 else "na-text" if width >= 20 else ""


@register.filter
def control(field: Any) -> SafeString:
    """A form field's widget with the classes and hints of its sort."""
    return controls.render(field)


@register.filter
def control_kind(field: Any) -> str:
    return controls.kind(field)


@register.filter
def sections(form: Any) -> list[tuple[str, list[Any]]]:
    """The form's fields in their declared groups; what is in no group comes last."""
    return controls.sections(form)


@register.filter
def shown_when(form: Any, title: str) -> str:
    """The answers that a section belongs to ("method=rapid taking=taken"), for forms that say so."""
    return getattr(form, "shown_when", {}).get(title, "")


@register.filter
def is_wide(field: Any) -> bool:
    """Fields that take the whole row of the form."""
    return controls.kind(field) in ("choices", "file", "area", "signature")


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A drawing of the icon sheet; always beside words or inside something labelled."""
    return format_html(
        '<svg class="na-icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        extra,
        static("nongan/icons.svg"),
        name,
    )


@register.simple_tag
def real_time() -> SafeString | str:
    """Beside a time of the audit trail: the demonstration's day stands still, this clock does not."""
    return format_html('<small class="{}">{}</small>', "na-mute", "（实际时间）") if settings.DEMO_TODAY else ""


@register.simple_tag(takes_context=True)
def figure_url(context: template.Context, code: str, **asked: str) -> str:
    """The page with the rows behind a number; none for a post that cannot see all of them.

    The page stands on the roof and is known by the name of its address only.
    """
    if not sees_whole_counties(context.get("post")):
        return ""
    query = urlencode({name: value for name, value in asked.items() if value})
    return reverse("figure", args=[code]) + (f"?{query}" if query else "")


@register.filter
def button(style: str) -> str:
    """The classes of a button for the style a verb declares."""
    return {"primary": "btn btn-primary", "danger": "btn btn-na-danger", "warning": "btn btn-na-warn"}.get(style, "btn")


@register.filter
def sort_for(sorts: list[dict[str, Any]] | None, name: str) -> Any:
    """The declared sort of a column, if there is one."""
    return next((sort for sort in sorts or () if sort["name"] == name), None)


@register.filter
def sort_in_use(sorts: list[dict[str, Any]] | None) -> Any:
    return next((sort for sort in sorts or () if sort["active"]), None)


@register.filter
def message_class(tags: str) -> str:
    """Django's message level → colour of the message."""
    for level, name in (("error", "na-flash-bad"), ("warning", "na-flash-warn"), ("success", "na-flash-ok")):
        if level in (tags or ""):
            return name
    return ""


@register.simple_tag(takes_context=True)
def whose(context: dict[str, Any]) -> str:
    """The hidden field that says who opened the form; in every form in which something is typed."""
    post = context.get("post")
    return format_html('<input type="hidden" name="{}" value="{}">', unsent.FIELD, unsent.mark_of(post)) if post else ""


@register.filter
def device_name(post: Any) -> str:
    """What the person is called on the device."""
    return unsent.tag_of(post.user_id)

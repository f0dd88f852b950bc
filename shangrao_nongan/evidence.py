"""The rows behind a number: ids turned back into what their register shows of them, one query a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.core.paginator import Page, Paginator
from django.urls import reverse

from supervision.grid.vocabulary.fiveone import One
from supervision.ground import desk
from supervision.ground.desk import Register, listing
from supervision.ground.people import Post
from supervision.ground.regions import Region
from supervision.templatetags.nongan import main_column

from .assessment import keeping

PER_PAGE = 50
Pair = tuple[Any, str]  # the id, and why the row was left out
WHY = desk.Column("why", "未计入原因", kind="text", width=24)
THEN = desk.Column("then", "计分时", kind="text", width=18)
SINCE = desk.Column("since", "计分后已变更", kind="text", width=24)
TOWNSHIP = (
    desk.Column("name", "乡镇（街道）", kind="text"),
    desk.Column("part", "事项", kind="text"),
    desk.Column("county", "县（市、区）", kind="region"),
)
PLAIN = (desk.Column("name", "记录", kind="text"),)


@dataclass
class Evidence:
    """A page of rows with the columns to show, ready for the table of the desk's lists."""

    page: Page[Pair]
    columns: Sequence[desk.Column]
    rows: list[dict[str, Any]]


def page_of(
    label: str,
    pairs: Sequence[Pair],
    number: Any,
    *,
    post: Post,
    kept: Mapping[str, Any] | None = None,
    size: int = PER_PAGE,
) -> Evidence:
    """The rows of the model `label` with these ids. One that the post may not see has only its number and reason.

    `kept` says how the rows were when they were counted (`assessment.keeping`): shown, with what is otherwise now.
    """
    page = Paginator(pairs, size).get_page(number)
    asked = list(page.object_list)
    columns: Sequence[desk.Column]
    found: dict[str, dict[str, Any]]
    register = register_of(label)
    if register is not None:
        columns, found = _of_register(register, asked, post)
    elif label == Region._meta.label:
        columns, found = TOWNSHIP, _of_townships(asked)
    else:
        columns, found = PLAIN, {}
    main = main_column(columns)
    rows = [found.get(str(pk), {main: f"{pk or '没有记录'}"}) | {"why": why} for pk, why in asked]
    if any(why for _, why in asked):
        at = next(i for i, column in enumerate(columns, 1) if column.name == main)
        columns = [*columns[:at], WHY, *columns[at:]]  # beside the name: a wide table hides its last columns
    if kept and kept.get("rows"):
        columns = _with_kept(label, columns, rows, asked, kept, main=main)
    return Evidence(page, columns, rows)


def _with_kept(
    label: str,
    columns: Sequence[desk.Column],
    rows: list[dict[str, Any]],
    asked: Sequence[Pair],
    kept: Mapping[str, Any],
    *,
    main: str,
) -> Sequence[desk.Column]:
    told = keeping.compared(label, kept, [pk for pk, _ in asked])
    for row, (pk, _) in zip(rows, asked, strict=True):
        row["then"], row["since"] = told.get(str(pk), ("", ""))
    at = next(i for i, column in enumerate(columns, 1) if column.name == main)
    since = [SINCE] if any(row["since"] for row in rows) else []
    return [*columns[:at], THEN, *since, *columns[at:]]


def register_of(label: str) -> Register | None:
    model = apps.get_model(label) if label else None
    return next((register for register in desk.REGISTERS.values() if register.model is model), None)


def _of_register(
    register: Register, asked: Sequence[Pair], post: Post
) -> tuple[list[desk.Column], dict[str, dict[str, Any]]]:
    columns = listing.columns_for(register, post)
    keys = [int(pk) for pk, _ in asked if str(pk).isdecimal()]
    if not post.has_perm(register.perm("view")):
        return columns, {}
    rows = listing.told(register, register.rows(post).filter(pk__in=keys), post=post)
    return columns, {str(row["id"]): row for row in rows}


def _of_townships(asked: Sequence[Pair]) -> dict[str, dict[str, Any]]:
    """A township stands for several things: its id is "code:item" (乡镇“五个一”)."""
    codes = {str(pk).partition(":")[0] for pk, _ in asked}
    known = {region.pk: region for region in Region.objects.filter(pk__in=codes).select_related("county")}
    found = {}
    for pk, _ in asked:
        code, _, part = str(pk).partition(":")
        if region := known.get(code):
            found[str(pk)] = {
                "name": region.name,
                "part": dict(One.choices).get(part, part),
                "county": region.county.name if region.county else "",
                "url": f"{reverse('supervision:fiveone')}?region={code}",
            }
    return found

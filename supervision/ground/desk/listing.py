"""What a list shows: scope → filters → one query for the rows, one bounded count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OrderBy, Q, QuerySet

from supervision.ground.records import State

from . import keyset
from .columns import Column
from .counting import Within, total_and_within
from .filters import MINE, DeskFilterSet
from .registry import Register

if TYPE_CHECKING:
    from supervision.ground.people import Post

Rows = QuerySet[Any, Any]  # models, or `values()` of them
SIZE = 20
SIZES = (20, 50, 100)  # rows of a page, to choose from
MOST = 10_000  # up to here any column may be sorted by, and the total is exact


@dataclass(frozen=True)
class Aside:
    """Rows that the list leaves out unless they are asked for, and how many; not counted where there are too many."""

    state: str
    label: str
    count: int | None = None


@dataclass
class Listing:
    """One page of a register with everything said about it."""

    filter: DeskFilterSet
    columns: Sequence[Column]
    rows: list[dict[str, Any]]
    total: int
    sort: str
    turn: dict[str, dict[str, str]]  # by way (first, before, after, last): what the address says
    notice: str = ""
    aside: Sequence[Aside] = ()
    within: Within | None = None
    size: int = SIZE

    @property
    def total_text(self) -> str:
        return f"{self.total:,}" if self.total <= MOST else f"{MOST:,}+"


def narrow(register: Register, *, post: Post, data: Mapping[str, str], year: int | None) -> tuple[DeskFilterSet, Rows]:
    """The rows a post may see and has asked for; none at all while a filter is wrong."""
    filters = register.filters(data, register.rows(post), post=post, year=year, dated=register.dated)
    return filters, filters.qs if filters.is_valid() else register.model._default_manager.none()


def values(rows: Rows, columns: Sequence[Column]) -> Rows:
    """Rows as dictionaries with exactly these columns (under `c_` names), made by the database."""
    return rows.values(**{f"c_{c.name}": c.expression for c in columns})


def plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name.removeprefix("c_"): value for name, value in row.items()}


def columns_for(register: Register, post: Post) -> list[Column]:
    """The columns of a list; the city also reads which county a row is of."""
    return [c for c in register.columns_of(post) if c.list or (c.name == "county" and post.is_citywide)]


def told(
    register: Register, rows: Rows, *, post: Post, columns: Sequence[Column] | None = None
) -> list[dict[str, Any]]:
    """These rows as the register's list shows them, each with the address of its own page."""
    detail = register.url("detail", 0)
    columns = columns or columns_for(register, post)
    found = [plain(row) for row in values(rows, columns).annotate(c_id=F("pk"))]
    return [{**row, "url": detail.replace("/0/", f"/{row['id']}/")} for row in found]


def show(
    register: Register,
    *,
    post: Post,
    data: Mapping[str, str],
    year: int | None,
    size: int = SIZE,
    columns: Sequence[Column] | None = None,
) -> Listing:
    filters, rows = narrow(register, post=post, data=data, year=year)
    columns = columns or columns_for(register, post)
    total, within = total_and_within(rows, register.counting, year=year, most=MOST)
    sort = data.get("sort", "") or register.default_sort
    name, down = sort.lstrip("-"), sort.startswith("-")
    listing = Listing(filters, columns, [], total, f"-{name}" if down else name, {})
    listing.within, listing.size = within, size
    listing.aside = _aside(register, filters, exact=total <= MOST)
    table = values(rows, columns).annotate(c_id=F("pk"))
    if name in register.sort_fields:
        order = keyset.Order(register.sort_fields[name], down)
    elif (known := {c.name: c for c in register.columns_of(post)}.get(name)) and total <= MOST:
        _by_position(listing, table, known, data=data, size=size)
        return listing
    else:
        too_many = f"超过 {MOST:,} 条时只能按默认的列排序，请先筛选再排序。"
        listing.notice = too_many if known else "不能按这一列排序。"
        listing.sort = register.default_sort
        order = keyset.Order(register.sort_fields[listing.sort.lstrip("-")], listing.sort.startswith("-"))
    _by_key(listing, table, order, data=data, size=size)
    return listing


def _aside(register: Register, filters: DeskFilterSet, *, exact: bool) -> list[Aside]:
    """Drafts, one's own among them, and voids: told beside the list, so that none is lost."""
    if not filters.is_valid() or not filters.resting:
        return []
    known: Any = filters.form.fields["state"]
    labels = {state: label for state, label in known.choices if isinstance(state, str)}
    asked = [(state, labels[state]) for state in (State.DRAFT, MINE[0], State.VOID) if state in labels]
    if not exact:
        return [Aside(state, label) for state, label in asked]
    own = Q(state=State.DRAFT, made_by__user=filters.post.user_id)
    counted = {f"n_{state}": Count("pk", filter=own if state == MINE[0] else Q(state=state)) for state, _label in asked}
    found = filters.aside.order_by().aggregate(**counted)
    return [Aside(state, label, n) for state, label in asked if (n := found[f"n_{state}"])]


def _by_key(listing: Listing, table: Rows, order: keyset.Order, *, data: Mapping[str, str], size: int) -> None:
    keys = tuple(f"k_{name}" for name in order.fields)
    table = table.annotate(**{key: F(name) for key, name in zip(keys, order.fields, strict=True)})
    at = keyset.place(after=data.get("after", ""), before=data.get("before", ""), order=order, queryset=table)
    page = keyset.page(table, order, at=at, size=size, keys=keys)
    listing.rows = [plain({n: v for n, v in row.items() if n not in keys}) for row in page.rows]
    listing.turn = {way: {way: token} for way, token in (("after", page.after), ("before", page.before)) if token}
    if page.before:
        listing.turn["first"] = {}
    if page.after:
        listing.turn["last"] = {"before": keyset.END}


def _by_position(listing: Listing, table: Rows, column: Column, *, data: Mapping[str, str], size: int) -> None:
    """A short list sorted by any column, shown or not, empty values last. OFFSET is fine below ten thousand rows."""
    number = data.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 5 else 1
    by = OrderBy(column.expression, nulls_last=True, descending=listing.sort.startswith("-"))
    start = (page - 1) * size
    found = list(table.order_by(by, "c_id")[start : start + size + 1])
    listing.rows = [plain(row) for row in found[:size]]
    if len(found) > size:
        listing.turn["after"] = {"page": str(page + 1)}
        listing.turn["last"] = {"page": str(-(-listing.total // size))}
    if page > 1:
        listing.turn["before"] = {"page": str(page - 1)}
        listing.turn["first"] = {}


def size_of(data: Mapping[str, str], kept: int = SIZE) -> int:
    """How many rows a page has: what the address says, else what this person last chose."""
    said = data.get("size", "")
    return int(said) if said in map(str, SIZES) else kept


def address(data: Any, **changes: str) -> str:
    """The query string of this list with some of it changed; turning a page forgets the former place."""
    query = data.copy()
    for name in ("after", "before", "page"):
        query.pop(name, None)
    for name, value in changes.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"?{query.urlencode()}"

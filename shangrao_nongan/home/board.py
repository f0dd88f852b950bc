"""What the home page says: the work that waits, and the year's actuals against their targets.

A number answers for the period asked, as of its last day or of today while it runs. The city's is the sum of what the
counties and the city itself (市本级) show, each row of it opening its part.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse

from supervision.ground import clock
from supervision.ground.figures import Shown
from supervision.ground.measures import Number, Period, Ratio
from supervision.ground.people import Post
from supervision.ground.records import sees_whole_counties
from supervision.ground.regions import CITY, Region, city_own, counties

from .. import offers

# How far along the way to the target, as the map shades it.
OF_TARGET = [
    {"gte": 100, "label": "已达目标"},
    {"gte": 80, "lt": 100, "label": "80%–100%"},
    {"gte": 60, "lt": 80, "label": "60%–80%"},
    {"lt": 60, "label": "不足60%"},
]
MANY = 1000  # a count beyond this is shown as 1,000+
NO_TARGET = "未设目标"


@dataclass
class Waiting:
    label: str
    count: int
    url: str

    @property
    def shown(self) -> str:
        return f"{MANY:,}+" if self.count > MANY else f"{self.count:,}"


@dataclass
class Cell:
    """One number of one place, with its target and the list behind it.

    `reached` and `short`: of a number that every county has to reach, how many do and which do not.
    """

    value: Decimal | None
    text: str
    target: Number | None = None
    url: str = ""
    note: str = ""
    reached: int = 0
    short: Sequence[str] = ()

    @property
    def share(self) -> Decimal | None:
        if self.value is None or not self.target:
            return None
        return self.value / Decimal(self.target)

    @property
    def tone(self) -> str:
        """Red below four fifths of the target, amber below it, green from it on; none without a target.

        Where each county has its own to reach (各地不得少于), one that does not is not made up for by the others.
        """
        if self.share is None:
            return ""
        if self.share >= 1:
            return "warn" if self.short else "ok"
        return "warn" if self.share >= Decimal("0.8") else "bad"


@dataclass
class Board:
    """The cards of a period for the places a post may see: one total and one cell per place each.

    `rows` are the figures that stand in the table below the cards. `as_of` is the last day that they answer for.
    """

    shown: list[Shown]
    places: Sequence[Region]
    as_of: dt.date
    totals: dict[str, Cell] = field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)

    @property
    def cards(self) -> list[Shown]:
        return [card for card in self.shown if not card.minor]

    @property
    def rows(self) -> list[Shown]:
        return [card for card in self.shown if card.minor]

    def drop_empty_city(self) -> None:
        """A city that holds nothing itself has no line."""
        if not any(CITY in cells and cells[CITY].value for cells in self.cells.values()):
            self.places = [place for place in self.places if place.pk != CITY]


def waiting(post: Post) -> list[Waiting]:
    """The post's to-dos with something in them: queries, so a to-do ends when the work is done."""
    todos = [todo for todo in offers.todos() if post.has_perm(todo.perm)]
    counts = _counts([todo.rows(post) for todo in todos])
    return [
        Waiting(todo.label, count, reverse("todo", args=[todo.code]))
        for todo, count in zip(todos, counts, strict=True)
        if count
    ]


def _counts(asked: Sequence[QuerySet[Any]]) -> list[int]:
    """How many rows each query has, MANY + 1 at most: one statement for all of them."""
    parts: list[str] = []
    values: list[Any] = []
    counts = [0] * len(asked)
    for place, rows in enumerate(asked):
        try:
            sql, params = rows.order_by().values("pk")[: MANY + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        parts.append(f"SELECT {place}, count(*) FROM ({sql}) AS found")
        values += params
    if parts:
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(parts), values)
            for place, count in cursor.fetchall():
                counts[place] = count
    return counts


def places_of(post: Post) -> list[Region]:
    """The counties a post is shown: all for the city and what it holds itself, its own otherwise."""
    if post.is_citywide:
        return [*counties(), city_own()]
    own = post.region.county_id
    return [county for county in counties() if county.pk == own]


def board(post: Post, *, year: int) -> Board:
    """Every card's figures, each from one grouped query for all counties.

    A number links to its rows where the post may see all of them: a township reads its county's numbers only.
    """
    period = so_far(year)
    result = Board(offers.cards(), places_of(post), period.last)
    opens = sees_whole_counties(post)
    for card in result.shown:
        figures, targets = card.figures(period), card.targets(year)
        base = reverse("figure", args=[card.code]) if opens else ""
        result.cells[card.code] = {
            place.pk: cell(card, figures.get(place.pk), targets.get(place.pk), _at(base, place))
            for place in result.places
        }
        goal = card.goal_of(year) if post.is_citywide else None
        result.totals[card.code] = whole = total(card, figures, targets, result.places, base, goal=goal)
        _explain(whole, card, result.cells[card.code], result.places, year)
    result.drop_empty_city()
    return result


def _explain(whole: Cell, card: Shown, cells: Mapping[str, Cell], places: Sequence[Region], year: int) -> None:
    """What stands under a number besides its target: who does not reach it, that there is none, whose it is."""
    said = [whole.note] if whole.note else []
    own = [place for place in places if place.pk != CITY]
    if card.each and len(own) > 1 and whole.target:
        judged = [place for place in own if cells[place.pk].target]
        whole.short = [place.name for place in judged if cells[place.pk].tone != "ok"]
        whole.reached = len(judged) - len(whole.short)
        said.append(f"{whole.reached}/{len(judged)} 县达标")
        if whole.short:
            said.append("未达标：" + "、".join(whole.short))
    if card.aims and not whole.target and (card.target or len(own) > 1):
        said.append(NO_TARGET)
    elif card.since and whole.target and year > card.since:
        said.append(f"沿用 {card.since} 年目标")
    whole.note = "；".join(said)


def so_far(year: int) -> Period:
    return Period.of_year(year).until(clock.today())


def _at(base: str, place: Region) -> str:
    return f"{base}?county={place.pk}" if base else ""


def total(
    card: Shown,
    figures: Mapping[str, Ratio],
    targets: Mapping[str, Number],
    places: Sequence[Region],
    url: str,
    *,
    goal: Number | None = None,
) -> Cell:
    mine = [figures[p.pk] for p in places if p.pk in figures]
    ratio = Ratio(sum(r.numerator for r in mine), sum(r.denominator for r in mine), sum(r.within for r in mine))
    wanted = [targets[p.pk] for p in places if p.pk in targets]
    if card.percent:
        return cell(card, ratio, max(wanted, default=None), url)
    return cell(card, ratio, goal or (sum(wanted) if wanted else None), url)


def cell(card: Shown, ratio: Ratio | None, target: Number | None, url: str) -> Cell:
    """A percentage card shows the ratio and its parts, another one the count and its target."""
    if ratio is None:
        return Cell(None, "—", target, url)
    if not card.percent:
        note = f"目标 {target:,}" if target else ""
        return Cell(Decimal(ratio.numerator), f"{ratio.numerator:,}", target, url, note)
    if ratio.percent is None:
        return Cell(None, "—", None, url, "暂无数据")
    goal = Decimal(target) * 100 if target and Decimal(target) <= 1 else target
    note = f"目标 {goal:,}%；" if goal else ""
    note += f"{ratio.numerator:,} / {ratio.denominator:,}"
    note += f"，{card.within[0]} {ratio.within:,}" if ratio.within and card.within else ""
    return Cell(ratio.percent, f"{ratio.percent:,}", goal, url, note)


def chart(found: Board, code: str) -> dict[str, Any]:
    """The map of one card; every county opens its rows."""
    card = next(c for c in found.cards if c.code == code)
    items = []
    for place in found.places:
        if place.pk == CITY:  # no place of the map
            continue
        one = found.cells[code][place.pk]
        shown = one.share * 100 if one.share is not None and not card.percent else one.value
        items.append({
            "name": place.name, "code": place.pk, "value": None if shown is None else round(float(shown), 1),
            "text": f"{one.text}{card.unit} {one.note}".strip(), "url": one.url,
        })  # fmt: skip
    has_target = any(found.cells[code][p.pk].share is not None for p in found.places)
    if has_target and not card.percent:
        return {"unit": "%", "note": "完成目标的百分比", "items": items, "pieces": OF_TARGET}
    return {"unit": card.unit, "note": "", "items": items}


def first_to_show(found: Board) -> str:
    """The card the map opens with: the first one that has a target to reach."""
    counted = [card.code for card in found.cards if found.totals[card.code].target and not card.percent]
    return counted[0] if counted else found.cards[0].code


def address(name: str) -> str:
    """`app:name` with an optional query string; an address that does not exist here gives no link."""
    if name.startswith("/"):
        return name
    path, _, query = name.partition("?")
    try:
        return reverse(path) + (f"?{query}" if query else "")
    except NoReverseMatch:
        return ""

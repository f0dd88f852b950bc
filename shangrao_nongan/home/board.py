"""What the home page says: the work that waits, and the year's actuals against their targets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import NoReverseMatch, reverse

from supervision.ground import clock
from supervision.ground.figures import Shown
from supervision.ground.measures import Number, Period, Ratio
from supervision.ground.people import Post
from supervision.ground.records import sees_whole_counties
from supervision.ground.regions import Region, counties

from .. import offers

# How far along the way to the target, as the map shades it.
OF_TARGET = [
    {"gte": 100, "label": "已达目标"},
    {"gte": 80, "lt": 100, "label": "80%–100%"},
    {"gte": 60, "lt": 80, "label": "60%–80%"},
    {"lt": 60, "label": "不足60%"},
]
MANY = 1000  # a count beyond this is shown as 1,000+


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
    """One number of one place, with its target and the list behind it."""

    value: Decimal | None
    text: str
    target: Number | None = None
    url: str = ""
    note: str = ""

    @property
    def share(self) -> Decimal | None:
        if self.value is None or not self.target:
            return None
        return self.value / Decimal(self.target)

    @property
    def tone(self) -> str:
        """Red below four fifths of the target, amber below it, green from it on; none without a target."""
        if self.share is None:
            return ""
        return "ok" if self.share >= 1 else "warn" if self.share >= Decimal("0.8") else "bad"


@dataclass
class Board:
    """The cards of a period for the counties a post may see: one total and one cell per county each."""

    cards: list[Shown]
    places: Sequence[Region]
    totals: dict[str, Cell] = field(default_factory=dict)
    cells: dict[str, dict[str, Cell]] = field(default_factory=dict)


def waiting(post: Post) -> list[Waiting]:
    """The post's to-dos with something in them: queries, so a to-do ends when the work is done."""
    found = []
    for todo in offers.todos():
        if post.has_perm(todo.perm):
            count = todo.rows(post).order_by()[: MANY + 1].count()
            if count:
                found.append(Waiting(todo.label, count, reverse("todo", args=[todo.code])))
    return found


def places_of(post: Post) -> list[Region]:
    """The counties a post is shown: all for the city, its own otherwise."""
    if post.is_citywide:
        return counties()
    own = post.region.county_id
    return [county for county in counties() if county.pk == own]


def board(post: Post, *, year: int) -> Board:
    """Every card's figures, each from one grouped query for all counties.

    A number links to its rows where the post may see all of them: a township reads its county's numbers only.
    """
    period = so_far(year)
    result = Board(offers.cards(), places_of(post))
    opens = sees_whole_counties(post)
    for card in result.cards:
        figures, targets = card.figures(period), card.target(year) or {}
        base = reverse("figure", args=[card.code]) if opens else ""
        result.cells[card.code] = {
            place.pk: cell(card, figures.get(place.pk), targets.get(place.pk), _at(base, place))
            for place in result.places
        }
        result.totals[card.code] = total(card, figures, targets, result.places, base)
    return result


def so_far(year: int) -> Period:
    return Period.of_year(year).until(clock.today())


def _at(base: str, place: Region) -> str:
    return f"{base}?county={place.pk}" if base else ""


def total(
    card: Shown, figures: Mapping[str, Ratio], targets: Mapping[str, Number], places: Sequence[Region], url: str
) -> Cell:
    mine = [figures[p.pk] for p in places if p.pk in figures]
    ratio = Ratio(sum(r.numerator for r in mine), sum(r.denominator for r in mine), sum(r.within for r in mine))
    wanted = [targets[p.pk] for p in places if p.pk in targets]
    if card.percent:
        return cell(card, ratio, max(wanted, default=None), url)
    return cell(card, ratio, sum(wanted) if wanted else None, url)


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
    note = f"{ratio.numerator:,} / {ratio.denominator:,}"
    note += f"，{card.within[0]} {ratio.within:,}" if ratio.within and card.within else ""
    return Cell(ratio.percent, f"{ratio.percent:,}", goal, url, note)


def chart(found: Board, code: str) -> dict[str, Any]:
    """The map of one card; every county opens its rows."""
    card = next(c for c in found.cards if c.code == code)
    items = []
    for place in found.places:
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

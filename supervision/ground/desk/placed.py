"""The places of a workbook's rows: what was written is looked up among all places at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from supervision.ground import kinds, regions
from supervision.ground.people import Post
from supervision.ground.regions import Level, Region

from . import places
from .sheets import SheetColumn

DOWN_TO = {Level.COUNTY: "县（市、区）", Level.TOWNSHIP: "乡镇（街道）", Level.VILLAGE: "村（社区）"}


def read(
    rows: list[dict[str, Any]], column: SheetColumn, by: Post, told: list[tuple[int, str, str]]
) -> Iterator[tuple[int, str, str]]:
    """Put the Region in the place of what was written; `told` takes how it was understood where that is not plain."""
    written = {row[column.name] for row in rows} - {None}
    if not written:
        return
    scope = frozenset(places.within(by).values_list("pk", flat=True))
    atlas = regions.atlas(scope)
    asked = "或".join(label for level, label in DOWN_TO.items() if level in column.levels)
    found: dict[str, kinds.places.Found | str] = {}
    for text in written:
        try:
            found[text] = atlas.read(text, column.levels, asked)
        except kinds.Unreadable as wrong:
            found[text] = str(wrong)
    codes = {one.place.code for one in found.values() if not isinstance(one, str)}
    known = Region.objects.select_related("county", "township").in_bulk(codes)
    for at, row in enumerate(rows):
        one = found.get(row[column.name])
        if isinstance(one, str):
            yield at, column.name, one
        elif one is not None:
            row[column.name] = known[one.place.code]
            told += [(at, column.name, f"{note}。") for note in one.notes]

"""Whether a run may be published, and what a correction changes.

Nobody announces alone what counties are judged by: who started a scoring does not publish it. Before the period is
over every number is provisional. Of several runs only the newest is the state of things.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from supervision.ground.measures import Period
from supervision.ground.people import Post

from .models import Run, ScoreSheet
from .vocabulary import RunState

SHORTEST = 5  # characters of a reason that says something


def why_not(run: Run, post: Post, *, today: dt.date) -> str:
    """Why this person cannot publish it today; empty when he can. Asks what `Run.objects.ranked()` loaded."""
    if not post.has_perm("assessment.score_run"):
        return "公布考核结果由市局办理。"
    if run.state == RunState.PUBLISHED:
        return "这次计分已经公布，不能公布第二次；有误的请重新计分后公布更正版本。"
    if run.state != RunState.COMPUTED:
        return f"“{run.get_state_display()}”的计分不能公布。"
    end = Period.of_year(run.scheme.year).last
    if today <= end:
        return f"考核期到 {end:%Y-%m-%d} 为止，期满后才能公布。"
    if timezone.localtime(run.started_at).date() <= end:
        return f"这次计分在考核期满前发起，数据不全，请在 {end:%Y-%m-%d} 后重新计分再公布。"
    if not getattr(run, "is_newest", False):  # annotated by `ranked`
        return "该方案有更新的计分，只能公布最新的一次。"
    if run.started_by.user_id == post.user_id:
        return "计分由您发起，须由另一人核对后公布。"
    return ""


def why_no_correction(run: Run, standing: Run | None, why: str) -> str:
    """A second publication corrects the first: it needs a reason, and something that is different."""
    if standing is None:
        return ""
    if len(why.strip()) < SHORTEST:
        return f"该方案已公布版本{standing.version}，再次公布为更正，请写明更正原因（不少于{SHORTEST}个字）。"
    if run.input_hash == standing.input_hash:
        return f"这次计分与已公布的版本{standing.version}数据相同，没有可更正的内容。"
    return ""


@dataclass(frozen=True)
class Change:
    """What a correction does to one county."""

    county: str
    total: tuple[Decimal, Decimal]
    rank: tuple[int, int]
    vetoed: tuple[bool, bool]
    items: list[tuple[str, Decimal, Decimal]]


def changes(run: Run, standing: Run) -> list[Change]:
    """The counties whose result differs between two runs of a scheme, with the items that make the difference."""
    before, after = (_sheets(one) for one in (standing, run))
    found = []
    for code, sheet in after.items():
        old = before.get(code)
        if old is None:
            continue
        items = _items(old, sheet)
        change = Change(
            sheet.county.name,
            (old.total, sheet.total),
            (old.rank, sheet.rank),
            (old.vetoed, sheet.vetoed),
            items,
        )
        if items or old.total != sheet.total or old.rank != sheet.rank or old.vetoed != sheet.vetoed:
            found.append(change)
    return found


def ranking(run: Run) -> list[tuple[ScoreSheet, list[str]]]:
    """The sheets by rank, each with the 关键项 that it misses."""
    return [
        (sheet, [line.item.name for line in sheet.lines.all() if line.misses_key]) for sheet in _sheets(run).values()
    ]


def _sheets(run: Run) -> dict[str, ScoreSheet]:
    sheets = run.sheets.select_related("county").prefetch_related("lines__item").order_by("rank", "county")
    return {sheet.county_id: sheet for sheet in sheets}


def _items(old: ScoreSheet, new: ScoreSheet) -> list[tuple[str, Decimal, Decimal]]:
    before: Mapping[int, Decimal] = {line.item_id: line.points for line in old.lines.all()}
    pairs = [(line.item, before.get(line.item_id), line.points) for line in new.lines.all()]
    return [(item.name, was, now) for item, was, now in pairs if was is not None and was != now]

"""The versions of a report as a page shows them: reads, never writes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.ground import files
from supervision.models import Post

from ..models import Correction, Result, TestOrder
from ..vocabulary import OPEN_CORRECTIONS, CorrectionState
from .correcting import said
from .corrections import STEPS, why_not

ACTORS = ("entered_by", "checked_by", "consented_by", "refused_by")
PEOPLE = [f"{actor}__{of}" for actor in ACTORS for of in ("user", "organisation")]
BESIDE = ("analyte", "sure_by__user")


@dataclass(frozen=True)
class Version:
    """A correction with its lines and papers; `changes` are the items that it says otherwise: name, before, after."""

    correction: Correction
    lines: list[Result]
    papers: Iterable[Any]
    changes: list[tuple[str, str, str]]


def corrected(order: TestOrder, post: Post) -> dict[str, Any]:
    """Those the post may read, newest first, the first report, and what it may do with the one under way."""
    if not post.has_perm("monitoring.view_correction"):
        return {"versions": [], "under_way": None, "steps": [], "first": ()}
    rows = Correction.objects.visible_to(post).filter(order=order).select_related("order__sample", *PEOPLE)
    found = list(rows.order_by("edition"))
    under_way = next((row for row in found if row.state in OPEN_CORRECTIONS), None)
    first = list(order.results.reported().select_related(*BESIDE)) if found else []
    return {
        "versions": _versions(found, first)[::-1],
        "under_way": under_way,
        "steps": [step for step in STEPS if under_way and not why_not(step, under_way, post)],
        "first": first,
    }


def _versions(found: Sequence[Correction], first: list[Result]) -> list[Version]:
    """Each compared with what was in force when it was entered."""
    held, told = first, []
    for row in found:
        lines = list(row.lines.select_related(*BESIDE))
        told.append(Version(row, lines, files.of(row), _changes(held, lines)))
        held = lines if row.state == CorrectionState.DONE else held
    return told


def _changes(before: Sequence[Result], after: Sequence[Result]) -> list[tuple[str, str, str]]:
    old = {line.analyte_id: line for line in before}
    pairs = [(old[line.analyte_id], line) for line in after if line.analyte_id in old]
    return [(str(new.analyte), was.shown, new.shown) for was, new in pairs if said(was) != said(new)]

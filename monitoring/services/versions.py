"""The versions of a report as a page shows them: reads, never writes."""

from __future__ import annotations

from typing import Any

from supervision.ground import files
from supervision.models import Post

from ..models import Correction, TestOrder
from ..vocabulary import OPEN_CORRECTIONS
from .corrections import STEPS, why_not

ACTORS = ("entered_by", "checked_by", "consented_by", "refused_by")
PEOPLE = [f"{actor}__{of}" for actor in ACTORS for of in ("user", "organisation")]
BESIDE = ("analyte", "sure_by__user")


def corrected(order: TestOrder, post: Post) -> dict[str, Any]:
    """Those the post may read, newest first, the first report, and what it may do with the one under way."""
    if not post.has_perm("monitoring.view_correction"):
        return {"versions": [], "under_way": None, "steps": [], "first": ()}
    rows = Correction.objects.visible_to(post).filter(order=order).select_related("order__sample", *PEOPLE)
    versions = list(rows.order_by("-edition"))
    under_way = next((row for row in versions if row.state in OPEN_CORRECTIONS), None)
    return {
        "versions": [(row, row.lines.select_related(*BESIDE), files.of(row)) for row in versions],
        "under_way": under_way,
        "steps": [step for step in STEPS if under_way and not why_not(step, under_way, post)],
        "first": order.results.reported().select_related(*BESIDE) if versions else (),
    }

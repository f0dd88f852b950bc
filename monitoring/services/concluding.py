"""The conclusion of a second test, by rule, when its laboratory's second person has confirmed the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from supervision.ground import clock
from supervision.models import Post

from ..models import Result, Retest, Sample
from ..rules.second import together, unresolved
from ..rules.verdicts import Book, Item, of_sample
from ..vocabulary import RetestState, Verdict
from .judging import named
from .retests import LIFE
from .samples import set_verdict

OPEN = "；未能作出判定的项目仍按初检结果：{}"


def conclude(retest: Retest, results: Sequence[Result], items: Mapping[str, Item], lists: Book, by: Post) -> None:
    """复检结论为准: what the second report could judge replaces the first line; both reports stay as they are."""
    sample, report = retest.sample, retest.order.report
    first = {line.analyte_id: line for line in sample.order.results.in_force()}
    second = {line.analyte_id: line for line in results}
    held = list(together(first, second).values())
    again = [line for line in results if items[line.analyte_id].suspected]
    failing = [line for line in held if line.verdict == Verdict.FAIL]
    found: dict[str, Any] = {
        "verdict": of_sample((line.verdict for line in held), suspected=bool(again)),
        "banned": any(line.banned for line in held),
        "failed_items": named(failing, lists),
        "suspected_items": named(again, lists),
    }
    said = "，".join(f"{lists.name(line.analyte_id)} {line.shown}" for line in results)
    if open_ := unresolved(second):
        said += OPEN.format("、".join(lists.name(code) for code in open_))
    concluded = {"second": said[:400], "verdict": of_sample(line.verdict for line in results), "report": report}
    LIFE.move(retest, RetestState.DONE, by=by, verb="出具复检结论", concluded_on=clock.today(), **concluded)
    # After it: the database lets a failure go only where it sees a retest concluded by a verified report.
    set_verdict(sample, by=by, verb=f"{retest.get_kind_display()}结论", **found | _judged_again(sample, again))


def _judged_again(sample: Sample, again: Sequence[Result]) -> dict[str, Any]:
    """What a person judged as failing, and is found again, stays judged."""
    if not again or sample.judged_on is None or sample.verdict != Verdict.FAIL:
        return {}
    kept = {name: getattr(sample, name) for name in ("banned", "failed_items", "suspected_items")}
    return kept | {"verdict": Verdict.FAIL}

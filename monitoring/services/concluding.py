"""The conclusion of a second test, by rule, when its laboratory's second person has confirmed the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from supervision.ground import clock, records
from supervision.models import Post

from ..models import Result, Retest, Sample
from ..rules.second import together, unresolved
from ..rules.verdicts import Book, Item, of_sample
from ..vocabulary import RetestState, Verdict
from .following import follow
from .judging import Report, named
from .retests import LIFE
from .samples import set_verdict

OPEN = "；未能作出判定的项目仍按初检结果：{}"


def conclude(retest: Retest, results: Sequence[Result], items: Mapping[str, Item], lists: Book, by: Post) -> None:
    """复检结论为准: what the second report could judge replaces the first line; both reports stay as they are."""
    sample, report = retest.sample, retest.order.report
    again = [line for line in results if items[line.analyte_id].suspected]
    found = asdict(both_reports(retest, results, items, lists))
    concluded = _concluded(results, lists) | {"report": report}
    LIFE.move(retest, RetestState.DONE, by=by, verb="出具复检结论", concluded_on=clock.today(), **concluded)
    # After it: the database lets a failure go only where it sees a retest concluded by a verified report.
    set_verdict(sample, by=by, verb=f"{retest.get_kind_display()}结论", **found | _judged_again(sample, again))


def conclude_again(
    retest: Retest, results: Sequence[Result], items: Mapping[str, Item], lists: Book, by: Post, why: str
) -> None:
    """What the laboratory's corrected second report makes of the conclusion; its day stays."""
    records.touch(retest, by=by, verb="复检结果更正", why=why, **_concluded(results, lists))
    follow(retest.sample, both_reports(retest, results, items, lists), by, why)


def both_lines(retest: Retest, results: Sequence[Result]) -> dict[str, Result]:
    """The lines that hold once these are the second report's."""
    first = {line.analyte_id: line for line in retest.sample.order.results.in_force()}
    return together(first, {line.analyte_id: line for line in results})


def both_reports(retest: Retest, results: Sequence[Result], items: Mapping[str, Item], lists: Book) -> Report:
    held = list(both_lines(retest, results).values())
    again = [line for line in results if items[line.analyte_id].suspected]
    return Report(
        verdict=of_sample((line.verdict for line in held), suspected=bool(again)),
        banned=any(line.banned for line in held),
        failed_items=named((line for line in held if line.verdict == Verdict.FAIL), lists),
        suspected_items=named(again, lists),
    )


def _concluded(results: Sequence[Result], lists: Book) -> dict[str, Any]:
    """What the second report says, on the application."""
    said = "，".join(f"{lists.name(line.analyte_id)} {line.shown}" for line in results)
    if open_ := unresolved({line.analyte_id: line for line in results}):
        said += OPEN.format("、".join(lists.name(code) for code in open_))
    return {"second": said[:400], "verdict": of_sample(line.verdict for line in results)}


def _judged_again(sample: Sample, again: Sequence[Result]) -> dict[str, Any]:
    """What a person judged as failing, and is found again, stays judged."""
    if not again or sample.judged_on is None or sample.verdict != Verdict.FAIL:
        return {}
    kept = {name: getattr(sample, name) for name in ("banned", "failed_items", "suspected_items")}
    return kept | {"verdict": Verdict.FAIL}

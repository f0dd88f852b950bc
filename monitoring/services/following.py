"""What a corrected report makes of the verdict on the sampling form."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from supervision.ground import facts
from supervision.models import Post

from ..models import Sample
from ..vocabulary import FAILED, Verdict
from .judging import Report
from .samples import set_verdict


def follow(sample: Sample, report: Report, by: Post, why: str) -> None:
    """The verdict on the form. What a person has judged of the same finding stays judged; a failure that stays one
    keeps its day, but is told anew with its own weight.
    """
    found = asdict(report)
    if sample.judged_on and report.suspected_items == sample.suspected_items:
        found |= _judged(sample, report)
    else:
        found |= {"judged_on": None, "judged_why": ""}
    if sample.verdict == found["verdict"] == Verdict.FAIL:
        found["verdict_on"] = sample.verdict_on
        if (found["banned"], found["failed_items"]) != (sample.banned, sample.failed_items):
            facts.retract(sample, by=by, why="检测结果更正", kinds=[FAILED])
    set_verdict(sample, by=by, verb="检测结果更正", **found)


def _judged(sample: Sample, report: Report) -> dict[str, Any]:
    if sample.suspected_items and sample.suspected_items in sample.failed_items:
        items = "，".join(filter(None, (report.failed_items, sample.suspected_items)))[:300]
        return {"verdict": Verdict.FAIL, "banned": True, "failed_items": items}
    return {"verdict": Verdict.FAIL if report.verdict == Verdict.FAIL else Verdict.PASS}


def spoken(sample: Sample) -> str:
    return f"{sample.get_verdict_display()}{f'（{sample.failed_items}）' if sample.failed_items else ''}"

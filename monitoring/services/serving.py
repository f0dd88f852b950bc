"""结果送达: the step that starts the term for asking a retest. Recorded once, with the day on which it was recorded."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.records import touch
from supervision.models import Post

from ..models import Sample
from .samples import LIFE


def serve_result(sample: Sample, *, by: Post, told_on: dt.date, told_how: str) -> Sample:
    """The inspected party was given its result on that day. It is not typed anew: that would open its term again."""
    LIFE.demand("serve", sample, by)
    if told_on > clock.today():
        raise RuleViolation("送达日期不能晚于今天。", field="told_on")
    if told_on < (sample.verdict_on or sample.sampled_on):
        raise RuleViolation(f"送达日期不能早于结论日期（{sample.verdict_on}）。", field="told_on")
    with history.acting(by, "登记结果送达", on=[sample]):
        told: dict[str, Any] = {"told_on": told_on, "told_how": told_how, "told_at": clock.now(), "told_by": by}
        touch(sample, by=by, verb="登记结果送达", **told)
    return sample

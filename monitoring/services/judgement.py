"""人工判定: what a person decides where a banned pesticide was found and the list has no limit for it."""

from __future__ import annotations

from supervision.ground import clock, facts, history
from supervision.ground.records import reason
from supervision.models import Post

from ..models import Sample
from ..vocabulary import FAILED, Verdict
from .samples import LIFE, set_verdict


def judge_failed(sample: Sample, *, by: Post, why: str) -> Sample:
    """The substance was used where nobody may use it, or exceeds the limit of the edition in force: it failed."""
    failed = "，".join(filter(None, (sample.failed_items, sample.suspected_items)))[:300]
    return _judge(sample, by, why, verdict=Verdict.FAIL, banned=True, failed_items=failed)


def judge_passed(sample: Sample, *, by: Post, why: str) -> Sample:
    """The edition in force on the sampling day allows that much; what failed otherwise still fails."""
    verdict = Verdict.FAIL if sample.verdict == Verdict.FAIL else Verdict.PASS
    return _judge(sample, by, why, verdict=verdict, banned=sample.banned, failed_items=sample.failed_items)


def _judge(sample: Sample, by: Post, why: str, *, verdict: str, banned: bool, failed_items: str) -> Sample:
    LIFE.demand("judge-failed", sample, by)
    why = reason(why, "请写明判定依据（标准名称、版本和限量，或禁用公告）。")
    with history.acting(by, "人工判定", why):
        # A failure that was told of another item is told anew, with its weight.
        facts.retract(sample, by=by, why="人工判定", kinds=[FAILED])
        return set_verdict(
            sample,
            by=by,
            verb="人工判定",
            verdict=verdict,
            banned=banned,
            failed_items=failed_items,
            judged_on=clock.today(),
            judged_why=why,
        )

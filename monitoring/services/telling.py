"""Which facts a sample has to have told, by what it is now."""

from __future__ import annotations

from typing import Any

from supervision.ground import facts
from supervision.ground.records import COUNTED

from ..models import Sample
from ..vocabulary import FAILED, RAPID_TESTED, REFUSED, SAMPLED, Kind, Method, Taking, Verdict


def due_kinds(sample: Sample) -> list[str]:
    """Accepted samples tell that they were taken (it counts, so not what one person took over alone); failures and
    refusals are urgent and told when submitted.

    委托自检 tells nothing: who has his goods tested of his own accord must not lose credit by it (only supervision
    counts there), and the township's own testing is what the "五个一" asks for.
    """
    if sample.kind == Kind.SELF:
        return []
    found = []
    if sample.state in COUNTED:
        if sample.taking == Taking.REFUSED:
            found.append(REFUSED)
        if sample.verdict == Verdict.FAIL:
            found.append(FAILED)
    if sample.is_reviewed and sample.taking == Taking.TAKEN:
        found.append(RAPID_TESTED if sample.method == Method.RAPID else SAMPLED)
    return found


def told(sample: Sample, kind: str) -> dict[str, Any]:
    """One fact of a sample, as `facts.record` takes it."""
    serious = kind == FAILED and sample.banned
    return {
        "kind": kind,
        "on": sample.verdict_on if kind == FAILED and sample.verdict_on else sample.sampled_on,
        "source": sample,
        "subject": sample.subject,
        "severity": facts.Severity.SERIOUS if serious else facts.Severity.NORMAL,
        "summary": _summary(sample, kind),
        "aspect": sample.kind,
    }


def _summary(sample: Sample, kind: str) -> str:
    head = f"{sample.get_level_display()}{sample.get_kind_display()} {sample.product}"
    if kind == FAILED:
        return f"{head}：{'检出禁用物质 ' if sample.banned else ''}{sample.failed_items}"
    if kind == REFUSED:
        return f"{head}：{sample.refusal_why}"
    if kind == RAPID_TESTED:
        return f"{sample.product} {sample.rapid_item}：{sample.get_rapid_display()}"
    return head


def facts_of(sample: Sample) -> list[dict[str, Any]]:
    """What a sample that was just made has to tell."""
    return [told(sample, kind) for kind in due_kinds(sample)]


def facts_now(sample: Sample) -> list[dict[str, Any]]:
    """What a sample has to tell beside what it told: a failure that a retest finds again stays the fact it was, of the
    first day, so that nobody loses credit for it twice. One that was never moved has told nothing yet.
    """
    if sample.version == 1:
        return facts_of(sample)
    standing = facts.Fact.objects.live().of_source(sample).filter(kind=FAILED).values("on", "severity")
    return [fact | (standing.first() or {}) if fact["kind"] == FAILED else fact for fact in facts_of(sample)]

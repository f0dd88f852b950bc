"""Which facts a sample has to have told, by what it is now. The rest is bookkeeping against what stands."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from supervision.ground import facts
from supervision.ground.records import COUNTED, State
from supervision.models import Post

from ..models import Sample
from ..vocabulary import FAILED, RAPID_TESTED, REFUSED, SAMPLED, Kind, Method, Taking, Verdict


def due_kinds(sample: Sample) -> list[str]:
    """Accepted samples tell that they were taken; failures and refusals are urgent and told when submitted.

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
    if sample.state == State.ACCEPTED and sample.taking == Taking.TAKEN:
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


def tell(sample: Sample, *, by: Post, why: str = "") -> None:
    """Record what is due and not yet told, take back what no longer holds."""
    standing = set(facts.Fact.objects.live().of_source(sample).values_list("kind", flat=True))
    due = due_kinds(sample)
    if gone := standing - set(due):
        facts.retract(sample, by=by, why=why or "记录已更正", kinds=sorted(gone))
    if new := [kind for kind in due if kind not in standing]:
        facts.record_many([told(sample, kind) for kind in new], by=by)


def tell_many(samples: Iterable[Sample], *, by: Post) -> None:
    """For samples that were just made and have told nothing yet."""
    facts.record_many([told(sample, kind) for sample in samples for kind in due_kinds(sample)], by=by)

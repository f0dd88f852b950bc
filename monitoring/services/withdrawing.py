"""作废有结论的样品: asked for by one person, voided by another of the level that ordered the sampling, or above."""

from __future__ import annotations

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.records import reason, touch
from supervision.ground.texts import read
from supervision.models import Post

from ..models import Sample
from ..rules.orderers import needs_document
from .samples import LIFE


def ask_void(
    sample: Sample,
    *,
    by: Post,
    why: str,
    document: str = "",
) -> Sample:
    """Say why a judged sample should be none. Of ministry and province tasks their own consent goes with it."""
    LIFE.demand("ask-void", sample, by)
    why = reason(why, "请写明申请作废的理由。")
    document = read(document, "document")[:80]
    if needs_document(sample.level) and not document:
        raise RuleViolation("部、省级任务的样品，须填写下达单位同意作废的文号。", field="document")
    with history.acting(by, "申请作废", why, on=[sample]):
        asked = {"void_asked_by": by, "void_asked_at": clock.now(), "void_asked_why": why, "void_document": document}
        touch(sample, by=by, verb="申请作废", why=why, **asked)
    return sample


def refuse_void(sample: Sample, *, by: Post, why: str) -> Sample:
    """The sample stays; who asked may ask again with other reasons."""
    LIFE.demand("refuse-void", sample, by)
    why = reason(why, "请写明不同意作废的理由。")
    return touch(sample, by=by, verb="不同意作废", why=why, void_asked_by=None, void_asked_at=None)

"""A grade set by people: one proposes, another confirms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import State, deciding

from ..models import CreditFile, CreditOverride
from ..vocabulary import Origin
from .ratings import recompute


class OverrideLife(Life[CreditOverride]):
    """A grade against the rules, or (empty grade) the return to them; in force once a second person agrees."""

    model = CreditOverride
    made = drafted = "提出等级调整"

    def why_not(self, verb: str, override: CreditOverride, post: Post) -> str:
        """What has taken effect is only undone by another decision of two people."""
        if verb in ("return", "void") and override.state == State.ACCEPTED:
            return "该调整已经生效，如需改回请另行提出调整。"
        return super().why_not(verb, override, post)

    def decider(self, override: CreditOverride, post: Post) -> str:
        """The grades of its subjects are what the county is judged by: the city agrees to a better one, to holding
        the present one whatever may come, or to lifting one that people have set.
        """
        file = override.file
        better = override.grade <= file.grade if override.grade else file.held != ""
        return deciding.why_not_city(post, "确认上调、保持现等级或取消人工核定") if better else ""

    def fill(self, rows: Sequence[CreditOverride], by: Post) -> None:
        """A new proposal goes into the file of its subject, and stays there."""
        new = [row for row in rows if row.file_id is None]
        found = CreditFile.objects.live().filter(subject__in=[row.subject_id for row in new])
        files = {file.subject_id: file for file in found.select_related("region__township")}
        for row in new:
            if row.subject_id not in files:
                raise RuleViolation("该监管对象还没有信用档案，请先建档。", field="subject")
            row.file = files[row.subject_id]
            row.region, row.proposed_on = row.file.region, clock.today()
        for row in rows:
            row.reason = row.reason.strip()

    def check(self, override: CreditOverride, by: Post, *, complete: bool) -> None:
        if override.grade == override.file.held:
            raise RuleViolation("与现在的人工核定等级相同，无需调整。", field="grade")
        if not override.reason:
            raise RuleViolation("请写明调整理由。", field="reason")

    def follows(self, rows: Sequence[CreditOverride], by: Post, why: str) -> None:
        """The grade takes effect at once, with both names and the reason behind it."""
        for override in rows:
            if override.state == State.ACCEPTED:
                CreditFile.objects.filter(pk=override.file_id).update(held=override.grade)
                recompute([override.subject_id], by=by, origin=Origin.OVERRIDE, reason=override.reason)

    def edit(self, override: CreditOverride, /, *, by: Post, version: int, **fields: Any) -> CreditOverride:
        """It stays with its subject."""
        fields.pop("subject", None)
        return super().edit(override, by=by, version=version, **fields)

    def submit(self, override: CreditOverride, *, by: Post) -> CreditOverride:
        self.demand("submit", override, by)
        if CreditOverride.objects.waiting().filter(file=override.file_id).exists():
            raise RuleViolation("该档案已有一份等待复核的调整。")
        return super().submit(override, by=by)

    def accept(self, override: CreditOverride, *, by: Post) -> CreditOverride:
        """Confirmed by a second person: the history gives the reason of the first."""
        with history.acting(by, "确认等级调整", override.reason):
            return super().accept(override, by=by)


OVERRIDE = OverrideLife()
propose_override = partial(OVERRIDE.create, submit=True)  # a proposal waits for its answer unless it is a draft
amend_override, confirm_override, refuse_override = OVERRIDE.edit, OVERRIDE.accept, OVERRIDE.return_

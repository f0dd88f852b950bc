"""Objections to an entry, decided by somebody else than who raised them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post, system_post
from supervision.ground.records import State

from ..models import Objection
from .taking import take_back


class ObjectionLife(Life[Objection]):
    """An objection to one entry, by the subject or for it."""

    model = Objection
    made = drafted = "提出信用异议"

    def why_not(self, verb: str, objection: Objection, post: Post) -> str:
        """What has taken effect is only undone by another decision of two people."""
        if verb in ("return", "void") and objection.state == State.ACCEPTED:
            return "该异议已认定成立，不能再驳回。"
        return super().why_not(verb, objection, post)

    def fill(self, rows: Sequence[Objection], by: Post) -> None:
        """Whose it is and where is said by the entry, also when the subject has moved away since."""
        for row in rows:
            if row.pk is None:
                row.subject, row.region, row.raised_on = row.entry.subject, row.entry.region, clock.today()
            row.reason = row.reason.strip()

    def check(self, objection: Objection, by: Post, *, complete: bool) -> None:
        entry = objection.entry
        if objection.pk is None and (entry.takes_back_id or hasattr(entry, "counter")):
            raise RuleViolation("该信用记录已撤回，无需提出异议。", field="entry")
        if not objection.reason:
            raise RuleViolation("请写明异议理由。", field="reason")

    def follows(self, rows: Sequence[Objection], by: Post, why: str) -> None:
        """The objection is right: the entry is taken back and the subject rated again."""
        for objection in rows:
            if objection.state == State.ACCEPTED and not hasattr(objection.entry, "counter"):
                take_back(objection.entry, by=system_post(), why=f"异议 {objection.number} 成立")

    def edit(self, objection: Objection, /, *, by: Post, version: int, **fields: Any) -> Objection:
        """It stays with its entry."""
        fields.pop("entry", None)
        return super().edit(objection, by=by, version=version, **fields)

    def submit(self, objection: Objection, *, by: Post) -> Objection:
        self.demand("submit", objection, by)
        if Objection.objects.waiting().filter(entry=objection.entry_id).exists():
            raise RuleViolation("该记录已有一份等待处理的异议。")
        return super().submit(objection, by=by)

    def accept(self, objection: Objection, *, by: Post) -> Objection:
        """Upheld: the history gives the reason of who raised it."""
        with history.acting(by, "异议成立", objection.reason):
            return super().accept(objection, by=by)


OBJECTION = ObjectionLife()
raise_objection = partial(OBJECTION.create, submit=True)  # an objection waits for its answer unless it is a draft
amend_objection, uphold_objection, reject_objection = OBJECTION.edit, OBJECTION.accept, OBJECTION.return_

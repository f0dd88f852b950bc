"""Objections to an entry, decided by somebody else than who raised them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.urls import reverse

from supervision.ground import clock, history, notices
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post, Role, system_post
from supervision.ground.records import State, deciding

from ..models import CreditEntry, Objection
from ..vocabulary import Answer
from .taking import take_back

WAITS = "该记录已有一份等待处理的异议。"
ABOVE = "该信用记录的依据是上级下达或登记的，异议须由市级答复。"
ANSWERS = ("accept", "return")
CALLED = {"edit": "修改", "submit": "提交", "accept": "采纳", "return": "改为维持", "void": "撤回"}


class ObjectionLife(Life[Objection]):
    """An objection to one entry, by the subject or for it."""

    model = Objection
    made = drafted = "提出信用异议"
    returned, voided = "维持原记录", "撤回异议"

    def why_not(self, verb: str, objection: Objection, post: Post) -> str:
        """An answer is final: what has taken effect is only undone by another decision of two people."""
        if verb in CALLED and objection.state in (Answer.GRANTED, Answer.UPHELD):
            ended = f"该异议已有结论“{objection.get_state_display()}”，不能再{CALLED[verb]}"
            return f"{ended}；有新的理由，请重新提出异议。"
        if verb == "return" and (refused := deciding.why_not_decide(objection, post, "答复")):
            return refused  # 维持原记录 is an answer as well
        refused = super().why_not(verb, objection, post)
        if not refused and verb in ANSWERS and objection.asked_of:
            return "" if post.is_citywide or post.role == Role.SYSTEM else ABOVE
        return refused

    def fill(self, rows: Sequence[Objection], by: Post) -> None:
        """Whose it is and where is said by the entry, also when the subject has moved away since."""
        for row in rows:
            if row.pk is None:
                row.subject, row.region, row.raised_on = row.entry.subject, row.entry.region, clock.today()
                row.asked_of = asked_of(row.entry)
            row.reason = row.reason.strip()

    def check(self, objection: Objection, by: Post, *, complete: bool) -> None:
        entry = objection.entry
        if objection.pk is None and (entry.takes_back_id or hasattr(entry, "counter")):
            raise RuleViolation("该信用记录已撤回，无需提出异议。", field="entry")
        if complete and objection.pk is None and waits(entry):
            raise RuleViolation(WAITS, field="entry")
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
        if waits(objection.entry):
            raise RuleViolation(WAITS, field="entry")
        return super().submit(objection, by=by)

    def accept(self, objection: Objection, *, by: Post) -> Objection:
        """Granted: the history gives the reason of who raised it, and whoever raised it is told."""
        _know(objection)
        with history.acting(by, "采纳异议", objection.reason):
            granted = super().accept(objection, by=by)
            if granted.made_by is not None:
                link = reverse("credit:objections-detail", args=[granted.pk])
                body = "该条信用记录已撤回，信用等级已重新评定。"
                notices.say(to=granted.made_by, title=f"信用异议 {granted.number} 已采纳", body=body, link=link, by=by)
            return granted

    def return_(self, objection: Objection, *, by: Post, why: str) -> Objection:
        _know(objection)
        self.demand("return", objection, by)
        if not (why or "").strip():
            raise RuleViolation("请写明维持原记录的理由，以便提出人了解。", field="why")
        return super().return_(objection, by=by, why=why)


def asked_of(entry: CreditEntry) -> str:
    """The level that answers, where it is above the county's second person: what an upper level ordered, of which the
    entry tells, is not taken back below it.
    """
    source = entry.fact.source if entry.fact is not None else None
    return deciding.ordered_at(source) if source is not None else ""


def _know(objection: Objection) -> None:
    """Of one that was raised before this was asked."""
    objection.asked_of = objection.asked_of or asked_of(objection.entry)


def waits(entry: CreditEntry) -> bool:
    """Whether an objection to this entry has no answer yet: until then there is nothing to add to it."""
    return Objection.objects.waiting().filter(entry=entry.pk).exists()


OBJECTION = ObjectionLife()
raise_objection = partial(OBJECTION.create, submit=True)  # an objection waits for its answer unless it is a draft
amend_objection, uphold_objection, reject_objection = OBJECTION.edit, OBJECTION.accept, OBJECTION.return_

"""抽读: what was drawn of the rows that 系统 took over is read by a person, who leaves it or sends it back."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from supervision.ground import clock, history
from supervision.ground.errors import refuse
from supervision.ground.history import ActKind, Noted, Way
from supervision.ground.people import Post, require
from supervision.ground.records import State, deciding

from ...registry import Register, every
from ..models import Taken
from ..vocabulary import Outcome

ENDS = {ActKind.RETURNED: Outcome.RETURNED, ActKind.VOIDED: Outcome.VOID}


def to_read(post: Post) -> QuerySet[Taken]:
    """Drawn and not yet read, of the registers this post reviews, but for what it wrote itself. Asked of the record as
    it is and where it is now: what has moved is read by who reviews it there, what is in force no more by nobody.
    """
    readers = [register for register in every() if register.reviewed and may_read(register, post)]
    rows: QuerySet[Taken] = Taken.objects.unread().select_related("sweep")
    asked = Q(pk__in=())
    for register in readers:
        there = register.rows(post).filter(pk=OuterRef("record"), state=State.ACCEPTED)
        others = there.exclude(writers__contains=[post.user_id])
        asked |= Q(Exists(others), register=register.model._meta.label_lower)
    return rows.filter(asked)


def may_read(register: Register, post: Post) -> bool:
    """The reviewing unit: who accepts and returns the rows of the register. A township only confirms."""
    return all(post.has_perm(register.perm(verb)) for verb in ("accept", "return"))


def drawn_of(register: Register, record: Any) -> Taken | None:
    """The draw that a record waits for."""
    label = register.model._meta.label_lower
    found: Taken | None = Taken.objects.filter(register=label, record=record.pk).unread().first()
    return found


def why_not_read(register: Register, record: Any, post: Post) -> str:
    """The sentence why this post does not read it, or nothing."""
    if not may_read(register, post):
        return "由审核这份台账的单位抽读。"
    if deciding.wrote(record, post):
        return "您填写过这条记录，请由另一人抽读。"
    return "" if record.state == State.ACCEPTED else f"{record.get_state_display()}的记录不需要抽读。"


def read_through(register: Register, record: Any, *, by: Post) -> None:
    """Read, and nothing to say against it. Pressed twice it is read once."""
    require(by, register.perm("accept"))
    refuse(why_not_read(register, record, by))
    with history.acting(by, "抽读：无异议", on=[record], kind=ActKind.ACCEPTED, way=Way.SINGLE):
        rows = Taken.objects.filter(register=register.model._meta.label_lower, record=record.pk).unread()
        rows.update(read_by=by, read_at=clock.now(), outcome=Outcome.FINE)


def noted(act: Noted) -> None:
    """A row that goes back or is void has been read: the draw ends with it, whichever page it was done on."""
    if act.by is None:
        return
    for kind, outcome in ENDS.items():
        ended: dict[str, list[Any]] = {}
        for said, row in act.rows:
            if said == kind:
                ended.setdefault(row._meta.label_lower, []).append(row.pk)
        for label, keys in ended.items():
            rows = Taken.objects.filter(register=label, record__in=keys).unread()
            rows.update(read_by=act.by, read_at=clock.now(), outcome=outcome)

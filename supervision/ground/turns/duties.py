from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from supervision.ground.people import OF_SUBJECT

from .rules import WEEK

if TYPE_CHECKING:
    from django.db.models import Model

    from supervision.ground.people import Post
    from supervision.ground.records import ScopedQuerySet


@dataclass(frozen=True, eq=False)
class Duty:
    """Who must act next on the rows of a register, and until when.

    `rows` are all the open ones, wherever they lie. `ladder` names the roles rung by rung, from those who carry the
    turn to the last ones it climbs to: patrols and ordinary orders stop at the county. Whose rows a post may see, scope
    says. With `subject` the subject's own people carry it besides the first rung; one without an account is simply
    carried by that rung.
    `due` and `start` name the fields of the term (without `due` it has none, and is never brought to mind), `terms` the
    codes that set it; `hourly` says that both are moments. `ahead` are the days before the end on which it is brought
    to mind, where the length of the term does not decide. It ends by `verbs` (`register.verb`), which need `perm`.
    """

    code: str
    label: str
    rows: Callable[[], ScopedQuerySet[Any]]
    ladder: Sequence[Sequence[str]]
    perm: str
    verbs: Sequence[str]
    due: str = ""
    start: str = ""
    terms: Sequence[str] = ()
    hourly: bool = False
    ahead: Sequence[int] | None = None
    again: dt.timedelta = WEEK
    subject: bool = False

    @cached_property
    def model(self) -> type[Model]:
        return self.rows().model

    @property
    def top(self) -> int:
        return len(self.ladder) - 1

    def rung_of(self, post: Post | None) -> int | None:
        """Where the post stands on the ladder; None for who has nothing to do with it."""
        if post is None:
            return None
        if post.role in OF_SUBJECT:
            return 0 if self.subject else None
        return next((rung for rung, roles in enumerate(self.ladder) if post.role in roles), None)


DUTIES: dict[str, Duty] = {}


def declare(duty: Duty) -> Duty:
    """Enter a duty into the list that to-dos and reminders read."""
    if DUTIES.setdefault(duty.code, duty) is not duty:
        raise ValueError(f"待办事项 {duty.code} 重复登记")
    return duty


def roles_of(duties: Iterable[Duty]) -> set[str]:
    """Everybody who may be told."""
    found = {role for duty in duties for roles in duty.ladder for role in roles}
    return found | (set(OF_SUBJECT) if any(duty.subject for duty in duties) else set())

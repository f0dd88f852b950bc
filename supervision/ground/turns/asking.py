"""What waits for a post: one query for each duty, however many rows there are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import add, or_
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Expression, Q, Value, When
from django.db.models.lookups import GreaterThanOrEqual

from supervision.ground import clock
from supervision.ground.measures import Todo

from .duties import DUTIES, Duty
from .roster import staffed
from .rules import limits

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from supervision.ground.people import Post


@dataclass(frozen=True)
class Mine:
    """What waits for a post of one duty."""

    duty: Duty
    rows: QuerySet[Any]


def rows(duty: Duty, post: Post | None) -> QuerySet[Any]:
    """The open rows of a duty whose turn has come to the post: those it carries, and those that climbed to it."""
    found, rung = duty.rows().visible_to(post), duty.rung_of(post)
    if rung is None:
        return found.none()
    return found.filter(_climbed_to(duty, rung)) if rung else found


def late(duty: Duty, post: Post | None) -> QuerySet[Any]:
    """Those of them whose term is over."""
    return rows(duty, post).filter(**{f"{duty.due}__lt": _now(duty)})


def of(post: Post | None) -> list[Mine]:
    """Everything that waits for a post, in the order in which it was declared."""
    return [Mine(duty, rows(duty, post)) for duty in DUTIES.values() if duty.rung_of(post) is not None]


def count(post: Post | None) -> dict[str, int]:
    return {mine.duty.code: mine.rows.order_by().count() for mine in of(post)}


def todo(duty: Duty, *, url: str, act: tuple[str, str] | None = None) -> Todo:
    """The duty as the home page shows it."""
    return Todo(duty.code, duty.label, duty.perm, partial(rows, duty), url, act)


def late_todo(code: str, label: str, duties: Sequence[Duty], *, perm: str, url: str) -> Todo:
    """What is over its term, of several duties of one register, as one line of the home page."""
    return Todo(code, label, perm, lambda post: reduce(or_, (late(duty, post) for duty in duties)), url)


def _climbed_to(duty: Duty, rung: int) -> GreaterThanOrEqual:
    """`rules.reached` as a condition: late at least once for every rung below that is staffed."""
    past = [_one_if(**{f"{duty.due}__lt": limit}) for limit in limits(_now(duty), duty.again, rung)] if duty.due else []
    below = [_one_if(staffed(roles)) for roles in duty.ladder[:rung]]
    return GreaterThanOrEqual(reduce(add, past, Value(0)), reduce(add, below))


def _one_if(*conditions: Any, **lookups: Any) -> Expression:
    return Case(When(Q(*conditions, **lookups), then=Value(1)), default=Value(0))


def _now(duty: Duty) -> Any:
    return clock.now() if duty.hourly else clock.today()

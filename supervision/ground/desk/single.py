"""单人办理·待补复核: what the one person of a city took over alone, in all registers, and who may confirm it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from supervision.ground.acts import Act
from supervision.ground.history import ActKind
from supervision.ground.records import DONE_ALONE, STANDING_ALONE, deciding

from .registry import REGISTERS, Register

if TYPE_CHECKING:
    from supervision.ground.people import Post

NOBODY = "本单位暂无复核人，请任命"


def waiting_for(post: Post) -> QuerySet[Act]:
    """The acts by which these rows were taken over, the last of each: for whoever may confirm them; where the city has
    nobody, for him who did it, because somebody is to be appointed.
    """
    rows = Act.objects.filter(kind=ActKind.ACCEPTED, verb=DONE_ALONE)
    if not post.is_citywide:
        return rows.none()
    turns = [_turn(register, post) for register in REGISTERS.values() if _may(register, post)]
    again = rows.filter(register=OuterRef("register"), record=OuterRef("record"), pk__gt=OuterRef("pk"))
    return rows.filter(reduce(or_, turns, Q(pk=None)), ~Exists(again))


def _may(register: Register, post: Post) -> bool:
    return register.verb_named("confirm") is not None and post.has_perm(register.perm("accept"))


def _turn(register: Register, post: Post) -> Q:
    model: Any = register.model
    standing = register.rows(post).filter(STANDING_ALONE, pk=OuterRef("record")).order_by()
    if not deciding.is_only_one(model, post):
        standing = standing.exclude(writers__contains=[post.user_id])
    return Q(Exists(standing), register=model._meta.label_lower)


def line(act: Any) -> tuple[str, str, str]:
    """The record as a line: what it is called, its page, and who took it over."""
    register = next(one for one in REGISTERS.values() if one.model._meta.label_lower == act.register)
    model: Any = register.model
    record = model._default_manager.get(pk=act.record)
    nobody = "" if not deciding.is_only_one(model, act.post) else f"；{NOBODY}"
    return str(record), register.url("detail", record.pk), f"{register.label}，{act.post.user.name}单人办理{nobody}"

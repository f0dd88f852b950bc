"""What a person still has to finish: his own drafts and what came back to him, of every register on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from supervision.ground.people import OfficialRequest, Post
from supervision.ground.records import Record, State

from ..registry import REGISTERS, Register
from ..telling import called
from ..verbs import EDIT

SHOWN = 50
UNFINISHED = (State.DRAFT, State.RETURNED)


@require_safe
def mine(request: OfficialRequest) -> HttpResponse:
    """Drafts and returned ones with the reason; and how many wait for somebody else."""
    post = request.post
    groups = list(_groups(post)) if post else []
    return render(request, "desk/mine.html", {"groups": groups, "count": sum(group["count"] for group in groups)})


def of_person(register: Register, post: Post) -> QuerySet[Any]:
    """One's own, in whatever post they were entered, and of this post's places."""
    return register.to_judge(post).filter(made_by__user=post.user_id)


def _groups(post: Post) -> Iterator[dict[str, Any]]:
    for register in REGISTERS.values():
        if not issubclass(register.model, Record) or not post.has_perm(register.perm("view")):
            continue
        if not (post.has_perm(register.perm("add")) or post.has_perm(register.perm("change"))):
            continue
        own = of_person(register, post).filter(state__in=UNFINISHED).order_by("state", "-pk")
        rows = list(own[: SHOWN + 1])
        if not rows:
            continue
        yield {
            "label": register.label,
            "rows": [_told(register, row, post) for row in rows[:SHOWN]],
            "count": len(rows),
            "more_url": f"{register.url()}?state=mine" if len(rows) > SHOWN else "",
        }


def _told(register: Register, row: Any, post: Post) -> dict[str, Any]:
    may_edit = register.edit is not None and not register.why_not(EDIT, row, post)
    return {
        "label": called(row),
        "number": row.number,
        "state": row.state,
        "state_label": row.get_state_display(),
        "why": row.returned_why if row.state == State.RETURNED else "",
        "day": getattr(row, row.DATE_FIELD, None),
        "url": register.url("detail", row.pk),
        "edit_url": register.url("edit", row.pk) if may_edit else "",
    }

"""抽读: the rows that 系统 took over and that were drawn, by register; read like any selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from supervision.ground.errors import RuleViolation
from supervision.ground.people import OfficialRequest, Post, require

from .. import picking
from ..models import ACCEPTS
from ..registry import Register, every
from ..telling import called
from .models import Taken
from .services import to_read

SHOWN = 50


@require_safe
def drawn(request: OfficialRequest) -> HttpResponse:
    require(request.post, ACCEPTS)
    groups = [_group(register, rows, request.post) for register, rows in _waiting(request.post)]
    return render(request, "desk/drawn.html", {"groups": groups, "count": sum(group["count"] for group in groups)})


@require_POST
def read(request: OfficialRequest) -> HttpResponse:
    """What waits in one register becomes a selection and is read one by one."""
    require(request.post, ACCEPTS)
    key = request.POST.get("register", "")
    found = next(((register, rows) for register, rows in _waiting(request.post) if register.key == key), None)
    if found is None:
        raise Http404("没有待抽读的记录。")
    register, waiting = found
    keys = [one.record for one in waiting[: picking.MOST]]
    versions = dict(register.rows(request.post).filter(pk__in=keys).values_list("pk", "version"))
    try:
        made = picking.pick(register, versions, by=request.post, said=f"系统审核后抽读的 {len(versions):,} 条")
    except RuleViolation as refused:
        messages.error(request, str(refused))
        return redirect("supervision:drawn")
    return redirect(register.url("selection-read", made.pk))


def _waiting(post: Post) -> list[tuple[Register, list[Taken]]]:
    rows: dict[str, list[Taken]] = {}
    for one in to_read(post).order_by("pk"):
        rows.setdefault(one.register, []).append(one)
    return [(register, rows[label]) for register in every() if (label := register.model._meta.label_lower) in rows]


def _group(register: Register, waiting: list[Taken], post: Post) -> dict[str, Any]:
    shown = waiting[:SHOWN]
    found = register.to_judge(post).in_bulk([one.record for one in shown])
    return {
        "label": register.label,
        "key": register.key,
        "count": len(waiting),
        "rows": [
            {
                "label": called(found[one.record]),
                "number": found[one.record].number,
                "day": getattr(found[one.record], found[one.record].DATE_FIELD, None),
                "taken": one.sweep.day,
                "url": register.url("detail", one.record),
            }
            for one in shown
            if one.record in found
        ],
    }


def lines(rows: Sequence[Taken]) -> list[tuple[str, str, str]]:
    """As lines of the to-dos: the records of each register read at once."""
    registers = {register.model._meta.label_lower: register for register in every()}
    found: dict[tuple[str, int], Any] = {}
    for label in {one.register for one in rows}:
        model: Any = registers[label].model
        there = model._default_manager.filter(pk__in=[one.record for one in rows if one.register == label])
        if any(field.name == "subject" for field in model._meta.concrete_fields):
            there = there.select_related("subject")
        found |= {(label, record.pk): record for record in there}
    return [_line(one, registers[one.register], found[one.register, one.record]) for one in rows]


def _line(one: Taken, register: Register, record: Any) -> tuple[str, str, str]:
    return called(record), register.url("detail", record.pk), f"{register.label}，{one.sweep.day:%m-%d} 由系统审核"

"""The register of changes (信息变更), and what it gives to the registers whose rows change: a step and a panel."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING
from supervision.ground.people import Post

from .declaring import Changes
from .forms import AlterForm
from .models import Change, ChangeQuerySet, in_fourth_quarter
from .services import LIFE, alter, look, why_not_alter, why_not_look
from .vocabulary import PROVEN

LATEST = 20
DONE = "的信息变更已登记：即时生效的已生效，其余审核通过后生效"


def _less(rows: ChangeQuerySet, value: str) -> ChangeQuerySet:
    if value == "q4":
        return rows.filter(in_fourth_quarter(), ends_duty=True)
    return rows.filter(ends_duty=value == "1")


def _read(rows: ChangeQuerySet, value: str) -> ChangeQuerySet:
    return rows.filter(ends_duty=True, read_at__isnull=value == "0")


LESS = desk.Condition(
    "less", "减少义务", [("1", "减少义务的变更"), ("q4", "四季度减少义务的变更"), ("0", "其他变更")], _less, all="不限"
)
READ = desk.Condition("read", "市级查看", [("0", "市级未查看"), ("1", "市级已查看")], _read, all="不限")


def _care(change: Change) -> str:
    """What binds somebody or shows a paper is looked at by itself."""
    return "须逐条核对证明材料" if change.nature in PROVEN else ""


def _lines(change: Change, post: Post) -> dict[str, Any]:
    """Every field before and after, and the row it is about where the post sees that."""
    register = desk.registry.named(change.register)
    seen = register.rows(post).filter(pk=change.record).exists()
    return {
        "lines": list(change.items.all()),
        "changed_url": register.url("detail", change.record) if seen else "",
        "changed_label": register.title or register.label,
    }


CHANGES = desk.Register(
    key="changes",
    model=Change,
    label="信息变更",
    fields=(
        NUMBER,
        "name",
        desk.Column("told", width=40),
        desk.Column("register", kind="text", width=12),
        *desk.hidden("what"),
        desk.Column("nature", kind="badge"),
        *desk.hidden("ends_duty"),
        "effective_on",
        *desk.hidden("why"),
        *PLACES,
        *desk.hidden("to_region", "open_matters", "applied_at", "read_by", "read_at"),
        *STANDING,
    ),
    sorts=("effective_on",),
    default_sort="-effective_on",
    asked=("register", "nature", LESS, READ),
    search=desk.Search("编号、变更对象", ("name",)),
    sections=(("生效日期、原因和证明", ("effective_on", "why", "photos", "documents")),),
    by_hand=False,
    life=LIFE,
    verbs=(
        *desk.verbs_of(LIFE),
        desk.take_back_of(LIFE),
        desk.Verb("look", "市级已查看", look, style="primary", why_not=why_not_look, done="已查看"),
    ),
    detail=(
        ("变更", ("name", "register", "what", "nature", "ends_duty", "effective_on", "why")),
        ("地区", ("county", "township", "region", "to_region", "open_matters")),
        ("办理", ("applied_at", "read_by", "read_at")),
        FILED,
    ),
    panels=(desk.Panel("supervision/panels/change.html", _lines),),
    dated=True,
    care=_care,
)


def step(changes: Changes, form: type[AlterForm], initial: Callable[[Any], dict[str, Any]]) -> desk.Step:
    """申请变更, on the page of a row."""

    def call(record: Any, /, *, by: Post, **values: Any) -> Any:
        alter(changes, record, by=by, **values)
        return record

    return desk.Step(
        "alter",
        "申请变更",
        form,
        call,
        why_not=partial(why_not_alter, changes),
        initial=initial,
        done=DONE,
    )


def _of(changes: Changes, record: Any, post: Post) -> dict[str, Any]:
    """Its changes, the newest first."""
    if not post.has_perm(CHANGES.perm("view")):
        return {"changes": []}
    rows = Change.objects.visible_to(post).of(record, changes.ledger).live().prefetch_related("items")
    return {"changes": list(rows[:LATEST])}


def panel(changes: Changes) -> desk.Panel:
    return desk.Panel("supervision/panels/changes.html", partial(_of, changes))

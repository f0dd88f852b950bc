"""What a person keeps of the lists (columns and their order, conditions under a name), and what belongs together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.http import QueryDict

from supervision.ground import clock, history, texts
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import masks
from supervision.ground.people import Post
from supervision.ground.records import Record, State

from . import linked, picking
from .known import REGISTERS
from .linked import RecordLink
from .listing import SIZE, SIZES
from .models import ListLayout, SavedList
from .registry import Register

MOST = 30  # of one person in one register
TOO_LONG = 1000


def keep_layout(register: Register, *, by: Post, columns: Sequence[str], size: int) -> ListLayout:
    """These columns in this order; none brings the register's own back."""
    known = {column.name for column in register.columns_of(by)}
    wanted = [name for name in dict.fromkeys(columns) if name in known]
    kept = {"columns": wanted, "size": size if size in SIZES else SIZE}
    layout, _new = ListLayout.objects.update_or_create(user_id=by.user_id, register=register.key, defaults=kept)
    return layout


def keep_list(register: Register, *, by: Post, name: str, query: str, shared: bool) -> SavedList:
    """The conditions of a list under a name."""
    return keep_query(register.key, by=by, name=name, query=query, shared=shared)


def keep_query(key: str, *, by: Post, name: str, query: str, shared: bool) -> SavedList:
    """An address under a name. A number of a person is nothing to be kept, and less to be shared."""
    name = texts.read(name, "name").strip()
    if not name:
        raise RuleViolation("请填写常用筛选的名称。", field="name")
    if len(name) > 30:
        raise RuleViolation("名称最多30个字。", field="name")
    if not query:
        raise RuleViolation("还没有选择筛选条件，请先查询再保存。")
    if len(query) > TOO_LONG:
        raise RuleViolation("筛选条件太长，不能保存。")
    if has_numbers(query) or masks.masked(name) != name:
        raise RuleViolation("含手机号、证件号的条件不能保存为常用筛选。")
    asked = QueryDict(query)
    picked = [one for one in asked.getlist("picked") if one]
    register = REGISTERS.get(key) or REGISTERS.get(asked.get("register", ""))
    if picked and (register is None or any(picking.listed(register, one, by) is None for one in picked)):
        raise RuleViolation("没有找到这份选定的名单，请重新生成后再保存。")
    own = SavedList.objects.filter(user_id=by.user_id, register=key)
    if own.count() >= MOST:
        raise RuleViolation(f"每个台账最多保存 {MOST} 个常用筛选，请先删除不用的。")
    try:
        with transaction.atomic():
            picking.keep(picked, kept=True)
            return SavedList.objects.create(
                register=key, name=name, query=query, user_id=by.user_id,
                organisation_id=by.organisation_id, shared=shared,
            )  # fmt: skip
    except IntegrityError:
        raise RuleViolation("已有同名的常用筛选。", field="name") from None


def has_numbers(query: str) -> bool:
    """Whether an address holds a number of a person, as it is written or as it is read."""
    values = [value for _name, some in QueryDict(query).lists() for value in some]
    return any(masks.masked(text) != text for text in (query, *values))


def drop_list(saved: SavedList, *, by: Post) -> None:
    """Whoever made it takes it away, also for those it was shared with."""
    if saved.user_id != by.user_id:
        raise RuleViolation("只能删除自己保存的常用筛选。")
    picked = {one for one in QueryDict(saved.query).getlist("picked") if one}
    with transaction.atomic():
        SavedList.objects.filter(pk=saved.pk).delete()
        still = SavedList.objects.standing_on(picked)
        picking.keep(picked - still, kept=False)


def link(one: Record, other: Record, *, by: Post) -> RecordLink | None:
    """These two belong together; None where that was said before."""
    for record in (one, other):
        if record.state == State.VOID:
            raise RuleViolation(f"{record.number} 已作废，不能关联。", field="other")
    if linked.end_of(one) == linked.end_of(other):
        raise RuleViolation("不能与自身关联。", field="other")
    with history.acting(by, f"关联：{one.number} 与 {other.number}", on=[one, other]):
        given = linked.ends(one, other)
        made, new = RecordLink.objects.get_or_create(**given, ended_at=None, defaults={"by": by, "at": clock.now()})
    return made if new else None


def keep_links(record: Any, model: type[Record], rows: Sequence[Any], *, by: Post) -> None:
    """All of that register that the record is linked with, as far as the post sees it; the others end."""
    wanted = {row.pk: row for row in rows}
    there = linked.of_model(record, model)
    manager: Any = model._default_manager
    gone = {row.pk: row for row in manager.visible_to(by).filter(pk__in=set(there) - set(wanted))} if there else {}
    for key, row in gone.items():
        end_link(there[key], record, row, by=by)
    for key, row in wanted.items():
        if key not in there:
            link(record, row, by=by)


def end_link(row: RecordLink, one: Record, other: Record, *, by: Post) -> None:
    """They do not; who said so, and when, stays."""
    with history.acting(by, f"取消关联：{one.number} 与 {other.number}", on=[one, other]):
        RecordLink.objects.filter(pk=row.pk, ended_at=None).update(ended_by=by, ended_at=clock.now())

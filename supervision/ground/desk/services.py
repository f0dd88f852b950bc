"""What a person keeps of the lists: the columns and their order, and conditions under a name."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import IntegrityError, transaction

from supervision.ground import texts
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import masks
from supervision.ground.people import Post

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
    if masks.masked(query) != query or masks.masked(name) != name:
        raise RuleViolation("含手机号、证件号的条件不能保存为常用筛选。")
    own = SavedList.objects.filter(user_id=by.user_id, register=key)
    if own.count() >= MOST:
        raise RuleViolation(f"每个台账最多保存 {MOST} 个常用筛选，请先删除不用的。")
    try:
        with transaction.atomic():
            return SavedList.objects.create(
                register=key, name=name, query=query, user_id=by.user_id,
                organisation_id=by.organisation_id, shared=shared,
            )  # fmt: skip
    except IntegrityError:
        raise RuleViolation("已有同名的常用筛选。", field="name") from None


def drop_list(saved: SavedList, *, by: Post) -> None:
    """Whoever made it takes it away, also for those it was shared with."""
    if saved.user_id != by.user_id:
        raise RuleViolation("只能删除自己保存的常用筛选。")
    SavedList.objects.filter(pk=saved.pk).delete()

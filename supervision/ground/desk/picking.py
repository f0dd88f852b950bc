"""A reviewer picks rows of a register: ticked ones, or all that a list shows. Kept with the versions of the click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from supervision.ground import kinds, notices
from supervision.ground.errors import RuleViolation
from supervision.ground.parameters import Parameter
from supervision.ground.people import Post

from .export import described
from .listing import MOST, narrow
from .looks import looks
from .models import Selection
from .registry import Register, named

NONE = "请先勾选要办理的记录。"
TOO_MANY = f"一次最多选 {MOST:,} 条，请先用筛选条件缩小范围。"
SAID = 300
# What was picked longer ago has been decided on, or changed since.
KEPT = Parameter("selection_kept", "选定的记录保留多久", 90, least=7, most=3_650, unit="天")


def pick(
    register: Register, versions: Mapping[int, int], *, by: Post, whole: bool = False, said: str = ""
) -> Selection:
    """These rows, each in the version that was on the screen; what this post does not see is not among them."""
    if not versions:
        raise RuleViolation(NONE)
    if len(versions) > MOST:
        raise RuleViolation(TOO_MANY)
    rows = list(register.to_judge(by).filter(pk__in=versions))
    if not rows:
        raise RuleViolation("所选的记录已不在您的范围内，请刷新列表后再选。")
    return _kept(register, rows, versions, by=by, whole=whole, said=said or f"勾选的 {len(rows):,} 条")


def pick_all(register: Register, *, by: Post, data: Mapping[str, str], year: int | None) -> Selection:
    """All that the list shows now, in the versions of now."""
    filters, found = narrow(register, post=by, data=data, year=year)
    if not filters.is_valid():
        raise RuleViolation("筛选条件有误，请改正后再选。")
    versions = dict(found.order_by().values_list("pk", "version")[: MOST + 1])
    conditions = "；".join(f"{label}：{value}" for _name, label, value in described(filters)) or "全部"
    said = f"筛选出的全部 {len(versions):,} 条（{conditions}）"
    return pick(register, versions, by=by, whole=True, said=said[:SAID])


def pick_pasted(register: Register, keys: Sequence[int], *, by: Post) -> Selection:
    """Those that a pasted list names, in the versions of now."""
    versions = dict(register.rows(by).filter(pk__in=keys).values_list("pk", "version"))
    return pick(register, versions, by=by, said=f"粘贴名单 {len(versions):,} 家")


def listed(register: Register, key: str, post: Post) -> Selection | None:
    """A selection whose rows a list shows: one's own, or one that the office keeps."""
    if not (key.isascii() and key.isdecimal() and len(key) < 19):
        return None
    return Selection.objects.listed_for(post).filter(register=register.key, pk=key).first()


def keep(selections: Iterable[str], *, kept: bool) -> None:
    """Kept as long as a saved list stands on it."""
    Selection.objects.filter(pk__in=[int(key) for key in selections]).update(kept=kept)


def forget() -> int:
    """Take away what was picked long ago, unless it is kept; how many. What was done with it is in the acts."""
    return Selection.objects.filter(made_at__lt=Now() - dt.timedelta(days=KEPT.default), kept=False).delete()[0]


def hand_on(selection: Selection, *, to: Post, by: Post) -> Selection:
    """Somebody else decides: the same rows in the same versions, as far as he sees them, and he is told."""
    register = named(selection.register)
    if to.pk not in {post.pk for post in colleagues(register, by)}:
        raise RuleViolation("只能转交给本单位其他可以审核这份台账的人员。")
    due = {pk: version for pk, version in selection.versions_by_id.items() if pk not in set(selection.done_ids)}
    with transaction.atomic():
        made = pick(register, due, by=to, whole=selection.whole, said=selection.said)
        made.handed_by = by
        made.save(update_fields=["handed_by"])
        title = f"{by.user.name}转交您审核：{register.label} {len(made.ids):,} 条"
        notices.say(to=to, title=title[:100], link=register.url("selection", made.pk), by=by)
    return made


def colleagues(register: Register, post: Post) -> list[Post]:
    """Who of the same place may take its rows over as well: each person once."""
    others = Post.objects.seconds_to(post, register.perm("accept"))
    return sorted({other.user_id: other for other in others}.values(), key=lambda other: other.user.name)


def _kept(
    register: Register, rows: Sequence[Any], versions: Mapping[int, int], *, by: Post, whole: bool, said: str
) -> Selection:
    """In the order of reading: what is to be looked at first, then what has a problem, then by its day."""
    signs = looks(register, rows)
    cares = {row.pk: register.care(row) for row in rows}
    day = register.model.DATE_FIELD  # type: ignore[attr-defined]  # a Record: `reviewed`
    rows = sorted(rows, key=lambda row: (not signs.get(row.pk), not cares[row.pk], str(getattr(row, day, "")), row.pk))
    made: Selection = Selection.objects.create(
        register=register.key,
        post=by,
        said=kinds.masks.masked(said)[:SAID],  # what was searched for may be a phone
        whole=whole,
        ids=[row.pk for row in rows],
        versions=[versions[row.pk] for row in rows],
        cares=[cares[row.pk][:100] for row in rows],
        signs=[signs.get(row.pk, "")[:300] for row in rows],
    )
    return made

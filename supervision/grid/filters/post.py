from __future__ import annotations

from supervision.ground import desk
from supervision.ground.people import Post, PostQuerySet, Role


def _holding(rows: PostQuerySet, value: str) -> PostQuerySet:
    held = Post.objects.in_force().values("pk")
    return rows.filter(pk__in=held) if value == "1" else rows.exclude(pk__in=held)


class PostFilterSet(desk.DeskFilterSet):
    q = desk.search_box("姓名、用户名或单位")
    state = None  # type: ignore[assignment]  # how a filter set leaves out one of its base
    role = desk.Condition("role", "角色", [(r.value, r.label) for r in Role if r != Role.SYSTEM]).filter(Post)
    holding = desk.Condition("holding", "是否在任", [("1", "在任"), ("0", "不在任")], _holding).filter(Post)

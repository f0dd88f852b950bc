"""The register of posts (账号岗位): who may do what, where, since when. Kept by the administrators."""

from __future__ import annotations

from supervision.ground import clock, desk
from supervision.ground.people import Post, Role

from ..filters.post import PostFilterSet
from ..forms.post import PostForm
from ..services.account import end_post, engage


def _not_over(post: Post) -> bool:
    return post.until is None or post.until >= clock.today()


END = desk.Verb(
    "end",
    "结束任期",
    end_post,
    (),
    perm="change",
    needs_reason=True,
    style="danger",
    confirm="结束后此人不能再以这个岗位登录办理，已办理的记录保留。确定结束吗？",
    fits=_not_over,
)
POSTS = desk.Register(
    key="posts",
    model=Post,
    label="账号岗位",
    columns=(
        desk.Column("name", "姓名", "user__name", width=12),
        desk.Column("username", "用户名", "user__username", kind="code", width=16),
        desk.Column("role", "角色", desk.label_of("role", Role), width=16),
        desk.Column("county", "县（市、区）", "organisation__region__county__name", kind="region", list=False),
        desk.Column("region", "任职地区", "organisation__region__name", kind="region", width=16),
        desk.Column("organisation", "单位", "organisation__name", width=28),
        desk.Column("since", "任职日期", kind="date", width=12),
        desk.Column("until", "离任日期", kind="date", width=12),
    ),
    sorts=("since",),
    default_sort="-since",
    filters=PostFilterSet,
    form=PostForm,
    create=engage,
    direct=desk.Direct("任命", "已任命", "任命岗位"),
    verbs=(END,),
    detail=(
        ("人员", ("name", "username")),
        ("岗位", ("role", "county", "region", "organisation", "since", "until")),
    ),
)

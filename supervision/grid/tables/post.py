"""The register of posts (账号岗位): who may do what, where, since when. Kept by the administrators."""

from __future__ import annotations

from typing import Any

from supervision.ground import desk
from supervision.ground.people import Post

from ..filters.post import PostFilterSet
from ..forms.post import PostForm
from ..services.account import end_post, engage, show_out, why_not_end, why_not_renew, why_not_show_out

END = desk.Verb(
    "end",
    "结束任期",
    end_post,
    perm="change",
    needs_reason=True,
    style="danger",
    confirm="结束后此人不能再以这个岗位登录办理，已办理的记录保留。确定结束吗？",
    why_not=why_not_end,
)
SHOW_OUT = desk.Verb(
    "show-out",
    "退出其全部登录",
    show_out,
    perm="change",
    needs_reason=True,
    style="warning",
    confirm="此人在所有设备上都要重新登录，没有提交的内容由其本人找回。确定吗？",
    why_not=why_not_show_out,
)


def _renewal(post: Post, by: Post) -> dict[str, Any]:
    return {"may_renew": not why_not_renew(post, by)}


POSTS = desk.Register(
    key="posts",
    model=Post,
    label="账号岗位",
    fields=(
        desk.Column("name", "姓名", "user__name", width=12),
        desk.Column("username", "用户名", "user__username", kind="code", width=16),
        "role",
        desk.Column("county", "县（市、区）", "organisation__region__county__name", kind="region", list=False),
        desk.Column("region", "任职地区", "organisation__region__name", kind="region", width=16),
        "organisation",
        "since",
        "until",
    ),
    sorts=("since",),
    default_sort="-since",
    asked=PostFilterSet,
    form=PostForm,
    create=engage,
    direct=desk.Direct("任命", "已任命", "任命岗位"),
    verbs=(SHOW_OUT, END),
    panels=(desk.Panel("supervision/panels/post.html", _renewal),),
    detail=(
        ("人员", ("name", "username")),
        ("岗位", ("role", "county", "region", "organisation", "since", "until")),
    ),
    judged_by=("organisation__region__township",),
)

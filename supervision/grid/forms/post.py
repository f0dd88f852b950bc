from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import clock, desk
from supervision.ground.people import PLACES, Role
from supervision.ground.regions import Level


class PostForm(desk.DeskForm):
    """Who, as what, where. The roles offered are those that can be given in the place of whoever appoints."""

    username = desk.TextBox(label="用户名", max_length=150, help_text="登录用；此人已有账号的填原用户名。")
    name = desk.TextBox(label="姓名", max_length=30)
    role = forms.ChoiceField(label="角色")
    region = desk.RegionField(
        levels=(Level.CITY, Level.COUNTY, Level.ZONE, Level.TOWNSHIP), label="任职地区", required=False
    )
    organisation = desk.TextBox(
        label="单位名称", max_length=100, required=False, help_text="不填为当地的农业农村局、监管站或检测站。"
    )
    subject = desk.SubjectField(label="所属监管对象", required=False, help_text="企业内控员、市场管理员必选。")
    since = desk.DayBox(label="任职日期", initial=clock.today)

    sections = [
        ("人员", ["username", "name"]),
        ("岗位", ["role", "region", "organisation", "subject", "since"]),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        city = self.post.region.level == Level.CITY
        given = [role for role in Role if role in PLACES and (city or PLACES[role] != (Level.CITY,))]
        self.fields["role"].choices = [("", "请选择"), *((role.value, role.label) for role in given)]

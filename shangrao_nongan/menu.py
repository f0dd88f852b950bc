"""The menu: one declaration, filtered by what the post may do.  Also the rest of what every page's frame shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from supervision.ground import clock, notices, year
from supervision.ground.people import Post

Item = dict[str, Any]  # of the menu, as the template draws it


@dataclass(frozen=True)
class Entry:
    label: str
    name: str  # of the address
    perm: str = ""


MENU = (
    ("首页", (Entry("首页", "home"),)),
    ("统计", (Entry("自定义统计", "supervision:statistics", "supervision.view_statistic"),)),
    ("监管台账", (
        Entry("监管对象", "supervision:subjects", "supervision.view_subject"),
        Entry("信息变更", "supervision:changes", "supervision.view_change"),
        Entry("疑似重复", "supervision:subjects-doubles", "supervision.view_merge"),
        Entry("监管对象合并", "supervision:merges", "supervision.view_merge"),
        Entry("巡查记录", "supervision:patrols", "supervision.view_patrol"),
        Entry("整改", "supervision:rectifications", "supervision.view_rectification"),
        Entry("生产记录", "supervision:productionrecords", "supervision.view_productionrecord"),
        Entry("案件", "supervision:cases", "supervision.view_case"),
        Entry("监管队伍", "supervision:staff", "supervision.view_staff"),
        Entry("培训台账", "supervision:trainings", "supervision.view_training"),
        Entry("检测机构", "supervision:laboratories", "supervision.view_laboratory"),
        Entry("检测机构证书", "supervision:labcertificates", "supervision.view_laboratorycertificate"),
        Entry("工作报送", "supervision:workreports", "supervision.view_workreport"),
        Entry("五个一", "supervision:fiveone", "supervision.view_fiveone"),
    )),
    ("监测", (
        Entry("任务量与进度", "monitoring:quotas", "monitoring.view_quota"),
        Entry("监测任务", "monitoring:tasks", "monitoring.view_task"),
        Entry("抽样单", "monitoring:samples", "monitoring.view_sample"),
        Entry("检测单", "monitoring:testorders", "monitoring.view_testorder"),
        Entry("核查处置", "monitoring:handlings", "monitoring.view_handling"),
        Entry("复检", "monitoring:retests", "monitoring.view_retest"),
        Entry("检测机构获证参数", "monitoring:capabilities", "monitoring.view_capability"),
    )),
    ("合格证", (
        Entry("合格证台账", "certificates:certificates", "certificates.view_certificate"),
        Entry("应开未开主体", "certificates:missing", "certificates.mark_certificate"),
        Entry("试点县", "certificates:pilots", "certificates.view_pilot"),
    )),
    ("信用", (
        Entry("信用等级分布", "credit:overview", "credit.view_creditfile"),
        Entry("信用档案", "credit:creditfiles", "credit.view_creditfile"),
        Entry("信用记录", "credit:creditentries", "credit.view_creditentry"),
        Entry("等级调整", "credit:creditoverrides", "credit.view_creditoverride"),
        Entry("信用异议", "credit:objections", "credit.view_objection"),
    )),
    ("绿色食品", (
        Entry("认证产品", "greenfood:certifications", "greenfood.view_certification"),
        Entry("净增情况", "greenfood:growth", "greenfood.view_certification"),
    )),
    ("应急", (
        Entry("突发事件", "emergency:incidents", "emergency.view_incident"),
        Entry("事件认定单", "emergency:determinations", "emergency.view_determination"),
    )),
    ("年终考核", (
        Entry("考核方案", "assessment:schemes", "assessment.view_run"),
    )),
    ("审计", (
        Entry("办理记录", "audit:audit-acts", "supervision.view_act"),
        Entry("登录记录", "audit:audit-signins", "supervision.view_signin"),
        Entry("登录失败与密码", "audit:audit-tries", "supervision.view_accountact"),
        Entry("导出记录", "audit:audit-exports", "supervision.view_exported"),
        Entry("导入记录", "audit:audit-imports", "supervision.export_importbatch"),
        Entry("个人号码查看记录", "audit:audit-reveals", "supervision.view_reveal"),
        Entry("任职变动", "audit:audit-appointments", "supervision.view_appointment"),
    )),
    ("系统管理", (
        Entry("账号岗位", "supervision:posts", "supervision.view_post"),
        Entry("审核方式", "supervision:review-manner", "supervision.view_reviewpaper"),
        Entry("登录记录", "signins", "supervision.view_post"),
        Entry("留痕校验", "chain:heads", "chain.view_digest"),
    )),
)
HOME = "统计"  # for bureaus the home page is the year's figures; for all others it is simply home
TABS = (
    ("台账", "ledger", ("supervision:subjects", "supervision:patrols", "monitoring:testorders")),
    (HOME, "stats", ("home",)),
    ("填报", "plus", ("supervision:patrols-new", "monitoring:samples-new", "certificates:certificates-new")),
    ("待办", "todo", ("todos",)),
    ("我的", "me", ("me", "supervision:jobs")),
)
NEEDS = {entry.name: entry.perm for _, entries in MENU for entry in entries} | {
    "supervision:patrols-new": "supervision.add_patrol",
    "monitoring:samples-new": "monitoring.add_sample",
    "certificates:certificates-new": "certificates.add_certificate",
}


def context(request: HttpRequest) -> dict[str, Any]:
    """The template context of every page; anonymous pages get only the demo banner."""
    frame: dict[str, Any] = {"demo_today": settings.DEMO_TODAY}
    post = getattr(request, "post", None)
    if not post:
        return frame
    return frame | {
        "menu": menu_for(post, request.path),
        "tabs": tabs_for(post, request.path),
        "years": year.years(),
        "year": year.year_of(request),
        "posts": getattr(request, "posts", [post]),
        "post": post,
        "today": clock.today(),
        "notices_unread": notices.unread_count(post),
    }


def menu_for(post: Post, path: str) -> list[Item]:
    groups = []
    for label, entries in MENU:
        children = [item for entry in entries if (item := _item(entry.label, entry.name, post, path))]
        if not children:
            continue
        only = children[0] if len(entries) == 1 else {}
        active = any(child["active"] for child in children)
        groups.append({"children": [] if only else children, "url": "", **only, "label": label, "active": active})
    return groups


def tabs_for(post: Post, path: str) -> list[Item]:
    """The phone's bottom bar: of each tab the first page this post may open."""
    tabs = []
    for label, icon, names in TABS:
        items = (_item(label, name, post, path) for name in names)
        if found := next((item for item in items if item), None):
            plain = label == HOME and not post.has_perm("supervision.view_fiveone")
            tabs.append({**found, "icon": "home" if plain else icon, "label": "首页" if plain else label})
    return tabs


def _item(label: str, name: str, post: Post, path: str) -> Item | None:
    needs = NEEDS.get(name, "")
    if needs and not post.has_perm(needs):
        return None
    url = reverse(name)
    active = path == url or (url != "/" and path.startswith(url))
    return {"label": label, "url": url, "active": active, "count": 0}

"""The registers of the audit pages: read and exported, nothing else."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from supervision.ground import desk
from supervision.ground.acts import AccountAct, Act, Appointment
from supervision.ground.audit import Exported, Reveal
from supervision.ground.desk import Column, ImportBatch, Panel, Register
from supervision.ground.people import Post, Role, User
from supervision.ground.signins import SignIn

from . import filters, names

SPACE = "audit"


def record_of(row: Any, post: Post) -> dict[str, Any]:
    """The record that it was about, where this post may open it."""
    register = names.register_of(row.register)
    if register is None or not post.has_perm(register.perm("view")):
        return {"about": None}
    record = register.rows(post).filter(pk=row.record).first()
    return {"about": record, "about_url": register.url("detail", row.record), "about_register": register.label}


ABOUT = Panel("audit/panels/record.html", record_of)


def who(label: str, path: str = "user") -> Column:
    return Column("user", label, f"{path}__name", width=12)


def whose(path: str = "post") -> tuple[Column, ...]:
    """In which role and of which unit somebody did it."""
    return (
        Column("organisation", "单位", f"{path}__organisation__name", width=18),
        Column("role", "角色", desk.label_of(f"{path}__role", Role), width=14, list=False),
    )


def moment(name: str, label: str) -> Column:
    return Column(name, label, kind="moment")


def acts() -> Register:
    return Register(
        key="audit-acts",
        namespace=SPACE,
        model=Act,
        label="办理记录",
        fields=(moment("at", "办理时间"), who("办理人"), *whose(), "verb", Column("kind", "类别"),
                Column("register", "台账", names.model_said(), width=16), Column("why", "原因", width=30, list=False),
                Column("way", "方式", list=False), Column("record", "记录序号", list=False),
                Column("request", "请求编号", kind="code", list=False)),
        sorts={"at": "id"},
        asked=filters.of("at", filters.register(Act, names.by_model())),
        panels=(ABOUT,),
    )  # fmt: skip


def tries() -> Register:
    """Log-ins that failed or were limited, passwords that were changed or handed out: acts on accounts."""
    whom = Subquery(User.objects.filter(pk=OuterRef("record")).values("name")[:1])
    return Register(
        key="audit-tries",
        namespace=SPACE,
        model=AccountAct,
        label="登录失败与密码",
        fields=(moment("at", "时间"), "verb", Column("whom", "账号", whom, width=12),
                Column("why", "说明", width=40), who("办理人"), *whose()),
        sorts={"at": "id"},
        asked=filters.of("at"),
    )  # fmt: skip


def appointments() -> Register:
    """Who was appointed to which post, and whose term was ended, by whom."""
    held = Post.objects.filter(pk=OuterRef("record"))
    whom, unit = Subquery(held.values("user__name")[:1]), Subquery(held.values("organisation__name")[:1])
    role = Subquery(held.annotate(said=desk.label_of("role", Role)).values("said")[:1])
    return Register(
        key="audit-appointments",
        namespace=SPACE,
        model=Appointment,
        label="任职变动",
        fields=(moment("at", "时间"), "verb", Column("whom", "人员", whom, width=12),
                Column("held", "岗位", role, width=14), Column("unit", "任职单位", unit, width=18),
                who("办理人"), *whose(), Column("why", "原因", width=30, list=False)),
        sorts={"at": "id"},
        asked=filters.of("at"),
        panels=(ABOUT,),
    )  # fmt: skip


def signins() -> Register:
    return Register(
        key="audit-signins",
        namespace=SPACE,
        model=SignIn,
        label="登录记录",
        fields=(moment("began_at", "登录时间"), who("用户"),
                Column("username", "用户名", "user__username", kind="code"), "device",
                Column("address", kind="code"), moment("ended_at", "退出时间"), "ended_why"),
        sorts={"began_at": "id"},
        asked=filters.of("began_at"),
    )  # fmt: skip


def exports() -> Register:
    return Register(
        key="audit-exports",
        namespace=SPACE,
        model=Exported,
        label="导出记录",
        fields=(moment("at", "导出时间"), who("导出人"), *whose(),
                Column("register", "台账", names.key_said(), width=16), Column("said", "筛选条件", width=40),
                Column("rows", "条数", kind="number"),
                Column("columns", "列", desk.joined("columns"), width=40, list=False),
                Column("request", "请求编号", kind="code", list=False)),
        sorts={"at": "id"},
        asked=filters.of("at", filters.register(Exported, names.by_key())),
    )  # fmt: skip


def imports() -> Register:
    return Register(
        key="audit-imports",
        namespace=SPACE,
        model=ImportBatch,
        label="导入记录",
        fields=(moment("made_at", "上传时间"), Column("made_by", "上传人", "made_by__user__name", width=12),
                *whose("made_by"), Column("register", "台账", names.key_said(), width=16),
                Column("name", "文件名", width=24), Column("state", kind="badge"), "rows", "good", "bad",
                Column("imported_by", "确认人", "imported_by__user__name", list=False), *desk.hidden("imported_at"),
                *desk.hidden("review", "reviewed_by", "reviewed_at", "review_why", "late_why"),
                *desk.hidden("undone_by", "undone_at", "undone_why")),
        sorts={"made_at": "id"},
        asked=filters.of("made_at", filters.register(ImportBatch, names.by_key())),
    )  # fmt: skip


def reveals() -> Register:
    return Register(
        key="audit-reveals",
        namespace=SPACE,
        model=Reveal,
        label="个人号码查看记录",
        fields=(moment("at", "查看时间"), who("查看人"), *whose(), "purpose", Column("said", "记录", width=20),
                Column("label", "查看内容", width=12), Column("register", "台账", names.key_said(), width=16),
                Column("request", "请求编号", kind="code", list=False)),
        sorts={"at": "id"},
        asked=filters.of("at", filters.register(Reveal, names.by_key())),
        panels=(ABOUT,),
    )  # fmt: skip

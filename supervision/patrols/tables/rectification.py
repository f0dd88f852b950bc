"""The register of rectifications (整改). They come from patrols; nobody enters them by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import F

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING, SUBJECT
from supervision.ground.people import Post
from supervision.ground.records import COUNTED

from ..filters.rectification import RectificationFilterSet
from ..forms.rectification import FailForm, FixForm, PassForm
from ..models.rectification import Rectification
from ..services import rectification as services
from ..vocabulary.rectification import Deadline, Stage


def _at(stage: Stage) -> Callable[[Rectification], bool]:
    return lambda record: record.state in COUNTED and record.stage == stage


def _origin(record: Rectification, post: Post) -> dict[str, Any]:
    return {"patrol": record.patrol}


STEPS = (
    desk.Step("fix", "报告整改完成", FixForm, services.report_fixed, style="primary", fits=_at(Stage.OPEN)),
    desk.Step(
        "pass",
        "复查通过，销号",
        PassForm,
        services.pass_recheck,
        perm="recheck",
        style="primary",
        done="复查通过，已销号",
        fits=_at(Stage.REPORTED),
    ),
    desk.Step(
        "fail",
        "复查未通过",
        FailForm,
        services.fail_recheck,
        perm="recheck",
        style="warning",
        done="复查未通过，须继续整改",
        fits=_at(Stage.REPORTED),
    ),
)


def _turn(record: Rectification, post: Post) -> dict[str, Any]:
    """Whose move it is, named for everybody who only watches."""
    place = record.township or record.county
    waits = {
        Stage.OPEN: ("supervision.fix_rectification", f"{place}监管员或整改对象报告整改完成"),
        Stage.REPORTED: ("supervision.recheck_rectification", f"{place}或县级监管员复查"),
    }
    perm, words = waits.get(record.stage, ("", ""))
    return {"turn": words if record.state in COUNTED and perm and not post.has_perm(perm) else ""}


RECTIFICATIONS = desk.Register(
    key="rectifications",
    model=Rectification,
    label="整改",
    columns=(
        NUMBER,
        SUBJECT,
        *PLACES,
        desk.Column("items", "整改要求", width=40, list=False),
        desk.Column("ordered_on", "责令整改日期", kind="date", width=12),
        desk.Column("deadline", "整改期限", desk.label_of("deadline", Deadline), list=False),
        desk.Column("due_on", "整改到期日", kind="date", width=12),
        desk.Column("stage", "整改进度", desk.label_of("stage", Stage), kind="badge"),
        desk.Column("fixed_on", "整改完成日期", kind="date", width=12, list=False),
        desk.Column("fixed_by", "整改报告人", F("fixed_by__user__name"), list=False),
        desk.Column("report", "整改情况", width=40, list=False),
        desk.Column("closed_on", "复查销号日期", kind="date", width=12),
        desk.Column("rechecked_by", "复查人", F("rechecked_by__user__name"), list=False),
        desk.Column("recheck", "复查意见", width=40, list=False),
        desk.Column("failures", "复查未通过次数", kind="number", list=False),
        *STANDING,
    ),
    sorts=("ordered_on",),
    default_sort="-ordered_on",
    filters=RectificationFilterSet,
    detail=(
        ("责令整改", ("subject", "county", "township", "region", "ordered_on", "deadline", "due_on", "stage", "items")),
        ("整改与复查", ("fixed_on", "fixed_by", "report", "closed_on", "rechecked_by", "recheck", "failures")),
        FILED,
    ),
    steps=STEPS,
    panels=(
        desk.Panel("supervision/panels/turn.html", _turn),
        desk.Panel("supervision/panels/rectification.html", _origin),
    ),
    dated=True,
)

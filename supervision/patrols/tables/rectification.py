"""The register of rectifications (整改). They come from patrols; nobody enters them by hand."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING
from supervision.ground.people import Post
from supervision.ground.records import COUNTED

from ..figures.rectification import counts_as_in_time
from ..forms.rectification import FailForm, FixForm, PassForm, PassOwnForm
from ..models.rectification import Rectification
from ..services import rectification as services
from ..vocabulary.rectification import Stage


def _origin(record: Rectification, post: Post) -> dict[str, Any]:
    return {"patrol": record.patrol}


STEPS = (
    desk.Step("fix", "报告整改完成", FixForm, services.report_fixed, style="primary", why_not=services.why_not_fix),
    desk.Step(
        "pass",
        "复查通过，销号",
        PassForm,
        services.pass_recheck,
        perm="recheck",
        style="primary",
        done="复查通过，已销号",
        why_not=services.why_not_pass,
    ),
    desk.Step(
        "own",
        "同一人复查，销号",
        PassOwnForm,
        services.pass_own,
        perm="recheck",
        done="同一人复查通过，已销号",
        why_not=services.why_not_pass_own,
    ),
    desk.Step(
        "fail",
        "复查未通过",
        FailForm,
        services.fail_recheck,
        perm="recheck",
        style="warning",
        done="复查未通过，须继续整改",
        why_not=services.why_not_fail,
    ),
)

VERBS = (
    desk.Verb(
        "confirm",
        "抽查属实",
        services.confirm_drawn,
        perm="draw",
        style="primary",
        done="抽查属实",
        why_not=services.why_not_drawn,
    ),
    desk.Verb(
        "reopen",
        "抽查不属实，重新整改",
        services.reopen_drawn,
        perm="draw",
        needs_reason=True,
        style="warning",
        done="抽查不属实，须重新整改",
        why_not=services.why_not_drawn,
    ),
)


def _turn(record: Rectification, post: Post) -> dict[str, Any]:
    """Whose move it is, named for everybody who only watches."""
    place = record.township or record.county
    waits: dict[str, tuple[str, str]] = {
        Stage.OPEN: ("supervision.fix_rectification", f"{place}监管员或整改对象报告整改完成"),
        Stage.REPORTED: ("supervision.recheck_rectification", f"{place}或县级监管员复查"),
    }
    perm, words = waits.get(record.stage, ("", ""))
    return {"turn": words if record.state in COUNTED and perm and not post.has_perm(perm) else ""}


OVERDUE = desk.Condition(
    "overdue", "是否逾期", [("1", "已逾期未销号")], lambda rows, value: rows.overdue(clock.today())
)

RECTIFICATIONS = desk.Register(
    key="rectifications",
    model=Rectification,
    label="整改",
    fields=(
        NUMBER,
        "subject",
        *PLACES,
        *desk.hidden("items"),
        "ordered_on",
        *desk.hidden("deadline"),
        "due_on",
        desk.Column("stage", kind="badge"),
        *desk.hidden("fixed_on", "fixed_by", "report"),
        "closed_on",
        *desk.hidden("rechecked_by", "recheck", "same_person", "drawn", "drawn_by", "drawn_on", "failures"),
        *STANDING,
    ),
    sorts=("ordered_on",),
    default_sort="-ordered_on",
    asked=("stage", OVERDUE),
    detail=(
        ("责令整改", ("subject", "county", "township", "region", "ordered_on", "deadline", "due_on", "stage", "items")),
        ("整改与复查", ("fixed_on", "fixed_by", "report", "closed_on", "rechecked_by", "recheck", "failures")),
        ("同一人复查与县级抽查", ("same_person", "drawn", "drawn_by", "drawn_on")),
        FILED,
    ),
    steps=STEPS,
    verbs=VERBS,
    panels=(
        desk.Panel("supervision/panels/turn.html", _turn),
        desk.Panel("supervision/panels/rectification.html", _origin),
    ),
    dated=True,
    judged_by=("fixed_by",),
    counting=desk.Counting("按期销号", "rectification", counts_as_in_time),
)

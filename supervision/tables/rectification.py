"""The register of rectifications (整改). They come from patrols; nobody enters them by hand."""

from __future__ import annotations

from typing import Any

from django.db.models import F

from supervision import desk
from supervision.filters.rectification import RectificationFilterSet
from supervision.models.rectification import Rectification
from supervision.people.models import Post
from supervision.vocabulary.rectification import Deadline, Stage

from .common import FILED, LIFE, NUMBER, PLACES, SUBJECT
from .steps import RECTIFICATION, offered


def _course(record: Rectification, post: Post) -> dict[str, Any]:
    return {"steps": offered(RECTIFICATION, record, post), "patrol": record.patrol}


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
        *LIFE,
    ),
    sorts=("ordered_on",),
    default_sort="-ordered_on",
    filters=RectificationFilterSet,
    detail=(
        ("责令整改", ("subject", "county", "township", "region", "ordered_on", "deadline", "due_on", "stage", "items")),
        ("整改与复查", ("fixed_on", "fixed_by", "report", "closed_on", "rechecked_by", "recheck", "failures")),
        FILED,
    ),
    panels=(desk.Panel("supervision/panels/rectification.html", _course),),
    dated=True,
)

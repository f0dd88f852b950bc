"""The register of patrols (巡查记录)."""

from __future__ import annotations

from typing import Any

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING, SUBJECT, life
from supervision.ground.people import Post

from ..filters.patrol import PatrolFilterSet
from ..forms.patrol import PatrolForm
from ..models.patrol import Patrol
from ..models.rectification import Rectification
from ..rules.patrol import doubts_of_place
from ..services import patrol as services
from ..vocabulary.checklist import CHECKLISTS
from ..vocabulary.patrol import Conclusion, RecordsKept
from ..vocabulary.rectification import Deadline

VERSIONS = [(checklist.code, checklist.name) for checklist in CHECKLISTS]


def _course(record: Patrol, post: Post) -> dict[str, Any]:
    """The checklist as it was answered, and the rectification that came of it."""
    orders = Rectification.objects.visible_to(post).filter(patrol=record)
    doubts = doubts_of_place(
        located=record.latitude is not None and record.longitude is not None,
        accuracy=record.accuracy,
        distance=record.distance,
    )
    return {"answered": record.answered(), "orders": list(orders), "doubts": doubts if record.conducted else []}


PATROLS = desk.Register(
    key="patrols",
    model=Patrol,
    label="巡查记录",
    columns=(
        NUMBER,
        SUBJECT,
        *PLACES,
        desk.Column("held_on", "巡查日期", kind="date", width=12),
        desk.Column("conclusion", "巡查结论", desk.label_of("conclusion", Conclusion), kind="badge"),
        desk.Column("records_kept", "生产记录检查", desk.label_of("records_kept", RecordsKept), kind="badge"),
        desk.Column("problems", "发现的问题", width=40, list=False),
        desk.Column("deadline", "整改期限", desk.label_of("deadline", Deadline), list=False),
        desk.Column("guidance", "指导意见", width=40, list=False),
        desk.Column("note", "情况说明", width=30, list=False),
        desk.Column("companions", "同行人员", list=False),
        desk.Column("latitude", "纬度", kind="number", list=False),
        desk.Column("longitude", "经度", kind="number", list=False),
        desk.Column("accuracy", "定位精度（米）", kind="number", list=False),
        desk.Column("distance", "距登记位置（米）", kind="number", list=False),
        desk.Column("checklist", "检查表版本", desk.label_of("checklist", VERSIONS), width=24, list=False),
        *STANDING,
    ),
    sorts=("held_on",),
    default_sort="-held_on",
    filters=PatrolFilterSet,
    form=PatrolForm,
    create=services.record_patrol,
    edit=services.correct_patrol,
    verbs=life(
        submit=services.submit_patrol,
        accept=services.accept_patrol,
        return_=services.return_patrol,
        void=services.void_patrol,
    ),
    detail=(
        ("巡查对象", ("subject", "county", "township", "region", "held_on", "made_by", "companions")),
        ("结论", ("conclusion", "records_kept", "problems", "deadline", "guidance", "note")),
        ("现场定位", ("latitude", "longitude", "accuracy", "distance")),
        (FILED[0], ("number", "made_at", "accepted_by", "checklist")),
    ),
    panels=(desk.Panel("supervision/panels/patrol.html", _course),),
    dated=True,
)

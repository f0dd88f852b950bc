"""The register of patrols (巡查记录)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Q, Subquery, Value
from django.db.models.functions import Coalesce

from supervision.ground import desk
from supervision.ground.desk import FILED, NUMBER, PLACES, STANDING
from supervision.ground.people import Post
from supervision.ground.subjects import Subject, roots

from ..figures.patrol import counts_as_visited
from ..forms.patrol import PatrolForm
from ..models.checklist import Checklist, ChecklistItem, name_of
from ..models.patrol import Patrol
from ..models.rectification import Rectification
from ..rules.patrol import doubts_of_place
from ..services import patrol as services
from ..vocabulary.patrol import BINDING, CONDUCTED, RECORDS_BAD, Answer


def _course(record: Patrol, post: Post) -> dict[str, Any]:
    """The checklist as it was answered, and the rectification that came of it."""
    orders = Rectification.objects.visible_to(post).filter(patrol=record)
    doubts = doubts_of_place(
        located=record.latitude is not None and record.longitude is not None,
        accuracy=record.accuracy,
        distance=record.distance,
    )
    return {"answered": record.answered(), "orders": list(orders), "doubts": doubts if record.conducted else []}


def _care(record: Patrol) -> str:
    """A problem or a transfer is read by itself."""
    if record.conclusion in BINDING:
        return f"巡查结论：{record.get_conclusion_display()}"
    if record.records_kept in RECORDS_BAD:
        return f"生产记录{record.get_records_kept_display()}"
    return "有不符合项" if Answer.BAD in record.answers.values() else ""


def _beside(record: Patrol, earlier: Patrol) -> Iterator[tuple[str, str, str]]:
    """The answers to the checklist that are not what they were at the last visit."""
    was = {item: label for item, _code, label in earlier.answered()}
    for item, _code, label in record.answered():
        if was.get(item, label) != label:
            yield item, was[item], label


def _against(record: Patrol, subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Visited as what it is not: the checklist of another industry."""
    asked = Checklist.objects.filter(code=record.checklist).first()
    if asked is not None and asked.key != subject.industry:
        yield "行业", subject.get_industry_display(), asked.get_key_display()


def _items() -> list[tuple[str, str, str]]:
    """The questions of all published checklists; one that several papers ask stands once."""
    known = ChecklistItem.objects.filter(edition__in=Checklist.objects.published())
    found: dict[str, str] = {}
    for code, label in known.order_by("edition_id", "order").values_list("code", "label"):
        found.setdefault(code, label)
    return [(code, label, "") for code, label in found.items()]


def _wanting(rows: Any, value: str) -> Any:
    """Found wanting, whether or not it was put right on the spot."""
    return rows.filter(**{f"answers__{value}__in": (Answer.BAD.value, Answer.FIXED.value)})


def _labels(codes: Collection[str]) -> dict[str, str]:
    return {code: label for code, label, _words in _items() if code in codes}


WANTING_ITEMS = desk.Dimension(
    "wanting", "不符合的检查项", desk.keys_of("answers", Answer.BAD, Answer.FIXED), "row", words=_labels, many=True
)
FOUND = desk.Part("found", "发现问题", lambda year: Q(conclusion__in=BINDING), "巡查结论为责令整改或移送的记录。")
MET = desk.Part("met", "见到对象的巡查", lambda year: Q(conclusion__in=CONDUCTED))
FOUND_RATE = desk.Rate(
    "found_rate", "发现问题率", FOUND, MET, "发现问题（责令整改、移送）的巡查÷见到对象并检查了的巡查；未遇等不计。"
)
WANTING = desk.Condition("wanting", "不符合的检查项", rows=_wanting, offers=_items)

PATROLS = desk.Register(
    key="patrols",
    model=Patrol,
    label="巡查记录",
    fields=(
        NUMBER,
        "subject",
        *PLACES,
        "held_on",
        desk.Column("conclusion", kind="badge"),
        desk.Column("records_kept", kind="badge"),
        *desk.hidden(
            "problems", "deadline", "guidance", "note", "companions", "latitude", "longitude", "accuracy", "distance"
        ),
        desk.Column("checklist", expr=Coalesce(Subquery(name_of("checklist")), Value("")), list=False),
        *STANDING,
    ),
    sorts=("held_on",),
    default_sort="-held_on",
    asked=("conclusion", "records_kept", WANTING),
    form=PatrolForm,
    life=services.LIFE,
    create=services.record_patrol,
    detail=(
        ("巡查对象", ("subject", "county", "township", "region", "held_on", "made_by", "companions")),
        ("结论", ("conclusion", "records_kept", "problems", "deadline", "guidance", "note")),
        ("现场定位", ("latitude", "longitude", "accuracy", "distance")),
        (FILED[0], ("number", "made_at", "accepted_by", "checklist")),
    ),
    panels=(desk.Panel("supervision/panels/patrol.html", _course),),
    care=_care,
    against=_against,
    beside=_beside,
    common=("companions",),
    matter=("subject", "held_on"),
    dated=True,
    counting=desk.Counting("已巡查的应巡查对象", "patrols", counts_as_visited, distinct=roots.of()),
    dimensions=(WANTING_ITEMS,),
    parts=(FOUND,),
    rates=(FOUND_RATE,),
)

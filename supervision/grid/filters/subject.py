"""What the office asks of its subjects: by what they grow, how large they are, and whom nobody has visited yet."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from supervision.ground import clock
from supervision.ground.desk import Condition, DeskFilterSet, products, search_box
from supervision.ground.parameters import UNCHECKED, Parameter
from supervision.ground.records import COUNTED
from supervision.ground.subjects import Subject, SubjectCrop, roots

# 亩; bands for looking only, no rule reads them, and no paper names them: 默认·待核对.
EDGES = (
    Parameter("scale_small", "规模第一档以下", 10, least=1, unit="亩"),
    Parameter("scale_middle", "规模第二档以下", 50, least=1, unit="亩"),
    Parameter("scale_large", "规模第三档以下", 200, least=1, unit="亩"),
)
SMALL, MIDDLE, LARGE = (edge.default for edge in EDGES)
BANDS: dict[str, tuple[str, int | None, int | None]] = {
    "10": (f"{SMALL}亩以下", None, SMALL),
    "50": (f"{SMALL}至{MIDDLE}亩", SMALL, MIDDLE),
    "200": (f"{MIDDLE}至{LARGE}亩", MIDDLE, LARGE),
    "over": (f"{LARGE}亩及以上", LARGE, None),
}
SCALES = [*((key, label) for key, (label, _from, _below) in BANDS.items()), ("none", "未填写规模")]
VISITS = [("never", "从未巡查"), ("year", "今年未巡查"), ("this", "今年已巡查")]


def _scale(rows: QuerySet[Subject], value: str) -> QuerySet[Subject]:
    if value == "none":
        return rows.filter(area=None)
    _label, least, below = BANDS[value]
    rows = rows.filter(area__gte=Decimal(least)) if least else rows.filter(area__isnull=False)
    return rows.filter(area__lt=Decimal(below)) if below else rows


def _growing(rows: QuerySet[Subject], value: str) -> QuerySet[Subject]:
    return rows.filter(roots.has(SubjectCrop.objects.filter(product=value, ended_on=None)))


def _visited(rows: QuerySet[Subject], value: str) -> QuerySet[Subject]:
    """By the visits that were handed in; a draft has visited nobody."""
    patrols: Any = Subject._meta.get_field("patrols").related_model  # it knows its subject, not the other way round
    visits = patrols.objects.filter(state__in=COUNTED)
    if value == "never":
        return rows.filter(~Q(roots.has(visits)))
    this_year = Q(roots.has(visits.filter(held_on__year=clock.today().year)))
    return rows.filter(this_year if value == "this" else ~this_year)


class SubjectFilterSet(DeskFilterSet):
    q = search_box("名称或编号", "名称、拼音首字母、编号或信用代码")
    kind = Condition("kind").filter(Subject)
    industry = Condition("industry").filter(Subject)
    status = Condition("status").filter(Subject)
    credit_grade = Condition("credit_grade").filter(Subject)
    product = Condition("product", "种养品种", rows=_growing, offers=products).filter(Subject)
    scale = Condition("scale", "规模", SCALES, _scale, all=f"全部规模（分段{UNCHECKED}）").filter(Subject)
    visited = Condition("visited", "巡查情况", VISITS, _visited, all="不限巡查情况").filter(Subject)

"""双认证: whose reports count. Those who test farm produce need CATL and CMA in force (农产品质量安全法 2006 art. 35,
2022 art. 48; domain facts 1.1 and no. 25).

A supervision sample becomes evidence, so a laboratory without both is refused. Risk monitoring only shows how things
stand: its results are taken with a warning.
"""

from __future__ import annotations

import datetime as dt

from supervision.ground.errors import RuleViolation
from supervision.models import Laboratory

from ..models import Sample, TestOrder
from ..vocabulary import Kind, OrderState

Register = dict[int, Laboratory]


def laboratories() -> Register:
    """The registered laboratories by their organisation with their certificates: few, so two queries answer for any
    number of samples."""
    return {row.organisation_id: row for row in Laboratory.objects.counted().prefetch_related("certificates")}


def accredited(organisation: int | None, day: dt.date, *, register: Register) -> bool:
    row = register.get(organisation) if organisation is not None else None
    return row is not None and row.dual_certified_on(day)


def fault(sample: Sample, organisation: int | None, day: dt.date, *, register: Register) -> str:
    """Why this laboratory may not test this sample on that day; empty when it may."""
    if sample.kind != Kind.SUPERVISION or accredited(organisation, day, register=register):
        return ""
    return f"承检机构在 {day} 没有同时有效的 CMA 和 CATL 证书（或未登记），不得承担监督抽查的检测。"


def refuse_unaccredited(sample: Sample, organisation: int | None, day: dt.date, *, field: str | None = None) -> None:
    if sample.kind == Kind.SUPERVISION and (sentence := fault(sample, organisation, day, register=laboratories())):
        raise RuleViolation(sentence, field=field)


def warning(order: TestOrder, today: dt.date) -> str:
    """What is said beside a report of a laboratory without both certificates on the day it was, or would be, issued."""
    day = order.verified_on if order.state == OrderState.VERIFIED and order.verified_on else today
    if accredited(order.laboratory_id, day, register=laboratories()):
        return ""
    return f"承检机构在 {day} 没有同时有效的 CMA 和 CATL 证书（或未登记），结果只作风险监测参考，不能作为监督抽查结论。"

"""双认证和获证参数: whose reports count. Those who test farm produce need CATL and CMA in force (农产品质量安全法 2006
art. 35, 2022 art. 48; domain facts 1.1 and no. 25), and each item has to stand in their table of parameters.

A supervision sample becomes evidence, so a laboratory without both certificates is refused, as one that is to make a
second test is without the parameters. Risk monitoring only shows how things stand: its orders are given with a warning,
and what is outside stays out of the figures (`monitoring.figures`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable

from supervision.ground.errors import RuleViolation
from supervision.ground.records import COUNTED
from supervision.models import Laboratory, Product

from ..models import Analyte, Capability, Retest, Sample, TestOrder
from ..rules.abilities import Ability, Table, outside
from ..vocabulary import Found, Kind
from .judging import path_of

Register = dict[int, Laboratory]
UNLISTED = "承检机构没有登记获证参数，不能核对检测项目是否在能力范围内（默认先予采用·待核对）。"
NAMED = 8  # items that a sentence names
ANSWERED = (Found.VALUE, Found.NOT_DETECTED, Found.BELOW)


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


def table_of(organisation: int) -> Table:
    """The accepted parameters of one laboratory by item; empty where none are registered."""
    found: dict[str, list[Ability]] = defaultdict(list)
    rows = Capability.objects.accepted().filter(laboratory__organisation=organisation, laboratory__state__in=COUNTED)
    for analyte, matrix, since, until in rows.values_list("analyte", "matrix", "since", "until"):
        found[analyte].append(Ability(analyte, matrix, since, until))
    return found


def named(codes: Collection[str]) -> str:
    names = list(Analyte.objects.filter(pk__in=codes).order_by("pk").values_list("name", flat=True))
    more = f"等 {len(names)} 项" if len(names) > NAMED else ""
    return "、".join(names[:NAMED]) + more


def ordering_doubt(organisation: int, items: Iterable[str], product: Product | None, day: dt.date) -> str:
    """What is said before a laboratory is given a sample that it may not report on; nothing when it may."""
    said = []
    if not accredited(organisation, day, register=laboratories()):
        said.append(f"承检机构在 {day} 没有同时有效的 CMA 和 CATL 证书（或未登记），报告不能采用")
    table = table_of(organisation)
    path = path_of(product) if product is not None else ()
    if table and (beyond := outside(table, items, path, day)):
        said.append(f"{named(beyond)}不在承检机构 {day} 的获证参数内，报告不能采用")
    return "；".join(said) + ("。" if said else "")


def refuse_unfit_for(retest: Retest, organisation: int, day: dt.date, *, field: str) -> None:
    """A second test decides, so its laboratory has both certificates and every item, on that day."""
    if not accredited(organisation, day, register=laboratories()):
        raise RuleViolation(f"复检机构在 {day} 没有同时有效的 CMA 和 CATL 证书（或未登记）。", field=field)
    table = table_of(organisation)
    if not table:
        raise RuleViolation("复检机构没有登记获证参数，不能确认有资质检测复检项目。", field=field)
    if beyond := outside(table, retest.codes, path_of(retest.sample.product), day):
        raise RuleViolation(f"{named(beyond)}不在复检机构 {day} 的获证参数内。", field=field)


def beyond_table(order: TestOrder, today: dt.date) -> list[str]:
    """The items reported, or to be reported, outside the laboratory's parameters on the day of the test."""
    table = table_of(order.laboratory_id)
    if not table:
        return []
    lines = order.results.in_force().values_list("analyte", "found")
    items = [code for code, found in lines if found in ANSWERED or found == Found.PENDING]
    return outside(table, items, path_of(order.product), order.tested_on or today)


def warnings(order: TestOrder, today: dt.date) -> list[str]:
    """What is said beside a report that does not count: certificates on the days of test and report, and parameters."""
    register, said = laboratories(), []
    for day in dict.fromkeys((order.tested_on or today, order.verified_on or today)):
        if not accredited(order.laboratory_id, day, register=register):
            said.append(
                f"承检机构在 {day} 没有同时有效的 CMA 和 CATL 证书（或未登记），结果只作风险监测参考，"
                "不能作为监督抽查结论，也不计入定量监测批次和合格率。"
            )
            break
    if not table_of(order.laboratory_id):
        return [*said, UNLISTED]
    if beyond := beyond_table(order, today):
        said.append(
            f"{named(beyond)}不在承检机构检测日的获证参数内，该项结果不能采用，样品不计入定量监测批次和合格率。"
        )
    return said

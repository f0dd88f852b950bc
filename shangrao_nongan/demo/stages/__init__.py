"""The stages of the demonstration year, in the order in which they build on each other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..world import World
from . import (
    assessment,
    cases,
    certificates,
    changes,
    credit,
    first,
    greenfood,
    handlings,
    incidents,
    laboratories,
    laboratory_work,
    patrols,
    people,
    production,
    rapid,
    reports,
    retests,
    samples,
    staff,
    subjects,
)


@dataclass(frozen=True)
class Stage:
    """`core` stages are loaded before the site answers, the others in the background."""

    name: str
    label: str
    load: Callable[[World], dict[str, int]]
    core: bool = False


STAGES = (
    Stage("people", "单位、人员和演示账号", people.load, core=True),
    Stage("laboratories", "检测机构", laboratories.load, core=True),
    Stage("subjects_core", "首批监管对象", subjects.load_core, core=True),
    Stage("first", "首批业务记录", first.load, core=True),
    Stage("subjects", "监管对象名录", subjects.load, core=False),
    Stage("staff", "监管人员", staff.load),
    Stage("patrols", "巡查和整改", patrols.load),
    Stage("production", "生产记录", production.load),
    Stage("rapid", "乡镇快检", rapid.load),
    Stage("samples", "定量监测", samples.load),
    Stage("laboratory_work", "在检样品", laboratory_work.load),
    Stage("cases", "案件", cases.load),
    Stage("handlings", "核查处置", handlings.load),
    Stage("retests", "结果送达和复检", retests.load),
    Stage("certificates", "合格证", certificates.load),
    Stage("greenfood", "绿色有机地标", greenfood.load),
    Stage("reports", "工作总结", reports.load),
    Stage("incidents", "突发事件", incidents.load),
    Stage("credit", "信用档案", credit.load),
    Stage("changes", "信息变更", changes.load),
    Stage("assessment", "年终计分", assessment.load),
)

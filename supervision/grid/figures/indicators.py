"""The figures of who is on duty where: each with its definition (口径) and the figure behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.ground.figures import EITHER, REVIEWED, Figure, Shown
from supervision.ground.measures import Measure, Period
from supervision.ground.parameters import PAPER, YES_NO, Parameter, chosen
from supervision.ground.regions import county_codes

from ..rules.fiveone import FRESH, NEEDED
from ..vocabulary.fiveone import One
from . import fiveone, laboratory

Params = Mapping[str, Any]
# Samples it learns of by facts, which are told once a sample was taken over.
FIVE_ONE_READS = ("supervision.Staff", "supervision.Subject", "supervision.Patrol", "supervision.WorkReport")


RAPID = Parameter("rapid", "乡镇快检计入“五个一”的抽样检测", True, YES_NO)


def _least(name: str, label: str, unit: str) -> Parameter:
    return Parameter(name, label, NEEDED[name], least=1, most=1000, unit=unit)


ENOUGH = (
    _least("supervisors", "在岗监管员不少于", "人"),
    _least("testers", "在岗检测员不少于", "人"),
    _least(One.REGISTER, "在册监管对象不少于", "个"),
    _least(One.SAMPLING, "期内抽样检测不少于", "次"),
    _least(One.PATROL, "期内巡查不少于", "次"),
    _least(One.REPORT, "工作总结或情况报告不少于", "份"),
)


def five_one(period: Period, params: Params) -> dict[str, Measure]:
    return fiveone.completeness(period, chosen(ENOUGH, params), rapid=RAPID.value(params))


def _dual_lab(period: Period, params: Params) -> dict[str, Measure]:
    return laboratory.dual_certified(period.last)


def _every_county(year: int) -> dict[str, int]:
    """County laboratories all pass both certifications (work paper of 2021, §1)."""
    return dict.fromkeys(county_codes(), 100)


FIVE_ONE = Figure(
    "five_one",
    "乡镇“五个一”齐全率",
    "%",
    "纳入考核的乡镇（街道）逐项核验：期末在岗监管员和检测员各不少于1人；在册在营监管对象不少于1个；期内抽样检测（定量和快检均计，委托自检不计）、"
    "巡查（未遇、无法执行不计）各不少于1次；涵盖期在期内截止的工作总结或情况报告不少于1份。齐全率＝齐全项数÷（乡镇数×5）。"
    "取已审核的记录，不由人工填报；提交后超过5个工作日（时限表“审核上报的记录”，默认·待核对）上级未审核的，按已提交计入并标“待审超期”。"
    "最近一条距期末不久的为“新近”，只作提示。",
    five_one,
    "supervision.Region",
    parameters=(*ENOUGH, RAPID),
    settled=(FRESH,),
    duty="有纳入考核乡镇的县",
    counts=dict.fromkeys(FIVE_ONE_READS, REVIEWED),
    shown=Shown("supervision:fiveone", percent=True),
)
DUAL_LAB = Figure(
    "dual_lab",
    "县级检测机构“双认证”",
    "%",
    "期末当天CMA资质认定证书和CATL考核合格证书均在有效期内的县级检测机构数÷县级检测机构数；没有登记县级检测机构的按0计。",
    _dual_lab,
    "supervision.Laboratory",
    duty="各县（市、区）均应通过",
    counts={"supervision.Laboratory": EITHER, "supervision.LaboratoryCertificate": EITHER},
    shown=Shown(
        "supervision:laboratories", percent=True, target=_every_county, since=PAPER.default, each=True, minor=True
    ),
)

"""The indicators of the supervision work: each with its definition (口径) and the figure behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.measures import Indicator, Measure, Period
from supervision.rules.case import COUNTED_PROCEDURES, ELIGIBLE
from supervision.rules.fiveone import NEEDED
from supervision.rules.patrol import DUE_KINDS, FREQUENCY, RECORD_KEEPERS
from supervision.vocabulary.case import CountedBy

from . import case as cases
from . import fiveone, laboratory, rectification
from . import patrol as patrols

Params = Mapping[str, Any]


def five_one(period: Period, params: Params) -> dict[str, Measure]:
    return fiveone.completeness(period, {**NEEDED, **params.get("needed", {})})


def patrol_share(period: Period, params: Params) -> dict[str, Measure]:
    frequency = params.get("frequency", FREQUENCY) if params.get("by") == "frequency" else patrols.ONCE
    return patrols.visited_share(period, kinds=params.get("kinds", DUE_KINDS), frequency=frequency)


def rectified_in_time(period: Period, params: Params) -> dict[str, Measure]:
    return rectification.closed_in_time(period)


def _cases(period: Period, params: Params) -> dict[str, Measure]:
    return cases.handled(
        period,
        counted_by=params.get("counted_by", CountedBy.FILED),
        categories=params.get("categories", ELIGIBLE),
        procedures=params.get("procedures", COUNTED_PROCEDURES),
    )


def _dual_lab(period: Period, params: Params) -> dict[str, Measure]:
    return laboratory.dual_certified(period.last)


def _records_checked(period: Period, params: Params) -> dict[str, Measure]:
    return patrols.records_checked_share(period, kinds=params.get("kinds", RECORD_KEEPERS))


FIVE_ONE = Indicator(
    "five_one",
    "乡镇“五个一”齐全率",
    "%",
    "纳入考核的乡镇（街道）逐项核验：期末在岗监管员和检测员各不少于1人；在册在营监管对象不少于1个；期内抽样检测（定量和快检均计，委托自检不计）、"
    "巡查（未遇、无法执行不计）各不少于1次；涵盖期在期内截止的工作总结或情况报告不少于1份。齐全率＝齐全项数÷（乡镇数×5）。"
    "抽样检测取已审核的记录，其余取已提交和已审核的记录，不由人工填报。",
    five_one,
    "supervision.Region",
)
PATROLS = Indicator(
    "patrols",
    "应巡查对象巡查率",
    "%",
    "期内至少巡查到1次（参数可改为按信用等级频次）的应巡查对象数÷应巡查对象数。应巡查对象为期末前入册、在营的企业、合作社、家庭农场、"
    "收购者、屠宰场和农资店；农户由抽样覆盖，市场、超市不在内。巡查取已提交和已审核的记录，未遇、无法执行不算巡查到。",
    patrol_share,
    "supervision.Subject",
)
RECTIFICATION = Indicator(
    "rectification",
    "整改按期销号率",
    "%",
    "到期日在期内的整改中，到期日当天或之前经复查销号的件数÷到期件数。整改取已提交和已审核的记录；本期没有到期整改的不适用。",
    rectified_in_time,
    "supervision.Rectification",
)
CASES = Indicator(
    "cases",
    "查办农产品质量安全案件数",
    "件",
    "立案日（参数可改为决定日或结案日）在期内、类别为农产品质量安全的案件数；农药、兽药、种子、肥料、饲料等投入品案件和屠宰案件不计。"
    "普通程序、简易程序和尚未决定的计入，三种不予处罚不计入。取已提交和已审核的记录；案值、罚没款不参与计算。",
    _cases,
    "supervision.Case",
)
DUAL_LAB = Indicator(
    "dual_lab",
    "县级检测机构“双认证”",
    "%",
    "期末当天CMA资质认定证书和CATL考核合格证书均在有效期内的县级检测机构数÷县级检测机构数；没有登记县级检测机构的按0计。",
    _dual_lab,
    "supervision.Laboratory",
)
RECORDS_CHECKED = Indicator(
    "records_checked",
    "巡查中检查生产记录的比例",
    "%",
    "期内对企业、合作社的巡查中，检查了生产记录（完整规范、不规范或无记录）的次数÷巡查次数；未遇、无法执行的不计。"
    "抽样时的生产记录核查另有指标，不在内。",
    _records_checked,
    "supervision.Patrol",
)
INDICATORS = (FIVE_ONE, PATROLS, RECTIFICATION, CASES, DUAL_LAB, RECORDS_CHECKED)

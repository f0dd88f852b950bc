"""The figures of visits and rectification: each with its definition (口径) and the figure behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.ground.figures import EITHER, Figure, Shown
from supervision.ground.measures import Measure, Period
from supervision.ground.parameters import Parameter
from supervision.ground.subjects import Kind

from ..rules.patrol import DUE_KINDS, FREQUENCY, RECORD_KEEPERS, WATCH_STEP
from . import patrol as patrols
from . import rectification

Params = Mapping[str, Any]
OFTEN = Parameter("by", "巡查到几次算巡查到", "once", (("once", "全年1次即可"), ("frequency", "按信用等级对应的频次")))
DUE = Parameter("kinds", "应巡查对象的类型", [kind.value for kind in DUE_KINDS], tuple(Kind.choices), several=True)
# Natural days run on through holidays; whether who finds the office closed has until it opens is not written.
HOLIDAY = Parameter(
    "holiday", "整改期限最后一日是节假日的", "as_is", (("as_is", "不顺延"), ("next", "顺延至节假日后第一个工作日"))
)
KEEPERS = Parameter(
    "kinds", "应检查生产记录的主体类型", [kind.value for kind in RECORD_KEEPERS], tuple(Kind.choices), several=True
)


def patrol_share(period: Period, params: Params) -> dict[str, Measure]:
    frequency = params.get("frequency", FREQUENCY) if params.get("by") == "frequency" else patrols.ONCE
    return patrols.visited_share(period, kinds=params.get("kinds", DUE_KINDS), frequency=frequency)


def rectified_in_time(period: Period, params: Params) -> dict[str, Measure]:
    return rectification.closed_in_time(period, roll=HOLIDAY.value(params) == "next")


def _records_checked(period: Period, params: Params) -> dict[str, Measure]:
    return patrols.records_checked_share(period, kinds=params.get("kinds", RECORD_KEEPERS))


PATROLS = Figure(
    "patrols",
    "应巡查对象巡查率",
    "%",
    "期内至少巡查到1次（参数可改为按信用等级频次）的应巡查对象数÷应巡查对象数。应巡查对象为期末前入册、在营的企业、合作社、家庭农场、"
    "收购者、屠宰场和农资店；农户由抽样覆盖，市场、超市不在内。巡查取已提交和已审核的记录，未遇、无法执行不算巡查到。",
    patrol_share,
    "supervision.Subject",
    parameters=(OFTEN, DUE),
    settled=(WATCH_STEP,),
    duty="期末有应巡查对象的县",
    kept=("status", "credit_grade"),
    counts={"supervision.Subject": EITHER, "supervision.Patrol": EITHER},
    shown=Shown("supervision:patrols", percent=True),
)
RECTIFICATION = Figure(
    "rectification",
    "整改按期销号率",
    "%",
    "到期日在期内的整改中，到期日当天或之前经复查销号的件数÷到期件数。整改取已提交和已审核的记录；本期没有到期整改的不适用。",
    rectified_in_time,
    "supervision.Rectification",
    parameters=(HOLIDAY,),
    duty="期内有到期整改的县",
    kept=("due_on", "closed_on"),
    counts={"supervision.Rectification": EITHER},
    shown=Shown("supervision:rectifications", percent=True),
)
RECORDS_CHECKED = Figure(
    "records_checked",
    "巡查中检查生产记录的比例",
    "%",
    "期内对企业、合作社的巡查中，检查了生产记录（完整规范、不规范或无记录）的次数÷巡查次数；未遇、无法执行的不计。"
    "抽样时的生产记录核查另有指标，不在内。",
    _records_checked,
    "supervision.Patrol",
    parameters=(KEEPERS,),
    duty="期末有企业、合作社的县；没有巡查过的按0计",
    kept=("records_kept",),
    counts={"supervision.Patrol": EITHER},
    shown=Shown("supervision:patrols", percent=True, minor=True),
)

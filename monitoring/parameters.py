"""What the definitions of monitoring leave open: domain facts §9, §11. None of it was checked against a paper."""

from __future__ import annotations

from supervision.ground.parameters import YES_NO, Parameter

from .vocabulary import Kind, Level

COUNTED_KINDS = (Kind.ROUTINE, Kind.SURVEY, Kind.SPECIAL, Kind.SUPERVISION)
KINDS = Parameter(
    "kinds",
    "计入的监测种类",
    [kind.value for kind in COUNTED_KINDS],
    tuple((kind.value, kind.label) for kind in COUNTED_KINDS),
    several=True,
)


def _levels(label: str, default: tuple[Level, ...], name: str = "levels") -> Parameter:
    choices = tuple((level.value, level.label) for level in Level)
    return Parameter(name, label, [level.value for level in default], choices, several=True)


QUOTA_LEVELS = _levels("计入本县任务数的任务层级", tuple(Level))
RATE_LEVELS = _levels("98%合格率所指的任务层级", tuple(Level))
OWN = _levels("算作本县自行监测的任务层级", (Level.COUNTY, Level.TOWNSHIP), "own")
TEAMS = _levels("要求同步查生产记录的抽样队", (Level.PROVINCE, Level.CITY, Level.COUNTY))
CERTIFIED = Parameter("certified_only", "只计承检机构CMA、CATL均有效的样品", True, YES_NO)
UNLISTED = Parameter("unlisted", "没有登记获证参数的承检机构的报告", "use", (("use", "先予采用"), ("refuse", "不采用")))
REFUSAL = Parameter("refusal_fails", "拒绝抽样按不合格计", True, YES_NO)
LATE_ENTRY = Parameter(
    "late_days", "期末后多少天内补录的仍计入", None, most=365, unit="天", nothing="计分前补录的都计入"
)
PENDING = Parameter(
    "pending_days", "抽样后多少天仍无结论的按不合格计", 30, least=1, most=365, unit="天", nothing="不论多久都不计入"
)
CARRY_OVER = Parameter(
    "carry_over",
    "12月抽样、次年出结果的样品",
    True,
    ((True, "计入出结果的年度（上年结转）"), (False, "计入抽样的年度")),
)
NOT_DUE = Parameter("not_due", "未到办结期限的不合格样品", "out", (("out", "不计入"), ("missed", "按尚未办结计入")))
LATE_CLOSED = Parameter("late_closed", "逾期办结的", "done", (("done", "仍按已办结计"), ("missed", "按未按期办结计")))

COMPLETION = (KINDS, QUOTA_LEVELS, CERTIFIED, UNLISTED, LATE_ENTRY)
PASS_RATE = (KINDS, RATE_LEVELS, REFUSAL, CERTIFIED, UNLISTED, PENDING, CARRY_OVER, LATE_ENTRY)
PROBLEMS = (OWN, LATE_ENTRY)
HANDLED = (NOT_DUE, LATE_CLOSED)
SYNC = (TEAMS,)

COMPLETION_CALIBER = (
    "抽样日期在期内、已审核、取得样品的定量样品批次÷当年任务数。任务数＝常住人口×1.5批次/千人，各县（市、区）分别进位取整（口径可配），"
    "经批准调整的取调整数。例行监测、普查、专项监测、监督抽查计入，部、省、市、县、乡各级任务均计入（参数可改）；"
    "快检、委托自检、拒检不计入；承检机构在检测和出具报告当天（未出报告的按抽样日期）没有同时有效的CMA和CATL证书的，报告不能采用，"
    "不计入；有检测项目在检测日不在承检机构获证参数内的，也不计入（参数可改，没有登记获证参数的机构另由参数决定）。样品计入受检单位所在县（市、区）。"
)

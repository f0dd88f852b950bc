"""The figures of enforcement: each with its definition (口径) and the figure behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from supervision.ground.figures import REVIEWED, Figure, Shown
from supervision.ground.measures import Measure, Period
from supervision.ground.parameters import PAPER, Parameter
from supervision.ground.regions import county_codes

from ..rules.case import COUNTED_PROCEDURES, ELIGIBLE
from ..vocabulary.case import Category, CountedBy, Procedure
from . import case as cases

Params = Mapping[str, Any]
# The work paper says 查办 and neither by which date nor whether a summary or an unpunished case is one (domain §11).
PARAMETERS = (
    Parameter("counted_by", "“查办”按哪个日期计", CountedBy.FILED.value, tuple(CountedBy.choices)),
    Parameter(
        "procedures",
        "计入的办理程序和结论",
        [str(one) for one in COUNTED_PROCEDURES],
        (("", "尚未决定"), *Procedure.choices),
        several=True,
    ),
    Parameter("categories", "计入的案件类别", [one.value for one in ELIGIBLE], tuple(Category.choices), several=True),
)
CASES_A_YEAR = Parameter("cases_a_year", "每县每年查办不少于", 2, least=1, unit="件")


def _cases(period: Period, params: Params) -> dict[str, Measure]:
    return cases.handled(
        period,
        counted_by=params.get("counted_by", CountedBy.FILED),
        categories=params.get("categories", ELIGIBLE),
        procedures=params.get("procedures", COUNTED_PROCEDURES),
    )


def _a_year(year: int) -> dict[str, int]:
    return dict.fromkeys(county_codes(), CASES_A_YEAR.default)


CASES = Figure(
    "cases",
    "查办农产品质量安全案件数",
    "件",
    "立案日（参数可改为决定日或结案日）在期内、类别为农产品质量安全的案件数；农药、兽药、种子、肥料、饲料等投入品案件和屠宰案件不计。"
    "普通程序、简易程序和尚未决定的计入，三种不予处罚不计入。经第二人审核的计入（待审核、单人办理待补复核的不计）；案值、罚没款不参与计算。",
    _cases,
    "supervision.Case",
    parameters=PARAMETERS,
    settled=(CASES_A_YEAR,),
    duty="各县（市、区）均应查办",
    kept=("category", "procedure"),
    counts={"supervision.Case": REVIEWED},
    shown=Shown("supervision:cases", label="查办农产品质量安全案件", target=_a_year, since=PAPER.default, each=True),
)

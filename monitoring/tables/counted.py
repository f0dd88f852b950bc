"""What 自定义统计 counts of samples beside their rows: items, failures, and the share of those that passed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, OuterRef, Q, Value, When

from supervision.ground import desk

from .. import figures
from ..models import Analyte, Result
from ..parameters import PENDING
from ..vocabulary import Kind, OrderState, Rapid, Taking, Verdict


def _items(**narrow: Any) -> Callable[[int], Any]:
    """The items of verified reports only: before that nobody but the laboratory knows what was looked for."""
    lines = Result.objects.in_force().filter(order__sample=OuterRef("pk"), order__state=OrderState.VERIFIED, **narrow)
    made = ArraySubquery(lines.order_by("analyte").values("analyte__code").distinct())
    return lambda year: made


def _names(codes: Collection[str]) -> Mapping[str, str]:
    return dict(Analyte.objects.filter(code__in=codes).values_list("code", "name"))


def judged_as(*answers: str) -> Case:
    """Whether a sample is so judged by the share of those that passed: the same reasons, for a list of samples.

    Of the day of sampling, whatever its year: a list carries nothing over into the next one.
    """
    reasons = [
        *figures.no_sample(figures.KINDS, figures.LEVELS, figures.usable(certified_only=True)),
        *figures.judged(PENDING.default),
    ]
    branches = [When(case, then=Value(text in answers)) for case, text in reasons]
    return Case(*branches, default=Value(False), output_field=BooleanField())


DIMENSIONS = (
    desk.Dimension("item", "检测项目", _items(), "row", words=_names, many=True),
    desk.Dimension("failed_item", "不合格项目", _items(verdict=Verdict.FAIL), "row", words=_names, many=True),
)
FAILED = desk.Part(
    "failed",
    "不合格",
    lambda year: (Q(verdict=Verdict.FAIL) | Q(taking=Taking.REFUSED)) & ~Q(kind=Kind.SELF),
    "定量检测不合格的样品和拒绝抽样的（按不合格计，待核）；委托自检不计。快检阳性另列。",
)
POSITIVE = desk.Part(
    "positive", "快检阳性", lambda year: Q(rapid=Rapid.POSITIVE), "快检结果为阳性的批次，是线索，须经定量确证。"
)
PASS_RATE = desk.Rate(
    "pass_rate",
    "合格率",
    desk.Part("passed", "计入合格率的合格样品", lambda year: judged_as(figures.PASSED)),
    desk.Part("judged", "计入合格率的样品", lambda year: judged_as(figures.PASSED, *figures.MISSED)),
    "按样品计：合格÷（合格＋不合格），只取已审核的定量样品；拒绝抽样和逾期无结论的按不合格计，快检、委托自检、不作判定的不计，"
    "承检机构证书或获证参数不全的报告不采用，与“监测合格率”同一规则。按抽样日期归期，不作上年结转。",
)

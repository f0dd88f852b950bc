"""What this room offers the roof."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from supervision.ground import clock
from supervision.ground.figures import EITHER, REVIEWED, Figure, Shown
from supervision.ground.measures import Measure, Panel, Period, Todo
from supervision.ground.parameters import PAPER, Parameter
from supervision.ground.people import Post
from supervision.ground.regions import county_codes
from supervision.ground.subjects import Subject

from . import figures, panels
from .models import Edition

SHARE = (
    "分母：期末在册、在营、按期末有效证样版本应当开具的主体（2019—2022年为企业、合作社、家庭农场；2023年起为企业、合作社；"
    "收购者仅混装、分装后销售的应当开具，台账不能区分，不计入），"
    "登记的产品全部不在适用品类内的除外；分子：其中期内至少自行开具1张未作废合格证的主体，监管单位代开的不计。已提交、已审核的名录均计入。"
)


LEAST = Parameter("least", "期内自行开具几张算开具", 1, least=1, most=1000, unit="张")


def certificate_subjects(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    """`least` certificates per subject (1); `edition` by code instead of the one in force on the last day."""
    edition = Edition.objects.get(pk=params["edition"]) if params.get("edition") else None
    return figures.issuing_subjects(period, edition=edition, least=LEAST.value(params))


def _pilots(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    return figures.pilots(period)


def _all_of_them(year: int) -> dict[str, int]:
    return dict.fromkeys(county_codes(), 1)


def _without(post: Post) -> QuerySet[Subject]:
    visible = Subject.objects.visible_to(post).values("pk")
    return figures.missing_subjects(Period.of_year(clock.year()), visible)


FIGURES = (
    Figure(
        "certificate_subjects",
        "应开主体开证率",
        "%",
        SHARE,
        certificate_subjects,
        "supervision.Subject",
        parameters=(LEAST,),
        duty="期末有应开具主体的县",
        kept=("status",),
        counts={"supervision.Subject": EITHER},
        shown=Shown("certificates:certificates", percent=True, target=_all_of_them, since=PAPER.default),
    ),
    Figure(
        "certificate_pilots",
        "合格证试点县",
        "个",
        "期末所在年度列入合格证试点名单（经第二人审核）的县计1；不是试点县的不适用。",
        _pilots,
        "certificates.Pilot",
        duty="列入试点名单的县",
        counts={"certificates.Pilot": REVIEWED},
        shown=Shown("certificates:pilots", minor=True),
    ),
    Figure(
        "certificates",
        "开具合格证",
        "张",
        "期内开具且未作废的合格证张数，按开具日期、开具主体所在县计。",
        lambda period, params: figures.issued(period),
        "certificates.Certificate",
        scored=False,
        shown=Shown("certificates:certificates", light=figures.issued_counts),
    ),
)
TODOS = [
    Todo(
        "certificate_missing", "应开未开合格证的主体", "certificates.mark_certificate", _without, "certificates:missing"
    ),
]
PANELS = [
    Panel(
        "certificates", "合格证", panels.of_subject, "certificates/parts/dossier.html", "certificates.view_certificate"
    )
]

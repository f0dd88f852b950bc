"""Numbers of the credit room: all counties in one query each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from supervision.ground.measures import Measure, Period, Ratio
from supervision.ground.records import RecordQuerySet
from supervision.ground.regions import county_codes
from supervision.ground.subjects import Subject, SubjectQuerySet

from .models import CreditFile
from .vocabulary import RATED

FILES_CALIBER = (
    "信用建档率＝期末已建立信用档案的主体数÷期末在营主体数。主体为农产品生产企业、农民专业合作社、家庭农场、农户、收购单位或个人、屠宰场和农资经营店；"
    "入册日期不晚于期末，名录状态为已提交或已审核，经营状态为在营（期末之后才停业、注销的仍计）。"
    "建档日期不晚于期末且未作废的计为已建档。"
)
GRADES_CALIBER = "当前等级为A级的信用档案数÷全部信用档案数；作废的不计，按主体所在县统计。"


def _in_business(period: Period, params: Mapping[str, Any]) -> SubjectQuerySet:
    """Subjects of the register in business on the last day of the period."""
    return Subject.objects.active_on(period.last).filter(kind__in=params.get("kinds", RATED))


def credit_files(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    """The indicator: who has a file, and who not."""
    filed = CreditFile.objects.live().filter(subject=OuterRef("pk"), opened_on__lte=period.last)
    rows = (
        _in_business(period, params)
        .annotate(filed=Exists(filed))
        .order_by()
        .values("county")
        .annotate(
            done=Coalesce(ArrayAgg("id", filter=Q(filed=True), order_by="id"), []),
            missing=Coalesce(ArrayAgg("id", filter=Q(filed=False), order_by="id"), []),
        )
        .values_list("county", "done", "missing")
    )
    found = {county: (done, missing) for county, done, missing in rows}
    return {code: _measure(*found.get(code, ([], []))) for code in county_codes()}


def _measure(done: list[int], missing: list[int]) -> Measure:
    total = len(done) + len(missing)
    return Measure.of(
        len(done),
        total,
        counted=done,
        left_out=[(pk, "未建立信用档案") for pk in missing],
        not_applicable="" if total else "没有应建信用档案的主体",
    )


def best_share() -> dict[str, Ratio]:
    """A-graded files among all, as they stand."""
    return {row["code"]: Ratio(row["A"], row["total"]) for row in grades_by_county()}


def best_files() -> dict[str, Measure]:
    """The same with the files behind it; those of another grade by their grade."""
    grades = {grade: Coalesce(ArrayAgg("id", filter=Q(grade=grade), order_by="id"), []) for grade in "ABCD"}
    rows: Any = CreditFile.objects.live().order_by().values("county").annotate(**grades)
    return {code: Measure.of(0, 0) for code in county_codes()} | {row["county"]: _best(row) for row in rows}


def _best(row: Mapping[str, Any]) -> Measure:
    others = [(pk, f"{grade}级") for grade in "BCD" for pk in row[grade]]
    return Measure.of(len(row["A"]), len(row["A"]) + len(others), counted=row["A"], left_out=others)


def grades_by_county(files: RecordQuerySet[CreditFile] | None = None) -> list[dict[str, Any]]:
    """How many of these files (by default: of all) have each grade, by county; counties without any included."""
    files = CreditFile.objects.all() if files is None else files
    counts = {grade: Count("id", filter=Q(grade=grade)) for grade in "ABCD"}
    rows = files.live().order_by().values("county").annotate(total=Count("id"), **counts)
    found = {row["county"]: row for row in rows}
    empty = {"total": 0, **dict.fromkeys("ABCD", 0)}
    return [{**empty, **found.get(code, {}), "code": code} for code in county_codes()]

"""Numbers of the credit room: all counties in one query each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from supervision.ground import clock
from supervision.ground.measures import Measure, Period, Ratio
from supervision.ground.records import RecordQuerySet
from supervision.ground.spread import counties
from supervision.ground.subjects import Subject, SubjectQuerySet, roots

from .models import CreditFile, CreditRating
from .vocabulary import RATED

FILES_CALIBER = (
    "信用建档率＝期末已建立信用档案的主体数÷期末在营主体数。主体为农产品生产企业、农民专业合作社、家庭农场、农户、收购单位或个人、屠宰场和农资经营店；"
    "入册日期不晚于期末，名录状态为已提交或已审核，经营状态为在营（期末之后才停业、注销的仍计）。"
    "建档日期不晚于期末且未作废的计为已建档。"
)
GRADES_CALIBER = (
    "期末（期间未结束的为当日）等级为A级的信用档案数÷期末前建立的信用档案数；以前年度取期末前最后一次评定的等级，"
    "期末尚未评定的不计。作废的不计，按主体所在县统计。"
)
UNRATED = "期末尚未评定"


def _in_business(period: Period, params: Mapping[str, Any]) -> SubjectQuerySet:
    """Subjects of the register in business on the last day of the period."""
    return Subject.objects.active_on(period.last).filter(kind__in=params.get("kinds", RATED))


def credit_files(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    """The indicator: who has a file, and who not."""
    filed = roots.has(CreditFile.objects.live().filter(opened_on__lte=period.last))
    rows = (
        _in_business(period, params)
        .annotate(filed=filed)
        .order_by()
        .values("county")
        .annotate(
            done=Coalesce(ArrayAgg("id", filter=Q(filed=True), order_by="id"), []),
            missing=Coalesce(ArrayAgg("id", filter=Q(filed=False), order_by="id"), []),
        )
        .values_list("county", "done", "missing")
    )
    return counties({county: _measure(done, missing) for county, done, missing in rows}, lambda: _measure([], []))


def _measure(done: list[int], missing: list[int]) -> Measure:
    total = len(done) + len(missing)
    return Measure.of(
        len(done),
        total,
        counted=done,
        left_out=[(pk, "未建立信用档案") for pk in missing],
        not_applicable="" if total else "没有应建信用档案的主体",
    )


def graded_on(day: dt.date) -> Any:
    """The files opened by `day` with the grade that each had at its end (`graded`; "" where it had none yet).

    Today's grade stands in the file; one of another day is that of the last change up to it.
    """
    files = CreditFile.objects.live().filter(opened_on__lte=day, subject__merged_into=None)
    if day >= clock.today():
        return files.annotate(graded=F("grade"))
    changes = CreditRating.objects.filter(file=OuterRef("pk"), on__lte=day).order_by("-on", "-id")
    return files.annotate(graded=Coalesce(Subquery(changes.values("to_grade")[:1]), Value("")))


def best_share(period: Period) -> dict[str, Ratio]:
    """A-graded files among all, as they stood at the period's end."""
    rows: Any = graded_on(period.last).exclude(graded="").order_by().values("county")
    counted = rows.annotate(best=Count("id", filter=Q(graded="A")), total=Count("id"))
    return counties({row["county"]: Ratio(row["best"], row["total"]) for row in counted}, lambda: Ratio(0, 0))


def best_files(period: Period) -> dict[str, Measure]:
    """The same with the files behind it; those of another grade by their grade."""
    named = {"A": "A", "B": "B", "C": "C", "D": "D", "unrated": ""}
    grades = {
        name: Coalesce(ArrayAgg("id", filter=Q(graded=grade), order_by="id"), []) for name, grade in named.items()
    }
    rows: Any = graded_on(period.last).order_by().values("county").annotate(**grades)
    return counties({row["county"]: _best(row) for row in rows}, lambda: Measure.of(0, 0))


def _best(row: Mapping[str, Any]) -> Measure:
    others = [(pk, f"{grade}级") for grade in "BCD" for pk in row[grade]]
    unrated = [(pk, UNRATED) for pk in row["unrated"]]
    return Measure.of(
        len(row["A"]),
        len(row["A"]) + len(others),
        counted=row["A"],
        left_out=others + unrated,
        missed={why for _, why in others},
    )


def grades_by_county(files: RecordQuerySet[CreditFile] | None = None) -> list[dict[str, Any]]:
    """How many of these files (by default: of all) have each grade, by county; counties without any included."""
    files = CreditFile.objects.all() if files is None else files
    counts = {grade: Count("id", filter=Q(grade=grade)) for grade in "ABCD"}
    rows = files.live().order_by().values("county").annotate(total=Count("id"), **counts)
    empty: dict[str, Any] = {"total": 0, **dict.fromkeys("ABCD", 0)}
    known: dict[str | None, dict[str, Any]] = {row["county"]: {**empty, **row} for row in rows}
    found = counties(known, lambda: empty)
    return [{**row, "code": code} for code, row in found.items()]

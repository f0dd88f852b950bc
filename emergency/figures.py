"""Numbers of the emergency room: all counties in one query each. Drills and void rows never count."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, CharField, F, Q, Value, When

from supervision.ground import clock
from supervision.ground.measures import Measure, Period
from supervision.ground.records import ALONE, State
from supervision.ground.spread import counties

from .models import Determination, Incident
from .models.incident import IncidentQuerySet
from .vocabulary import MAJOR

MAJOR_CALIBER = (
    "期内经认定单认定为Ⅱ级及以上、且属农业环节责任的农产品质量安全事件数，按认定日期和责任县统计。"
    "只计已确认的认定单；建议级别、定级和线索都不计，演练不计，作废、退回的认定单不计。大于零的一票否决。"
)
INCIDENTS_CALIBER = "期内接报的突发事件数（含线索，不含演练和作废），按接报日期和发生县统计。"
LATE_CALIBER = (
    "期内接报的突发事件中，接报后在时限（县级2小时，待核对）内给出初报的比例；"
    "分母为已给初报的和已受理、超过时限仍未初报的，不含未受理的线索、演练和作废。"
)


def no_major_incident(period: Period, params: Mapping[str, Any]) -> dict[str, Measure]:
    """The veto: the value is the number of major determinations; whatever was looked at besides says why not."""
    levels = params.get("levels", MAJOR)
    rows = (
        Determination.objects.held_in(period)
        .exclude(state=State.DRAFT)
        .annotate(
            why=Case(
                When(state=State.VOID, then=Value("认定单已作废")),
                When(state=State.RETURNED, then=Value("认定单已退回")),
                When(state=State.SUBMITTED, then=Value("认定单尚未确认")),
                When(alone=True, then=Value(ALONE)),
                When(incident__drill=True, then=Value("演练")),
                When(~Q(level__in=levels), then=Value("低于Ⅱ级")),
                When(agricultural=False, then=Value("不属农业环节责任")),
                default=Value(""),
                output_field=CharField(),
            )
        )
        .order_by()
        .values("county", "why")
        .annotate(ids=ArrayAgg("id", order_by="id"))
    )
    counted: dict[str | None, list[int]] = {}
    left_out: dict[str | None, list[tuple[int, str]]] = {}
    for county, why, ids in rows.values_list("county", "why", "ids"):
        if why:
            left_out.setdefault(county, []).extend((pk, why) for pk in ids)
        else:
            counted[county] = ids
    places = {*counted, *left_out}
    found = {code: _events(counted.get(code, []), sorted(left_out.get(code, []))) for code in places}
    return counties(found, lambda: _events([], []))


def _events(counted: list[int], left_out: list[tuple[int, str]]) -> Measure:
    found = len(counted)
    return Measure(Decimal(found), found, 1, counted=counted, left_out=left_out)


IN_TIME = Q(first_reported_at__lte=F("report_due"))


def _reported_or_late(period: Period) -> IncidentQuerySet:
    """First reports given, and those that should have been given by now."""
    given = Q(first_reported_at__isnull=False)
    return Incident.objects.real().held_in(period).filter(given | Incident.objects.overdue(clock.now()))


def incidents(period: Period) -> dict[str, Measure]:
    """The incidents of the period with their rows, the drills beside them."""
    return _by_county(
        Incident.objects.live()
        .held_in(period)
        .annotate(why=Case(When(drill=True, then=Value("演练")), default=Value(""), output_field=CharField()))
    )


def first_reports(period: Period) -> dict[str, Measure]:
    """The incidents behind the share of first reports in time."""
    why = Case(
        When(IN_TIME, then=Value("")),
        When(first_reported_at=None, then=Value("超过时限仍未初报")),
        default=Value("超过时限初报"),
        output_field=CharField(),
    )
    found = _by_county(_reported_or_late(period).annotate(why=why))
    return {code: Measure.of(m.numerator, m.numerator + len(m.left_out), **_rows(m)) for code, m in found.items()}


def _rows(measure: Measure) -> dict[str, Any]:
    return {"counted": measure.counted, "left_out": measure.left_out}


def _by_county(rows: Any) -> dict[str, Measure]:
    """Of rows that were annotated with `why` they are left out, if they are."""
    grouped = rows.order_by().values("county", "why").annotate(ids=ArrayAgg("id", order_by="id"))
    found: dict[str | None, Measure] = {}
    for county, why, ids in grouped.values_list("county", "why", "ids"):
        known = found.setdefault(county, _events([], []))
        if why:
            known.left_out += [(pk, why) for pk in ids]
        else:
            found[county] = _events(ids, known.left_out)
    return counties(found, lambda: _events([], []))

"""Numbers of monitoring for all counties at once: each question is one grouped query.

A sample counts for the county whose quota it fills. What was looked at and not counted keeps its reason.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import BooleanField, Case, CharField, Count, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat

from supervision.grid.vocabulary.laboratory import CertificateKind
from supervision.ground import clock, terms
from supervision.ground.measures import Measure, Period, Ratio
from supervision.ground.records import COUNTED as COUNTED_STATES
from supervision.ground.records import UNREVIEWED
from supervision.ground.spread import because, counties, ids
from supervision.models import LaboratoryCertificate

from .models import Capability, Handling, Quota, Result, Sample
from .models.sample import SampleQuerySet
from .parameters import COUNTED_KINDS, PENDING, UNLISTED
from .vocabulary import Found, Kind, Level, Method, Place, Rapid, RecordCheck, Taking, Verdict

KINDS = COUNTED_KINDS
LEVELS = tuple(Level)
OWN_LEVELS = (Level.COUNTY, Level.TOWNSHIP)
TEAMS = (Level.PROVINCE, Level.CITY, Level.COUNTY)

Reasons = Iterable[tuple[Q, str]]
Groups = dict[str, dict[str, list[int]]]

RAPID = "快检不计入定量"
SELF = "委托自检不计入"
UNCERTIFIED = "承检机构没有同时有效的CMA和CATL证书，报告不能采用"
UNLISTED_LAB = "承检机构没有登记获证参数，报告不采用"
BEYOND = "有检测项目不在承检机构的获证参数内，报告不能采用"
ANSWERED = (Found.VALUE, Found.NOT_DETECTED, Found.BELOW)
COUNTED = ""
NO_TASK = "该年度没有下达任务数"
TOO_LATE = "期末后补录，超过口径规定的期限"
DECEMBER = 12


def _entered_late(period: Period, late_days: int | None) -> list[tuple[Q, str]]:
    """Entered so long after the period's end that the scheme does not count it any more."""
    if late_days is None:
        return []
    return [(Q(made_at__date__gt=period.last + dt.timedelta(days=late_days)), TOO_LATE)]


def _outside(kinds: Collection[str], levels: Collection[str]) -> list[tuple[Q, str]]:
    """Why a sample does not take part, in the order in which it is asked."""
    return [
        (Q(method=Method.RAPID), RAPID),
        (Q(kind=Kind.SELF), SELF),
        (~Q(kind__in=kinds), "该监测种类不计入"),
        (~Q(level__in=levels), "该任务层级不计入"),
        *UNREVIEWED,
    ]


def _uncertified() -> Q:
    """Tested where CMA and CATL were not both in force on the day of the report.

    The law asks both of whoever is commissioned to test farm produce, for risk monitoring as much as for supervision
    (农产品质量安全法 2022 art. 48, 2006 art. 35; domain facts 1.1): a batch without a usable report was not monitored.
    """
    held = Q()
    for kind in CertificateKind:
        for day in ("order__tested_on", "order__verified_on"):
            held &= Q(_held(kind, Coalesce(OuterRef(day), OuterRef("sampled_on"))))
    return ~held


def _held(kind: str, day: Coalesce) -> Exists:
    return Exists(
        LaboratoryCertificate.objects.counted().filter(
            laboratory__state__in=COUNTED_STATES,
            laboratory__organisation=OuterRef("laboratory"),
            kind=kind,
            first_day__lte=day,
            last_day__gte=day,
        )
    )


def _beyond() -> Q:
    """Some item that was reported stands in no line of the laboratory's accepted parameters, for that product on the
    day of the test. Of a laboratory without any such table nobody knows (`_listed`)."""
    lines = Capability.objects.reviewed().filter(laboratory__state__in=COUNTED_STATES)
    day, product = OuterRef("order__tested_on"), "order__product__"
    narrow = Concat(OuterRef(f"{product}category"), Value("/"), OuterRef(f"{product}subcategory"))
    places = [OuterRef(f"{product}{name}") for name in ("code", "parent", "category", "sector")]
    fitting = lines.filter(
        Q(until=None) | Q(until__gte=day),
        Q(matrix="") | Q(matrix=narrow) | Q(*(("matrix", place) for place in places), _connector=Q.OR),
        laboratory__organisation=OuterRef("order__laboratory"),
        analyte=OuterRef("analyte"),
        since__lte=day,
    )
    reported = Result.objects.in_force().filter(order__sample=OuterRef("pk"), found__in=ANSWERED)
    return _listed() & Q(Exists(reported.filter(~Exists(fitting))))


def _listed() -> Q:
    lines = Capability.objects.reviewed().filter(laboratory__state__in=COUNTED_STATES)
    return Q(Exists(lines.filter(laboratory__organisation=OuterRef("laboratory"))))


def _grouped(
    period: Period, reasons: Reasons, place: str = "counts_to", *, samples: SampleQuerySet | None = None
) -> Groups:
    """Counted samples of the period (or those given) by county and by reason, with their ids, in one query."""
    why = Case(
        *(When(case, then=Value(text)) for case, text in reasons), default=Value(COUNTED), output_field=CharField()
    )
    rows = Sample.objects.counted().held_in(period) if samples is None else samples
    rows = rows.order_by().annotate(why=why)
    found: Groups = defaultdict(dict)
    for code, reason, keys in rows.values_list(place, "why").annotate(keys=ArrayAgg("pk", order_by="pk")):
        found[code][reason] = keys
    return found


def _left_out(groups: Mapping[str, list[int]], *, counted: str = COUNTED) -> list[tuple[int, str]]:
    return [pair for reason, keys in groups.items() if reason != counted for pair in because(keys, reason)]


def targets(year: int) -> dict[str, int]:
    """Batches owed by county, adjustments included; empty without a plan."""
    return {row.county_id: row.target for row in Quota.objects.of_year(year).with_target().order_by()}


def usable(certified_only: bool, unlisted: str = UNLISTED.default) -> list[tuple[Q, str]]:
    """Why a report cannot be used, where the scheme asks for that."""
    known = [(~_listed(), UNLISTED_LAB)] if unlisted == "refuse" else []
    return [(_uncertified(), UNCERTIFIED), *known, (_beyond(), BEYOND)] if certified_only else []


def _no_batch(kinds: Collection[str], levels: Collection[str], usable: Reasons) -> list[tuple[Q, str]]:
    return [*_outside(kinds, levels), (~Q(taking=Taking.TAKEN), "没有取得样品"), *usable]


def completion(
    period: Period,
    *,
    kinds: Collection[str] = KINDS,
    levels: Collection[str] = LEVELS,
    certified_only: bool = True,
    unlisted: str = UNLISTED.default,
    late_days: int | None = None,
) -> dict[str, Measure]:
    """Accepted quantitative samples ÷ the year's quota. A county with a quota and no sample has 0 of it."""
    owed = targets(period.first.year)
    reasons = [*_no_batch(kinds, levels, usable(certified_only, unlisted)), *_entered_late(period, late_days)]
    found = {
        code: Measure.of(
            len(groups.get(COUNTED, ())),
            owed.get(code, 0),
            counted=groups.get(COUNTED, []),
            left_out=_left_out(groups),
            not_applicable="" if owed.get(code) else NO_TASK,
            missed=(),
        )
        for code, groups in _grouped(period, reasons).items()
    }
    every = counties(found, lambda: Measure.of(0, 0, not_applicable=NO_TASK))
    for code, number in owed.items():
        if code not in found:
            every[code] = Measure.of(0, number)
    return every


def counts_as_batch(year: int) -> Case:
    """Whether a sample is one of the year's quantitative batches: the same reasons, for a list of samples."""
    period = Period.of_year(year)
    outside = ~Q(sampled_on__range=(period.first, period.last))
    reasons = [outside, *(case for case, _ in _no_batch(KINDS, LEVELS, usable(certified_only=True)))]
    branches = [When(case, then=Value(False)) for case in reasons]
    return Case(*branches, default=Value(True), output_field=BooleanField())


PASSED, FAILED, REFUSED = "合格", "不合格", "拒绝抽样，按不合格计（待核）"
OVERDUE, UNJUDGED = "逾期仍无检测结论，按不合格计（待核）", "检出禁限用农药逾期未判定，按不合格计（待核）"
MISSED = (FAILED, OVERDUE, UNJUDGED, REFUSED)


def pass_rate(
    period: Period,
    *,
    kinds: Collection[str] = KINDS,
    levels: Collection[str] = LEVELS,
    refusal_fails: bool = True,
    certified_only: bool = True,
    unlisted: str = UNLISTED.default,
    pending_days: int | None = PENDING.default,
    carry_over: bool = True,
    late_days: int | None = None,
) -> dict[str, Measure]:
    """Passed ÷ judged, by sample. Not judged is neither, unless it has waited too long: leaving failures unjudged
    must not raise a score. A county with a quota and nothing judged has 0.
    """
    reasons = [
        *no_sample(kinds, levels, usable(certified_only, unlisted)),
        *_entered_late(period, late_days),
        *([(_told_next_year(period), "次年出结果，结转下年")] if carry_over and _is_year(period) else ()),
        *judged(pending_days),
    ]
    return _shares(
        _grouped(period, reasons, samples=_with_carried_over(period) if carry_over else None),
        good=PASSED,
        bad=(FAILED, OVERDUE, UNJUDGED, *((REFUSED,) if refusal_fails else ())),
        nothing="期内没有已判定的定量样品",
        owed=targets(period.first.year),
    )


def no_sample(kinds: Collection[str], levels: Collection[str], usable: Reasons) -> list[tuple[Q, str]]:
    """Why there is nothing to judge; a refusal is judged as it stands."""
    refused = (Q(taking=Taking.REFUSED), REFUSED)
    return [*_outside(kinds, levels), refused, (Q(taking=Taking.NONE), "没有取得样品"), *usable]


def judged(pending_days: int | None) -> list[tuple[Q, str]]:
    return [
        (Q(verdict=Verdict.FAIL), FAILED),
        *_waited(pending_days),
        (Q(verdict=Verdict.PENDING), "尚无检测结论"),
        (Q(verdict=Verdict.UNDETERMINED) & ~Q(suspected_items=""), "检出禁限用农药，待人工判定"),
        (Q(verdict=Verdict.UNDETERMINED), "各项目均无有效限量，不作判定"),
        (Q(verdict=Verdict.PASS), PASSED),
    ]


def _is_year(period: Period) -> bool:
    """Only years carry over: of a month the samples of that month are told."""
    return (period.first.month, period.first.day) == (1, 1)


def _told_next_year(period: Period) -> Q:
    year = period.first.year
    return Q(sampled_on__month=DECEMBER, order__verified_on__gt=dt.date(year, 12, 31))


def _with_carried_over(period: Period) -> SampleQuerySet:
    """The samples of the period, and those of last December whose result came in it (上年结转): a sample is judged
    in one year and never in none.
    """
    own = Q(sampled_on__range=(period.first, period.last))
    if _is_year(period):
        before = period.first.year - 1
        told = Q(order__verified_on__range=(period.first, period.last))
        own |= Q(sampled_on__range=(dt.date(before, DECEMBER, 1), dt.date(before, DECEMBER, 31))) & told
    return Sample.objects.counted().filter(own)


def _waited(days: int | None) -> list[tuple[Q, str]]:
    """Without a conclusion for longer than the scheme allows, as it is today."""
    if days is None:
        return []
    before = clock.today() - dt.timedelta(days=days)
    unjudged = Q(verdict=Verdict.UNDETERMINED, judged_on=None) & ~Q(suspected_items="")
    return [
        (Q(verdict=Verdict.PENDING, sampled_on__lt=before), OVERDUE),
        (unjudged & Q(sampled_on__lt=before), UNJUDGED),
    ]


def _shares(
    groups: Groups,
    *,
    good: str,
    bad: Collection[str],
    nothing: str,
    owed: Mapping[str, int] | None = None,
) -> dict[str, Measure]:
    """`owed` names the counties that have to have something: nothing is 0 there, elsewhere not applicable."""
    found = {}
    for code, by_reason in groups.items():
        hits = by_reason.get(good, [])
        misses = sum(len(by_reason.get(reason, ())) for reason in bad)
        left_out = _left_out(by_reason, counted=good)
        if not hits and not misses:
            found[code] = _empty(code, nothing, owed, left_out)
            continue
        found[code] = Measure.of(len(hits), len(hits) + misses, counted=hits, left_out=left_out, missed=bad)
    every = counties(found, lambda: Measure.of(0, 0, not_applicable=nothing))
    return {code: one if code in found else _empty(code, nothing, owed, []) for code, one in every.items()}


def _empty(code: str, nothing: str, owed: Mapping[str, int] | None, left_out: list[tuple[int, str]]) -> Measure:
    if owed and owed.get(code):
        return Measure.undone(left_out=left_out, missed=())
    return Measure.of(0, 0, left_out=left_out, not_applicable=nothing, missed=())


def problems_found(
    period: Period, *, own: Collection[str] = OWN_LEVELS, late_days: int | None = None
) -> dict[str, Measure]:
    """Failed samples that the county's own monitoring brought to light; those of upper levels stand apart."""
    reasons = [
        (Q(method=Method.RAPID), "快检阳性须经定量确证"),
        (Q(kind=Kind.SELF), SELF),
        (~Q(verdict=Verdict.FAIL), "未发现问题"),
        *UNREVIEWED,
        (~Q(level__in=own), "上级监测发现，另行统计"),
        *_entered_late(period, late_days),
    ]
    owed = targets(period.first.year)
    found = {}
    for code, groups in _grouped(period, reasons).items():
        hits = groups.get(COUNTED, [])
        shown = {reason: keys for reason, keys in groups.items() if reason != "未发现问题"}
        found[code] = Measure(Decimal(len(hits)), len(hits), 1, counted=hits, left_out=_left_out(shown))
    every = counties(found, lambda: Measure(Decimal(0), 0, 1))
    for code, one in every.items():
        if not owed.get(code) and not one.counted:
            every[code] = Measure(None, 0, 1, left_out=one.left_out, not_applicable=NO_TASK)
    return every


CLOSED, OPEN, LATE, NOT_DUE = "已办结", "逾期尚未办结核查处置", "逾期办结", "未到办结期限"
CLOSE_TERM = "handling.close"


def handled(period: Period, *, not_due: str = "out", late_closed: str = "done") -> dict[str, Measure]:
    """Non-compliant samples with a file that a second person confirmed as closed ÷ those and those whose term ran out.

    The term runs from the day on which the report came in, as the confirmed file says it; until there is one from the
    day of the verdict, so that no draft moves it (terms table). Some dozens a year: worked out row by row.
    """
    files = Handling.objects.reviewed().filter(sample=OuterRef("pk"))
    opened = files.values("opened_on")[:1]
    rows = list(
        Sample.objects.non_compliant()
        .held_in(period)
        .order_by("pk")
        .annotate(closed=Subquery(files.filter(closed_on__isnull=False).values("closed_on")[:1]))
        .annotate(since=Coalesce(Subquery(opened), "verdict_on", "sampled_on"))
        .values_list("pk", "counts_to", "closed", "since")
    )
    dues = terms.due_many([since for *_, since in rows], CLOSE_TERM)
    today = clock.today()
    groups: Groups = defaultdict(dict)
    for (key, code, closed, _), due in zip(rows, dues, strict=True):
        if closed:
            why = LATE if closed > due.on and late_closed == "missed" else CLOSED
        else:
            why = NOT_DUE if due.on >= today and not_due == "out" else OPEN
        groups[code].setdefault(why, []).append(key)
    return _shares(groups, good=CLOSED, bad=(OPEN, LATE), nothing="期内没有不合格样品，或均未到办结期限")


CHECKED, UNCHECKED = "已核查", "基地抽样未核查生产记录"
# Records are a duty of enterprises and cooperatives; others are only encouraged (农产品质量安全法 2022 art. 27).
SMALLHOLDER = "农户没有生产记录义务，填“不适用”的不计"


def sync_rate(period: Period, *, levels: Collection[str] = TEAMS) -> dict[str, Measure]:
    """Samplings at which the production records were looked at ÷ samplings where there are such records."""
    reasons = [
        (~Q(level__in=levels), "不是省、市、县抽样队的抽样"),
        *UNREVIEWED,
        (~Q(record_check=RecordCheck.NOT_APPLICABLE), CHECKED),
        (Q(smallholder=True), SMALLHOLDER),
        (Q(place__in=(Place.BASE, Place.SLAUGHTERHOUSE)), UNCHECKED),
    ]
    groups = _grouped(period, [*reasons, (Q(pk__isnull=False), "流通环节不适用")])
    return _shares(
        groups, good=CHECKED, bad=(UNCHECKED,), nothing="期内没有抽样队的抽样", owed=targets(period.first.year)
    )


def rapid_tests(period: Period) -> dict[str, Ratio]:
    """Rapid tests taken; invalid ones are none."""
    rows = Sample.objects.counted().rapid_tests().held_in(period).exclude(rapid=Rapid.INVALID).order_by()
    counts = dict(rows.values_list("counts_to").annotate(n=Count("pk")))
    return {code: Ratio(number, 1) for code, number in counties(counts, int).items()}


def rapid_rows(period: Period) -> dict[str, Measure]:
    """The same with the samples behind it."""
    rows = Sample.objects.counted().rapid_tests().held_in(period).order_by().values_list("counts_to")
    invalid = Q(rapid=Rapid.INVALID)
    found = {
        code: Measure(Decimal(len(hits)), len(hits), 1, counted=hits, left_out=because(others, "快检结果无效"))
        for code, hits, others in rows.annotate(hits=ids(~invalid), others=ids(invalid))
    }
    return counties(found, lambda: Measure(Decimal(0), 0, 1))


def taken_in(period: Period) -> SampleQuerySet:
    """Samplings of a period that the township's 五个一 would count once they are taken over (委托自检 is none)."""
    return Sample.objects.held_in(period).filter(taking=Taking.TAKEN).exclude(kind=Kind.SELF)

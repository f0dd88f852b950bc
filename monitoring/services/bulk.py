"""Many samples at once, with their results: the same rules, one statement for every table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import require
from supervision.ground.records import State
from supervision.models import Post, Region

from ..models import Result, Sample, TestOrder
from ..rules.sampling import faults, sampled_above
from ..rules.verdicts import Finding, entry_fault
from ..vocabulary import Found, Kind, Method, OrderState, Taking
from .accreditation import fault, laboratories
from .judging import Report, book, judge_results, report_of
from .ordering import order_of
from .samples import LIFE, form_of
from .telling import facts_of


def record_samples(rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED) -> Sequence[Sample]:
    """Register samples taken elsewhere or earlier.

    A row has the fields of `Sample` and, for a quantitative one, may have `results`
    (`[{"analyte": code, "found": …, "value": …, "lod": …, "unit": …}]`), `tested_by`, `verified_by` and
    `verdict_on`: it is then judged. A row that breaks a rule is refused with its place in the list.
    """
    require(by, "monitoring.import_sample")
    given = [dict(row) for row in rows]
    reports = [
        {name: row.pop(name, None) for name in ("results", "tested_by", "verified_by", "verdict_on")} for row in given
    ]
    places = _places(given)
    samples = []
    for place, row in enumerate(given, 1):
        try:
            samples.append(_sample(row, places, by))
        except RuleViolation as refused:
            raise RuleViolation(f"第{place}行：{refused}") from refused
    _check(samples, today=clock.today())
    orders, results = _judged(samples, reports)
    with history.acting(by, LIFE.many):
        records.create_many(samples, by=by, state=state)
        for order in orders:
            _stamp(order)
        records.insert_many(orders)
        records.insert_many([_bound(result) for result in results])
        facts.record_many([fact for sample in samples for fact in facts_of(sample)], by=by)
    return samples


def _places(rows: Sequence[Mapping[str, Any]]) -> dict[str, Region]:
    """Every place once, with its township and county: the stamps are then read from memory."""
    wanted = {row["subject"].region_id for row in rows}
    return {region.pk: region for region in Region.objects.select_related("county", "township").filter(pk__in=wanted)}


def _sample(row: dict[str, Any], places: Mapping[str, Region], by: Post) -> Sample:
    sample = Sample(**row)
    sample.subject.region = places[sample.subject.region_id]
    LIFE.fill([sample], by)
    return sample


def _check(samples: Sequence[Sample], *, today: dt.date) -> None:
    for place, sample in enumerate(samples, 1):
        for _field, sentence in faults(form_of(sample), today=today):
            raise RuleViolation(f"第{place}行：{sentence}")
    _refuse_repetitions(samples)


def _refuse_repetitions(samples: Sequence[Sample]) -> None:
    """No batch is supervised again by a lower level, neither after a stored sample nor after one of the same list."""
    asked = [(place, s) for place, s in enumerate(samples, 1) if s.kind == Kind.SUPERVISION and s.batch]
    if not asked:
        return
    taken: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    stored = Sample.objects.counted().filter(
        kind=Kind.SUPERVISION, batch__in={s.batch for _, s in asked}, subject__in={s.subject_id for _, s in asked}
    )
    for *key, level in stored.values_list("subject_id", "product_id", "batch", "level"):
        taken[tuple(key)].append(level)
    for place, sample in sorted(asked, key=lambda pair: pair[1].sampled_on):
        before = taken[sample.subject_id, sample.product_id, sample.batch]
        given = {"kind": sample.kind, "level": sample.level, "earlier_kind": Kind.SUPERVISION}
        if any(sampled_above(**given, earlier_level=level) for level in before):
            raise RuleViolation(f"第{place}行：同一批次已由上级监督抽查，下级不得重复抽查。")
        before.append(sample.level)


def _judged(samples: Sequence[Sample], reports: Sequence[Mapping[str, Any]]) -> tuple[list[TestOrder], list[Result]]:
    """The orders and results of the quantitative samples; those with a report get their verdict."""
    lists, register, orders, found = book(), laboratories(), [], []
    for place, (sample, report) in enumerate(zip(samples, reports, strict=True), 1):
        if sample.method != Method.QUANTITATIVE or sample.taking != Taking.TAKEN:
            continue
        order = order_of(sample)
        given = report["results"]
        day = (given and report["verdict_on"]) or sample.sampled_on
        if sentence := fault(sample, order.laboratory_id, day, register=register):
            raise RuleViolation(f"第{place}行：{sentence}")
        lines = [_line(order, line) for line in given or [{"analyte": code} for code in sample.analytes]]
        orders.append(order)
        found += lines
        if not given:
            continue
        _check_report(place, lines, report)
        items = judge_results(lines, product=sample.product, on=sample.sampled_on, lists=lists)
        _write_verdict(sample, report_of(lines, items, lists), day)
        _verified(order, lines, report, day)
    return orders, found


def _line(order: TestOrder, line: Mapping[str, Any]) -> Result:
    values = dict(line)
    return Result(order=order, analyte_id=values.pop("analyte"), **values)


def _check_report(place: int, lines: Sequence[Result], report: Mapping[str, Any]) -> None:
    tester, verifier = report["tested_by"], report["verified_by"]
    if tester is None or verifier is None or tester.user_id == verifier.user_id:
        raise RuleViolation(f"第{place}行：检测结果须由检测人以外的人审核。")
    for line in lines:
        fault = entry_fault(Finding(line.analyte_id, line.found, line.value, line.unit, line.lod))
        if fault or line.found == Found.PENDING:
            raise RuleViolation(f"第{place}行 {line.analyte_id}：{fault or '没有结果。'}")


def _write_verdict(sample: Sample, found: Report, day: dt.date) -> None:
    sample.verdict, sample.verdict_on, sample.banned = found.verdict, day, found.banned
    sample.failed_items, sample.suspected_items = found.failed_items, found.suspected_items


def _verified(order: TestOrder, lines: Sequence[Result], report: Mapping[str, Any], day: dt.date) -> None:
    order.state, order.received_on, order.tested_on, order.verified_on = OrderState.VERIFIED, day, day, day
    order.received_by = order.tested_by = report["tested_by"]
    order.verified_by = report["verified_by"]
    for line in lines:
        line.verified = True


def _stamp(order: TestOrder) -> None:
    """The sample has its key and places only now."""
    sample = order.sample
    order.sample_id = sample.pk
    order.county_id, order.township_id = sample.county_id, sample.township_id
    order.managing_zone_id = sample.managing_zone_id


def _bound(result: Result) -> Result:
    result.order_id = result.order.pk
    return result

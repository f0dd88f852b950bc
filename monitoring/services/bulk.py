"""Many samples at once, with their results: the same rules, one statement for every table."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from supervision.ground import clock, records
from supervision.ground.errors import RuleViolation
from supervision.models import Region

from ..models import Analyte, Result, Sample, TestOrder
from ..rules.sampling import faults, sampled_above
from ..rules.verdicts import entry_fault
from ..vocabulary import Found, Kind, Method, OrderState, Taking
from .accreditation import fault, laboratories
from .form import form_of, unfit
from .judging import Report, book, finding, judge_results, report_of
from .ordering import blank_results, order_of, veterinary

BROUGHT = ("results", "tested_by", "verified_by", "verdict_on")


def gathered(rows: Iterable[Sample | Mapping[str, Any]], *, fill: Callable[[Sample], None]) -> list[Sample]:
    """The samples of many rows, by all the rules; each that goes to a laboratory has its order and lines, `ordered`,
    until it is written. A row that breaks a rule is refused with its place in the list.
    """
    given: list[dict[str, Any]] = [{"sample": row} if isinstance(row, Sample) else dict(row) for row in rows]
    reports = [{name: row.pop(name, None) for name in BROUGHT} for row in given]
    samples = [row["sample"] if "sample" in row else Sample(**row) for row in given]
    places = _places(samples)
    for place, sample in enumerate(samples, 1):
        try:
            _fill(sample, places, fill)
        except RuleViolation as refused:
            raise RuleViolation(f"第{place}行：{refused}") from refused
    _check(samples, today=clock.today())
    _judge(samples, reports)
    return samples


def insert_orders(samples: Sequence[Sample]) -> None:
    """The orders that these samples brought, with their lines: one statement each."""
    brought = [sample.ordered for sample in samples if sample.ordered]
    for order, _lines in brought:
        _stamp(order)
    records.insert_many([order for order, _lines in brought])
    records.insert_many([_bound(line) for _order, lines in brought for line in lines])


def _places(samples: Sequence[Sample]) -> dict[str, Region]:
    """Every place once, with its township and county: the stamps are then read from memory."""
    wanted = {sample.subject.region_id for sample in samples if sample.subject_id is not None}
    return {region.pk: region for region in Region.objects.select_related("county", "township").filter(pk__in=wanted)}


def _fill(sample: Sample, places: Mapping[str, Region], fill: Callable[[Sample], None]) -> None:
    if sample.subject_id is not None:
        sample.subject.region = places[sample.subject.region_id]
    fill(sample)


def _check(samples: Sequence[Sample], *, today: dt.date) -> None:
    known = set(Analyte.objects.filter(retired_on=None).values_list("pk", flat=True))
    for place, sample in enumerate(samples, 1):
        for _field, sentence in (*faults(form_of(sample), today=today), *unfit(sample, known)):
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


def _judge(samples: Sequence[Sample], reports: Sequence[Mapping[str, Any]]) -> None:
    """The orders and lines of the quantitative samples; those with a report get their verdict."""
    lists, register, drugs = book(), laboratories(), veterinary()
    for place, (sample, report) in enumerate(zip(samples, reports, strict=True), 1):
        sample.ordered = None
        if sample.method != Method.QUANTITATIVE or sample.taking != Taking.TAKEN:
            continue
        order = order_of(sample)
        given = report["results"]
        day = (given and report["verdict_on"]) or sample.sampled_on
        if sentence := fault(sample, order.laboratory_id, day, register=register):
            raise RuleViolation(f"第{place}行：{sentence}")
        lines = [_line(order, line) for line in given] if given else blank_results(order, sample, drugs)
        sample.ordered = order, lines
        if not given:
            continue
        _check_report(place, lines, report)
        items = judge_results(lines, product=sample.product, on=sample.sampled_on, lists=lists)
        _write_verdict(sample, report_of(lines, items, lists), day)
        _verified(order, lines, report, day)


def _line(order: TestOrder, line: Mapping[str, Any]) -> Result:
    values = dict(line)
    return Result(order=order, analyte_id=values.pop("analyte"), **values)


def _check_report(place: int, lines: Sequence[Result], report: Mapping[str, Any]) -> None:
    tester, verifier = report["tested_by"], report["verified_by"]
    if tester is None or verifier is None or tester.user_id == verifier.user_id:
        raise RuleViolation(f"第{place}行：检测结果须由检测人以外的人审核。")
    for line in lines:
        fault = entry_fault(finding(line))
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
    sample = order.form
    order.sample_id = sample.pk
    order.county_id, order.township_id = sample.county_id, sample.township_id
    order.managing_zone_id = sample.managing_zone_id


def _bound(result: Result) -> Result:
    result.order_id = result.order.pk
    return result

"""委托复检机构: the second test is an order of its own to another laboratory, with certificates and parameters."""

from __future__ import annotations

from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.texts import read
from supervision.models import Organisation, Post

from ..models import Result, Retest, Sample, TestOrder
from ..rules.orderers import needs_document
from ..vocabulary import OrderState, RetestState
from .accreditation import refuse_unfit_for
from .ordering import FREE, UNDER_WAY, blind_code, unit_for, veterinary

HELD = "复检机构已接收样品，不能改换机构。"


def second_order(retest: Retest) -> TestOrder | None:
    return TestOrder.objects.filter(retest=retest).first()


def commission(retest: Retest, by: Post, laboratory: Organisation | None, document: str) -> Retest:
    """Called by `commission_retest` once it is known that this may be done."""
    if laboratory is None:
        raise RuleViolation("请选择复检机构。", field="laboratory")
    sample, order = retest.sample, second_order(retest)
    if laboratory.pk == sample.order.laboratory_id:
        raise RuleViolation("复检机构不得是初检机构。", field="laboratory")
    document = read(document, "document")[:80]
    if needs_document(sample.level) and not document:
        raise RuleViolation("部、省级任务的样品，须填写下达单位同意复检的文号。", field="document")
    if order is not None and order.state not in FREE:
        raise RuleViolation(HELD, field="laboratory")
    refuse_unfit_for(retest, laboratory.pk, clock.today(), field="laboratory")
    with history.acting(by, "委托复检", on=[retest]):
        records.touch(retest, by=by, verb="委托复检", laboratory=laboratory, document=document, codes=retest.codes)
        _send(retest, order, by)
    return retest


def _send(retest: Retest, order: TestOrder | None, by: Post) -> None:
    """A blind code of its own: nothing leads from it to the first report."""
    told = _told(retest)
    if order is None:
        order = TestOrder(code=blind_code(), retest=retest, **told)
        order.save(force_insert=True)
    else:
        records.move(order, OrderState.WAITING, by=by, verb="改换复检机构", **told)
        order.results.all().delete()
    drugs = veterinary()
    order.results.bulk_create(
        [Result(order=order, analyte_id=code, unit=unit_for(code, drugs)) for code in retest.codes]
    )


def _told(retest: Retest) -> dict[str, Any]:
    sample = retest.sample
    return {
        "laboratory_id": retest.laboratory_id,
        "county_id": sample.county_id,
        "township_id": sample.township_id,
        "managing_zone_id": sample.managing_zone_id,
        "product": sample.product,
        "amount": sample.spare_amount,
        "amount_unit": sample.amount_unit,
        "ordered_on": clock.today(),
    }


def void_seconds(sample: Sample, *, by: Post, why: str) -> None:
    """Of a void sample nothing is asked and nothing is measured again."""
    for row in Retest.objects.live().filter(sample=sample, concluded_on=None):
        if RetestState.VOID in Retest.MOVES[RetestState(row.state)]:
            void: dict[str, Any] = {"voided_by": by, "voided_at": clock.now(), "voided_why": why}
            records.move(row, RetestState.VOID, by=by, verb="随抽样单作废", why=why, **void)
            close_second(row, by=by, why=why)


def close_second(retest: Retest, *, by: Post, why: str) -> None:
    """Of an application that was taken back nothing is tested any more."""
    for order in TestOrder.objects.filter(retest=retest, state__in=UNDER_WAY):
        records.move(order, OrderState.CLOSED, by=by, verb="终止", why=why)

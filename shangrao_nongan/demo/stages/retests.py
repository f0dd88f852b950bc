"""复检 of supervision samples: two holders asked in time and the city's laboratory tested again; one waits."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from monitoring.models import Retest, Sample, TestOrder
from monitoring.rules.orderers import orderer
from monitoring.services import (
    accept_retest,
    apply_retest,
    commission_retest,
    confirm_result,
    enter_results,
    receive_order,
    serve_result,
)
from monitoring.services.entering import Doubtful
from monitoring.vocabulary import Found, Kind, Serving, Verdict
from supervision.ground import clock
from supervision.ground.people import OrganisationKind, Role
from supervision.ground.regions import CITY
from supervision.models import Organisation, Post

from ..findings import METHODS, detection
from ..world import DAY, World
from .samples import Maker

WHY = "对检测结果有异议，样品采收前已过安全间隔期"
DONE = 2


def load(world: World) -> dict[str, int]:
    """The oldest failures of 监督抽查 that another laboratory tested than the city's."""
    city = Organisation.objects.filter(kind=OrganisationKind.LABORATORY, region=CITY).order_by("id").first()
    failed = Sample.objects.accepted().filter(kind=Kind.SUPERVISION, verdict=Verdict.FAIL, order__isnull=False)
    rows = list(failed.exclude(order__laboratory=city).select_related("product", "subject").order_by("id"))
    served = 0
    for place, sample in enumerate(rows):
        told = world.workday((sample.verdict_on or sample.sampled_on) + DAY)
        if told > world.last:
            continue
        with clock.at(told):
            serve_result(sample, by=world.officer(sample.county_id), told_on=told, told_how=Serving.HAND)
        served += 1
        if place <= DONE and city is not None and world.workday(told + DAY * 15) <= world.last:
            _asked(world, sample, told, city, finish=place < DONE)
    return {"结果送达": served, "复检": Retest.objects.count()}


def _asked(world: World, sample: Sample, told: Any, city: Organisation, *, finish: bool) -> None:
    asked = told + DAY * 2
    with clock.at(asked):
        retest = apply_retest(by=world.officer(sample.county_id), sample=sample, applied_on=asked, why=WHY)
    if not finish:
        return
    above = _answering(world, sample)
    with clock.at(world.workday(told + DAY * 3)):
        accept_retest(retest, by=above)
        retest = commission_retest(retest, by=above, laboratory=city, document="样例文号〔2021〕1号")
    _tested(world, retest, told)


def _answering(world: World, sample: Sample) -> Post:
    if orderer(sample.level) == "city":
        return world.posts(Role.CITY_REVIEWER, CITY)[0]
    return world.admin(sample.county_id)


def _tested(world: World, retest: Retest, told: Any) -> None:
    order = TestOrder.objects.select_related("laboratory", "product", "retest__sample").get(retest=retest)
    tester, verifier = Maker(world).people(order.laboratory)
    with clock.at(world.workday(told + DAY * 4)):
        receive_order(order, by=tester, version=order.version, condition="封条完好")
    lines = _again(retest, order)
    with clock.at(world.workday(told + DAY * 9)):
        try:
            enter_results(order, by=tester, version=order.version, lines=lines, finish=True, report=f"FJ{order.code}")
        except Doubtful as doubtful:
            for code, sentence in doubtful.doubts.items():
                lines[code]["sure"] = sentence
            enter_results(order, by=tester, version=order.version, lines=lines, finish=True, report=f"FJ{order.code}")
        confirm_result(order, by=verifier, version=order.version)


def _again(retest: Retest, order: TestOrder) -> dict[str, dict[str, Any]]:
    """The second laboratory finds nearly the same."""
    first = {line.analyte_id: line for line in retest.sample.order.results.in_force()}
    found: dict[str, dict[str, Any]] = {}
    for code in order.results.values_list("analyte", flat=True):
        line = first[code]
        given = {"found": line.found, "unit": line.unit, "lod": detection(code, line.unit)}
        given["method"] = METHODS[line.unit]
        if line.found == Found.VALUE and line.value is not None:
            given["value"] = (line.value * Decimal("1.02")).quantize(Decimal("0.0001"))
        found[code] = given
    return found

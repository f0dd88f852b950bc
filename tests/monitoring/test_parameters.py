"""获证参数: a report on an item outside the laboratory's table does not count, and every page says so."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import figures, services
from monitoring.models import Capability, TestOrder
from monitoring.services.accreditation import warnings
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.measures import Period
from supervision.ground.people import Role
from supervision.ground.records import State
from tests import make
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)
WHY = "有检测项目不在承检机构的获证参数内，报告不能采用"


def reported(day=dt.date(2021, 10, 20), **found):
    rows = [making.row(make.subject()) | making.report(**(found or {"腐霉利": "1"})) | {"verdict_on": day}]
    return services.record_samples(rows, by=making.system(), state=State.ACCEPTED)[0]


@pytest.mark.parametrize("compute", [figures.completion, figures.pass_rate])
@pytest.mark.parametrize(
    ("held", "counts"),
    [
        ({}, True),
        ({"matrix": "蔬菜"}, True),
        ({"matrix": "种植业"}, True),
        ({"matrix": "VEG018"}, True),
        ({"until": dt.date(2021, 10, 20)}, True),
        ({"matrix": "水果"}, False),
        ({"until": dt.date(2021, 10, 19)}, False),
        ({"since": dt.date(2021, 10, 21)}, False),
    ],
)
def test_the_item_the_product_and_the_day_of_the_test_count(cast, compute, held, counts):
    making.able_for(making.certified(), "腐霉利", **held)
    sample = reported()
    measure = compute(YEAR)[GUANGXIN]
    assert (measure.counted, measure.left_out) == (([sample.pk], []) if counts else ([], [(sample.pk, WHY)]))


def test_one_item_outside_is_enough_and_an_item_not_tested_is_none(cast):
    making.able_for(making.certified(), "腐霉利")
    outside = reported(腐霉利="1", 毒死蜱=None)
    assert figures.completion(YEAR)[GUANGXIN].left_out == [(outside.pk, WHY)]
    line = {"analyte": making.code("毒死蜱"), "found": "nt"}
    report = making.report(腐霉利="1")
    row = making.row(make.subject("别家")) | report | {"results": [*report["results"], line]}
    [inside] = services.record_samples(
        [row | {"verdict_on": dt.date(2021, 10, 20)}], by=making.system(), state=State.ACCEPTED
    )
    assert figures.completion(YEAR)[GUANGXIN].counted == [inside.pk]


def test_what_nobody_accepted_is_no_parameter_and_of_no_table_nobody_knows(cast):
    row = making.certified()
    sample = reported()
    assert figures.completion(YEAR)[GUANGXIN].counted == [sample.pk]
    making.able_for(row, "毒死蜱")
    assert figures.completion(YEAR)[GUANGXIN].left_out == [(sample.pk, WHY)]
    given = {"laboratory": row, "analyte_id": making.code("腐霉利"), "since": dt.date(2019, 1, 1)}
    mine = services.register_capability(by=cast.guangxin.post, submit=True, **given)
    assert figures.completion(YEAR)[GUANGXIN].left_out == [(sample.pk, WHY)]
    from monitoring.services.capabilities import LIFE

    for post in (cast.guangxin.post, making.another_post(cast.guangxin.post, Role.COUNTY_ADMIN)):
        with pytest.raises(RuleViolation):
            LIFE.accept(Capability.objects.get(pk=mine.pk), by=post)
    LIFE.accept(Capability.objects.get(pk=mine.pk), by=cast.guangxin_admin.post)
    assert figures.completion(YEAR)[GUANGXIN].counted == [sample.pk]


@pytest.mark.parametrize("compute", [figures.completion, figures.pass_rate])
def test_a_scheme_may_refuse_reports_of_a_laboratory_without_a_table(cast, compute):
    row = making.certified()
    sample = reported()
    assert compute(YEAR)[GUANGXIN].counted == compute(YEAR, unlisted="use")[GUANGXIN].counted == [sample.pk]
    refused = [(sample.pk, "承检机构没有登记获证参数，报告不采用")]
    assert compute(YEAR, unlisted="refuse")[GUANGXIN].left_out == refused
    assert compute(YEAR, unlisted="refuse", certified_only=False)[GUANGXIN].counted == [sample.pk]
    making.able_for(row, "腐霉利")
    assert compute(YEAR, unlisted="refuse")[GUANGXIN].counted == [sample.pk]


def test_the_certificates_of_the_day_of_the_test_count_too(cast):
    making.certified(until=dt.date(2021, 10, 25))
    sample = making.sample()
    order = TestOrder.objects.get(sample=sample)
    tester = make.post("lab_tester")
    services.receive_order(order, by=tester, version=1)
    lines = {code: making.line("0.1") for code in order.results.values_list("analyte", flat=True)}
    with clock.at(dt.date(2021, 10, 26)):
        services.enter_results(order, by=tester, version=2, lines=lines, finish=True)
    assert any("2021-10-26 没有同时有效" in said for said in warnings(order, clock.today()))


def test_the_order_and_the_sample_say_what_is_outside(cast):
    making.able_for(making.certified(), "腐霉利")
    sample = reported(腐霉利="1", 毒死蜱=None)
    page = cast.guangxin.get(reverse("monitoring:samples-detail", args=[sample.pk])).content.decode()
    assert "毒死蜱不在承检机构检测日的获证参数内" in page
    order = cast.lab_tester.get(reverse("monitoring:testorders-detail", args=[sample.order.pk])).content.decode()
    assert "毒死蜱不在承检机构检测日的获证参数内" in order


def test_ordering_warns_and_may_go_on(cast):
    making.able_for(making.certified(), "腐霉利")
    form = {
        "level": "county", "kind": "routine", "method": "quantitative", "subject": make.subject().pk, "taking": "taken",
        "product": "VEG018", "sampled_on": "2021-12-16", "place": "base", "amount_unit": "kg", "amount": "3",
        "record_check": "complete", "laboratory": making.laboratory().pk, "submit": "1",
        "analytes": [making.code("腐霉利"), making.code("毒死蜱")],
    }  # fmt: skip
    page = reverse("monitoring:samples-new")
    answer = cast.guangxin.post_to(page, form)
    assert (answer.status_code, "毒死蜱不在承检机构" in answer.content.decode()) == (422, True)
    tick = answer.context["form"].fields["checked"].widget.attrs["value"]
    assert cast.guangxin.post_to(page, form | {"checked": tick}).status_code == 302
    good = form | {"analytes": [making.code("腐霉利")], "subject": make.subject("别家").pk}
    assert cast.guangxin.post_to(page, good).status_code == 302


# --- the register


def test_a_workbook_names_laboratory_item_and_products_and_waits_for_another_person(cast):
    from monitoring.services.capabilities import check_rows, register_rows

    row = making.certified()
    line = {
        "laboratory": str(row), "analyte": "腐霉利", "matrix": "蔬菜", "method": "GB 23200.113-2018",
        "since": dt.date(2019, 1, 1), "until": None, "where": "第2行",
    }  # fmt: skip
    wrong = ({"analyte": "没有的项目"}, {"laboratory": "别处检测站"}, {"matrix": "玩具"}, {}, {})
    bad = [line | one for one in wrong]
    found = [(at, field) for at, field, _ in check_rows(bad, by=cast.guangxin.post)]
    assert found == [(0, "analyte"), (1, "laboratory"), (2, "matrix"), (4, "analyte")]
    [made] = register_rows([line], by=cast.guangxin.post)
    assert (made.state, made.matrix, made.analyte.name) == (State.SUBMITTED, "蔬菜", "腐霉利")
    assert [field for _, field, _ in check_rows([line], by=cast.xinzhou.post)] == ["laboratory"]


def test_the_neighbour_does_not_see_them_and_a_township_only_reads(cast):
    making.able_for(making.certified(), "腐霉利")
    detail = reverse("monitoring:capabilities-detail", args=[Capability.objects.get().pk])
    seen = [getattr(cast, who).get(detail).status_code for who in ("guangxin", "city", "xinzhou", "social")]
    assert seen == [200, 200, 404, 403]
    assert cast.township.get(reverse("monitoring:capabilities-new")).status_code == 403

"""What is entered as many brings what entering and submitting one brings: the order with its lines, and the facts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring.models import Result, Sample, TestOrder
from monitoring.services import samples as services
from monitoring.vocabulary import OrderState
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from tests import make
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def brought(sample):
    """The order as the laboratory reads it, its lines, and what was told; without what differs by chance."""
    order = TestOrder.objects.get(sample=sample)
    lines = sorted(order.results.values_list("analyte", "unit", "found", "verdict"))
    told = sorted(Fact.objects.live().of_source(sample).values_list("kind", flat=True))
    places = (order.county_id, order.township_id, order.managing_zone_id)
    return (order.state, order.laboratory_id, order.product_id, order.amount, *places), lines, told


@pytest.mark.parametrize("state", [State.SUBMITTED, State.ACCEPTED])
@pytest.mark.parametrize("given", ["row", "record"])
def test_the_life_brings_for_many_what_it_brings_for_one(cast, state, given):
    one = making.sample()
    if state == State.ACCEPTED:
        one = making.accepted(one)
    row = making.row(make.subject())
    row = Sample(**row) if given == "record" else row
    [many] = services.LIFE.create_many([row], by=making.system(), state=state)
    assert many.state == state
    assert brought(many) == brought(one)
    assert brought(many)[0][0] == OrderState.WAITING


def test_the_unit_of_an_empty_line_is_that_of_the_item(cast):
    """A feed mill's pesticide in an egg is told in mg/kg, a drug in μg/kg wherever it was found."""
    asked = [making.code(name) for name in ("恩诺沙星", "毒死蜱")]
    rows = [
        making.row(make.subject(), product=making.Product.objects.filter(sector=sector)[0].pk, analytes=asked)
        for sector in ("畜牧业", "种植业")
    ]
    for many in services.LIFE.create_many(rows, by=making.system()):
        units = dict(Result.objects.filter(order__sample=many).values_list("analyte__name", "unit"))
        assert units == {"恩诺沙星": "μg/kg", "毒死蜱": "mg/kg"}


def test_what_came_as_many_goes_on_as_one(cast):
    [many] = services.LIFE.create_many([making.row(make.subject())], by=making.system(), state=State.SUBMITTED)
    services.accept_sample(many, by=make.post("reviewer"))
    assert TestOrder.objects.filter(sample=many).count() == 1
    services.void_sample(many, by=make.post("reviewer"), why="重复登记")
    assert TestOrder.objects.get(sample=many).state == OrderState.CLOSED
    assert not Fact.objects.live().of_source(many).exists()


def test_a_draft_goes_to_the_laboratory_when_it_is_submitted(cast):
    [draft] = services.LIFE.create_many([making.row(make.subject())], by=making.system(), state=State.DRAFT)
    assert not TestOrder.objects.filter(sample=draft).exists()
    services.submit_sample(draft, by=cast.guangxin.post)
    assert TestOrder.objects.get(sample=draft).results.count() == 2


def test_a_retired_analyte_is_refused_in_many_as_in_one(cast):
    making.Analyte.objects.filter(pk=making.code("腐霉利")).update(retired_on=making.DAY)
    with pytest.raises(RuleViolation, match="第1行：检测项目中有不存在或已停用的项目"):
        services.LIFE.create_many([making.row(make.subject())], by=making.system())


def test_submitted_rows_cost_the_same_statements_however_many(cast):
    subject = make.subject()

    def statements(count):
        rows = [making.row(subject) for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            services.LIFE.create_many(rows, by=making.system(), state=State.SUBMITTED)
        return len(seen)

    statements(1)
    assert statements(9) == statements(3)

"""Many samples at once obey the rules that one obeys."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import services
from monitoring.models import Result, Sample, TestOrder
from monitoring.vocabulary import Kind, Level, Method, OrderState, Rapid, RecordCheck, Verdict
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from tests import make
from tests.cast import GUANGXIN, SHAXI
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def test_the_same_verdicts_as_one_by_one(cast):
    subject = make.subject()
    one = making.tested(making.sample(subject=subject), 腐霉利="6.1", 毒死蜱=None)
    many = services.record_samples(
        [making.row(subject) | making.report(腐霉利="6.1", 毒死蜱=None)], by=making.system(), state=State.ACCEPTED
    )[0]
    bulk = Sample.objects.get(pk=many.pk)
    assert (bulk.verdict, bulk.banned, bulk.failed_items) == (one.verdict, one.banned, one.failed_items)
    columns = ("analyte", "found", "value", "verdict", "why", "limit", "verified")
    results = [list(Result.objects.filter(order__sample=s).values_list(*columns)) for s in (one, bulk)]
    assert results[0] == results[1]


def test_everything_around_a_sample_is_there(cast):
    rows = [
        making.row(make.subject()) | making.report(腐霉利="1"),
        making.row(make.subject(at=SHAXI)),
        making.row(
            make.subject(), method=Method.RAPID, level=Level.TOWNSHIP, rapid=Rapid.NEGATIVE, rapid_item="有机磷"
        ),
    ]
    tested, waiting, rapid = services.record_samples(rows, by=making.system(), state=State.ACCEPTED)
    order = TestOrder.objects.get(sample=tested)
    assert (order.state, order.county_id, order.tested_by) == (
        OrderState.VERIFIED,
        GUANGXIN,
        making.make.post("lab_tester"),
    )
    assert TestOrder.objects.get(sample=waiting).results.filter(verdict=Verdict.PENDING).count() == 2
    assert not TestOrder.objects.filter(sample=rapid).exists()
    assert {s.state for s in Sample.objects.all()} == {State.ACCEPTED}
    assert sorted(Fact.objects.live().values_list("kind", flat=True)) == [
        "monitoring.rapid", "monitoring.sampled", "monitoring.sampled",
    ]  # fmt: skip
    assert history.of(Sample.objects.get(pk=tested.pk))[0].verb == "批量登记抽样单"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"record_check": ""}, "第2行：抽样时须同步检查生产记录"),
        ({"kind": Kind.SUPERVISION}, "第2行：监督抽查的抽样人员不得少于2名"),
        ({"record_check": RecordCheck.IRREGULAR}, "第2行：生产记录不规范"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(cast, changes, sentence):
    subject = make.subject()
    with pytest.raises(RuleViolation, match=sentence):
        services.record_samples([making.row(subject), making.row(subject, **changes)], by=making.system())
    assert not Sample.objects.exists()


def test_a_batch_is_not_supervised_twice_within_one_list(cast):
    making.certified()
    supervised = {
        "kind": Kind.SUPERVISION, "batch": "B1", "seal": "F1", "price": 12,
        "sampler_1": "甲", "card_1": "1", "sampler_2": "乙", "card_2": "2",
    }  # fmt: skip
    subject = make.subject()
    rows = [making.row(subject, level=level, **supervised) for level in (Level.CITY, Level.COUNTY)]
    with pytest.raises(RuleViolation, match="第2行：同一批次"):
        services.record_samples(rows, by=making.system())
    services.record_samples(rows[:1], by=making.system())
    with pytest.raises(RuleViolation, match="第1行：同一批次"):
        services.record_samples(rows[1:], by=making.system())


def test_results_need_two_people(cast):
    row = making.row(make.subject()) | making.report(腐霉利="1")
    with pytest.raises(RuleViolation, match="检测人以外"):
        services.record_samples([row | {"verified_by": row["tested_by"]}], by=making.system())


def test_a_foreign_county_and_an_unfit_role_are_refused(cast):
    rows = [making.row(make.subject(at=SHAXI))]
    with pytest.raises(RuleViolation, match="不在您的辖区内"):
        services.record_samples(rows, by=cast.guangxin.post)
    with pytest.raises(Forbidden):
        services.record_samples(rows, by=cast.township.post)


def test_the_number_of_statements_does_not_grow(cast):
    subject = make.subject()

    def statements(count):
        rows = [making.row(subject) | making.report(腐霉利="1", 毒死蜱=None) for _ in range(count)]
        with CaptureQueriesContext(connection) as seen:
            services.record_samples(rows, by=making.system())
        return len(seen)

    statements(1)
    # A staging table is used from a hundred facts on, so a few statements more.
    assert statements(120) - statements(2) < 8

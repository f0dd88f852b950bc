"""Recording a sample: by whom, of whom, and what has to be said."""

import uuid

import pytest

from monitoring import services
from monitoring.models import Sample, TestOrder
from monitoring.vocabulary import Kind, Level, Method, OrderState, RecordCheck, Taking, Verdict
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.records import State
from supervision.ground.subjects import Kind as SubjectKind
from tests import make
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def kinds_told(sample):
    return sorted(Fact.objects.live().of_source(sample).values_list("kind", flat=True))


def test_a_submitted_sample_goes_to_the_laboratory_under_a_blind_code(cast):
    sample = making.sample()
    order = TestOrder.objects.get(sample=sample)
    assert (order.laboratory, order.product, order.state) == (making.laboratory(), sample.product, OrderState.WAITING)
    assert order.results.count() == 2
    assert sample.number not in order.code
    assert GUANGXIN not in order.code


def test_a_draft_stays_where_it_is(cast):
    sample = making.sample(submit=False, record_check="", laboratory=None, analytes=[])
    assert sample.state == State.DRAFT
    assert not TestOrder.objects.filter(sample=sample).exists()


def test_the_timeline_says_what_was_done(cast):
    sample = making.sample(submit=False)
    services.submit_sample(sample, by=cast.guangxin.post)
    assert [act.verb for act in history.of(making.accepted(sample))] == ["审核通过", "提交抽样单", "保存抽样单草稿"]


def test_what_follows_from_the_subject_is_stamped(cast):
    farmer = make.subject(kind=SubjectKind.SMALLHOLDER)
    sample = making.sample(subject=farmer)
    assert (sample.smallholder, sample.counts_to_id, sample.region) == (True, GUANGXIN, farmer.region)


def test_the_tasks_level_kind_and_method_are_copied(cast):
    task = services.issue_task(
        by=cast.city.post, year=2021, name="省级例行监测第四季度", level=Level.PROVINCE, kind=Kind.SPECIAL,
        method=Method.QUANTITATIVE, first_day=making.DAY, deadline=making.DAY,
    )  # fmt: skip
    sample = making.sample(task=task)
    assert (sample.level, sample.kind) == (Level.PROVINCE, Kind.SPECIAL)
    with pytest.raises(RuleViolation, match="任务期限内") as late:
        making.sample(task=task, sampled_on=making.DAY.replace(day=13))
    assert late.value.field == "sampled_on"


def test_without_a_task_nobody_samples_for_a_higher_level(cast):
    with pytest.raises(RuleViolation, match="不能高于本级"):
        making.sample(by=cast.township.post, level=Level.COUNTY)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"record_check": ""}, "record_check"),
        ({"record_check": RecordCheck.IRREGULAR}, "record_remark"),
        ({"laboratory": None}, "laboratory"),
        ({"analytes": []}, "analytes"),
        ({"analytes": ["NONE1"]}, "analytes"),
        ({"sampled_on": making.DAY.replace(year=2022)}, "sampled_on"),
        ({"kind": Kind.SUPERVISION}, "sampler_2"),
    ],
)
def test_a_rule_names_its_field_and_nothing_is_recorded(cast, changes, field):
    with pytest.raises(RuleViolation) as refused:
        making.sample(**changes)
    assert refused.value.field == field
    assert not Sample.objects.exists()


def test_a_double_click_is_one_sample(cast):
    key, subject = uuid.uuid4(), make.subject()
    first = making.sample(subject=subject, client_key=key)
    assert making.sample(subject=subject, client_key=key) == first
    assert TestOrder.objects.count() == 1


def test_the_neighbour_may_not_sample_here(cast):
    with pytest.raises(RuleViolation, match="辖区"):
        making.sample(by=cast.xinzhou.post)
    with pytest.raises(Forbidden):
        making.sample(by=cast.lab_tester.post)


def test_facts_are_told_when_accepted_and_taken_back_when_void(cast):
    sample = making.sample()
    assert kinds_told(sample) == []
    making.accepted(sample)
    assert kinds_told(sample) == ["monitoring.sampled"]
    taken_over = Sample.objects.get(pk=sample.pk)
    with pytest.raises(RuleViolation, match="不能作废自己填报"):
        services.void_sample(taken_over, by=cast.guangxin.post, why="重复登记")
    assert kinds_told(sample) == ["monitoring.sampled"]
    services.void_sample(taken_over, by=cast.reviewer.post, why="重复登记")
    assert kinds_told(sample) == []
    assert TestOrder.objects.get(sample=sample).state == OrderState.CLOSED


def test_returned_corrected_and_accepted_it_is_told_again(cast):
    sample = making.accepted(making.sample())
    with pytest.raises(RuleViolation, match="不能退回自己填报"):
        services.return_sample(sample, by=cast.guangxin.post, why="批号有误")
    services.return_sample(sample, by=cast.reviewer.post, why="批号有误")
    assert kinds_told(sample) == []
    services.correct_sample(sample, by=cast.guangxin.post, version=sample.version, batch="20211012")
    services.submit_sample(sample, by=cast.guangxin.post)
    making.accepted(sample)
    assert kinds_told(sample) == ["monitoring.sampled"]
    assert TestOrder.objects.filter(sample=sample).count() == 1


def test_what_the_laboratory_works_on_stands_still(cast):
    sample = making.sample()
    order = TestOrder.objects.get(sample=sample)
    services.receive_order(order, by=cast.lab_tester.post, version=1)
    services.return_sample(sample, by=cast.guangxin.post, why="批号有误")
    with pytest.raises(RuleViolation, match="实验室已接收"):
        services.correct_sample(sample, by=cast.guangxin.post, version=sample.version, analytes=[making.code("铅")])


def test_a_refusal_counts_and_is_told_at_once(cast):
    sample = making.sample(
        taking=Taking.REFUSED, refusal_why="告知后果后仍拒绝", witness="村干部", analytes=[], laboratory=None
    )
    assert (sample.verdict, kinds_told(sample)) == (Verdict.NONE, ["monitoring.refused"])
    assert list(Sample.objects.unhandled()) == [sample]


def test_the_same_batch_is_not_supervised_twice_by_a_lower_level(cast):
    making.certified()
    subject = make.subject()
    supervised = {
        "kind": Kind.SUPERVISION, "batch": "B1", "seal": "F1", "price": 12, "subject": subject,
        "sampler_1": "甲", "card_1": "1", "sampler_2": "乙", "card_2": "2",
    }  # fmt: skip
    making.sample(by=cast.city.post, level=Level.CITY, **supervised)
    with pytest.raises(RuleViolation, match="不得重复抽查") as refused:
        making.sample(level=Level.COUNTY, **supervised)
    assert refused.value.field == "batch"
    assert making.sample(level=Level.COUNTY, **(supervised | {"batch": "B2"}))

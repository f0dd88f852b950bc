"""A verified report is corrected by a new version: by a second person, and to lift a failure by the orderer too."""

import pytest
from django.db import Error, IntegrityError, transaction

from monitoring import services
from monitoring.models import Correction, Handling, Result, Retest
from monitoring.vocabulary import CorrectionState, Kind, Verdict
from supervision.ground import files, history
from supervision.ground.acts import Act
from supervision.ground.errors import Forbidden, RuleViolation, StaleEdit
from supervision.ground.facts import Fact, Severity
from supervision.ground.notices import NoticeReceipt
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


def live(sample):
    return sorted(Fact.objects.live().of_source(sample).values_list("kind", flat=True))


@pytest.fixture
def failed(cast):
    return making.failed()


@pytest.fixture
def asked(failed):
    """One that would lift the failure, checked, waiting for the city."""
    return making.checked(making.corrected(failed, 腐霉利="0.61"))


def test_a_failure_found_later_stands_with_the_second_person(cast):
    sample = making.accepted(making.tested(making.sample(), 腐霉利="0.61"))
    entered = making.corrected(sample, papers=False, 腐霉利="6.1")
    assert (fresh(sample).verdict, live(sample)) == (Verdict.PASS, ["monitoring.sampled"])
    making.checked(entered)
    assert (fresh(entered).state, fresh(sample).verdict) == (CorrectionState.DONE, Verdict.FAIL)
    assert live(sample) == ["monitoring.failed", "monitoring.sampled"]
    assert fresh(sample).failed_items == "腐霉利 6.1 mg/kg"


def test_what_lifts_a_failure_waits_for_consent_and_the_verdict_stands(asked, failed):
    assert (asked.state, asked.asked_of) == (CorrectionState.CONSENT, "city")
    assert (fresh(failed).verdict, live(failed)) == (Verdict.FAIL, ["monitoring.failed", "monitoring.sampled"])
    assert [row.shown for row in Result.objects.in_force().filter(order=asked.order, value__gt=0)] == ["6.1 mg/kg"]


def test_consented_it_is_judged_anew_and_the_first_report_stays(cast, asked, failed):
    services.consent_correction(fresh(asked), by=cast.reviewer.post, version=asked.version)
    assert (fresh(failed).verdict, live(failed)) == (Verdict.PASS, ["monitoring.sampled"])
    order = asked.order
    assert [row.shown for row in order.results.in_force().filter(value__gt=0)] == ["0.61 mg/kg"]
    assert [row.shown for row in order.results.reported().filter(value__gt=0)] == ["6.1 mg/kg"]
    assert (fresh(asked).before, fresh(asked).after) == ("不合格（腐霉利 6.1 mg/kg）", "合格")


def test_without_the_original_record_no_failure_is_lifted(failed):
    with pytest.raises(RuleViolation, match="原始记录") as refused:
        making.corrected(failed, papers=False, 腐霉利="0.61")
    assert refused.value.field == "originals"
    assert not Correction.objects.exists()


def test_a_removed_original_record_is_asked_for_when_it_is_checked(cast, failed):
    entered = making.corrected(failed, 腐霉利="0.61")
    with history.acting(cast.lab_tester.post, "移除"):
        files.of(entered).update(removed_at="2021-12-20T00:00Z")
    with pytest.raises(RuleViolation, match="须有原始记录"):
        making.checked(entered)


def test_refused_the_failure_stands_and_another_may_be_entered(cast, asked, failed):
    services.refuse_correction(fresh(asked), by=cast.city.post, version=asked.version, why="谱图与数值不符")
    assert (fresh(failed).verdict, fresh(asked).refused_why) == (Verdict.FAIL, "谱图与数值不符")
    assert making.corrected(failed, 腐霉利="0.062").edition == 3


def test_one_at_a_time(failed):
    making.corrected(failed, 腐霉利="0.61")
    with pytest.raises(RuleViolation, match="已有一份更正"):
        making.corrected(failed, 腐霉利="0.62")


def test_nothing_changed_is_no_correction(failed):
    with pytest.raises(RuleViolation, match="没有需要更正"):
        making.corrected(failed, 腐霉利="6.1")


def test_a_reason_is_asked(cast, failed):
    with pytest.raises(RuleViolation, match="更正原因"):
        services.correct_results(failed.order, by=cast.lab_tester.post, version=failed.order.version, lines={}, why=" ")


def test_a_failing_item_less_needs_consent_though_the_sample_still_fails(cast):
    sample = making.accepted(making.tested(making.sample(), 腐霉利="6.1", 毒死蜱="0.05"))
    assert sample.banned
    entered = making.checked(making.corrected(sample, 毒死蜱=None))
    assert (entered.state, fresh(sample).banned) == (CorrectionState.CONSENT, True)
    day = sample.verdict_on
    services.consent_correction(fresh(entered), by=cast.city.post, version=entered.version)
    fact = Fact.objects.live().of_source(sample).get(kind="monitoring.failed")
    assert (fresh(sample).banned, fact.severity, fact.on) == (False, Severity.NORMAL, day)


def test_what_was_begun_goes_on_and_its_people_are_told(cast, asked, failed):
    handling = services.open_handling(by=cast.guangxin.post, sample=failed)
    services.consent_correction(fresh(asked), by=cast.reviewer.post, version=asked.version)
    assert Handling.objects.live().filter(pk=handling.pk).exists()
    told = NoticeReceipt.objects.filter(post=cast.guangxin.post.pk, notice__title="检测结论已更正").get().notice
    assert handling.number in told.body


def test_the_laboratory_hears_of_no_subject(cast, asked, failed):
    services.consent_correction(fresh(asked), by=cast.reviewer.post, version=asked.version)
    heard = NoticeReceipt.objects.filter(post__organisation=asked.order.laboratory).select_related("notice")
    texts = " ".join(f"{one.notice.title} {one.notice.body} {one.notice.link}" for one in heard)
    assert asked.order.code in texts
    for secret in (failed.subject.name, failed.number, f"samples/{failed.pk}", failed.region.name):
        assert secret not in texts


def test_both_ends_of_the_day_are_told_whose_turn_it_is(cast, asked):
    titles = NoticeReceipt.objects.filter(post=cast.city.post.pk).values_list("notice__title", flat=True)
    assert "检测结果更正待同意" in titles
    assert not NoticeReceipt.objects.filter(post=cast.guangxin.post.pk).exists()


def test_judged_by_the_lists_of_the_sampling_day(cast):
    early = making.DAY.replace(month=6)
    sample = making.accepted(making.tested(making.sample(sampled_on=early), 腐霉利="0.1"))
    making.checked(making.corrected(sample, papers=False, 腐霉利="1.3"))
    line = Result.objects.in_force().get(order__sample=sample, analyte__name="腐霉利")
    assert (fresh(sample).verdict, "GB 2763-2019" in line.why) == (Verdict.FAIL, True)


def test_own_testing_is_consented_by_its_county(cast):
    sample = making.failed(kind=Kind.SELF)
    asked = making.checked(making.corrected(sample, 腐霉利="0.61"))
    assert asked.asked_of == "county"
    with pytest.raises(Forbidden, match="不由本级"):
        services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version)
    services.consent_correction(fresh(asked), by=cast.guangxin.post, version=asked.version)
    assert fresh(sample).verdict == Verdict.PASS


def test_the_database_keeps_versions_apart(cast, asked, failed):
    order = asked.order
    for attempt in (
        lambda: Result.objects.filter(correction=asked).update(verified=True),
        lambda: Correction.objects.filter(pk=asked.pk).update(state="done"),
        lambda: order.results.reported().update(value="0.1"),
        lambda: order.results.reported().delete(),
    ):
        with pytest.raises((Error, IntegrityError)), transaction.atomic(), history.acting(None, "试图修改"):
            attempt()
    services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version)
    for attempt in (
        lambda: Correction.objects.filter(pk=asked.pk).update(why="另一个原因"),
        lambda: Result.objects.filter(correction=asked).delete(),
    ):
        with pytest.raises(Error, match="不能修改"), transaction.atomic(), history.acting(None, "试图修改"):
            attempt()


def test_a_void_sample_is_not_corrected(cast, asked, failed):
    services.ask_void(fresh(failed), by=cast.guangxin.post, why="抽错了")
    services.void_sample(fresh(failed), by=cast.reviewer.post, why="抽错了")
    with pytest.raises(RuleViolation, match="已作废"):
        services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version)
    services.refuse_correction(fresh(asked), by=cast.city.post, version=asked.version, why="样品已作废")
    assert fresh(asked).state == CorrectionState.REFUSED


def test_a_stale_page_is_refused(cast, asked):
    with pytest.raises(StaleEdit):
        services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version - 1)


def test_a_retest_decides_over_the_first_laboratory(cast, failed):
    """Its report is corrected; the verdict stays the retest's."""
    made = making.DAY
    with history.acting(cast.city.post, "登记"):
        Retest.objects.create(
            sample=failed, notified_on=made, applied_on=made, due_on=made, concluded_on=made, verdict=Verdict.FAIL,
            region=failed.region, county=failed.county, state="submitted", number="FJ-1", made_by=cast.guangxin.post,
            made_at="2021-10-12T00:00Z",
        )  # fmt: skip
    asked = making.checked(making.corrected(failed, 腐霉利="0.61"))
    services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version)
    assert fresh(failed).verdict == Verdict.FAIL
    assert asked.order.results.in_force().get(analyte__name="腐霉利").shown == "0.61 mg/kg"


def test_every_act_says_who_and_why(cast, asked):
    services.consent_correction(fresh(asked), by=cast.city.post, version=asked.version)
    acts = Act.objects.filter(register="monitoring.testorder", record=asked.order_id).order_by("id")
    assert [(act.verb, act.why) for act in acts][-3:] == [
        (verb, "称样量录入错误") for verb in ("录入更正", "复核更正", "同意更正")
    ]

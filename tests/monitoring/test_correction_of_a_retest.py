"""The report of a 复检 is corrected as a first one: by two of its laboratory; to lift a failure by the orderer too."""

import pytest
from django.db import Error, connection, transaction
from django.urls import reverse

from monitoring import services
from monitoring.models import Correction, Result, Retest, Sample
from monitoring.vocabulary import CorrectionState, RetestState, Verdict
from supervision.ground import history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import Role
from tests.monitoring import making
from tests.monitoring.test_retest import TOLD, commissioned

pytestmark = pytest.mark.django_db
METHOD = {"method": "GB 23200.113-2018"}


def fresh(row):
    return type(row)._default_manager.get(pk=row.pk)


@pytest.fixture
def second(cast):
    """(the concluded retest, its tester, its verifier), by the amount found again."""

    def conclude(amount):
        sample = making.served(making.failed_supervision(), TOLD)
        retest, tester, verifier = commissioned(sample, cast)
        making.judged(retest.order, tester=tester, verifier=verifier, 腐霉利=amount)
        end()
        return fresh(retest), tester, verifier

    return conclude


def entered(retest, by, amount, **more):
    order = fresh(retest.order)
    lines = {making.code("腐霉利"): making.line(amount) | METHOD | more.pop("line", {})}
    given = {"why": "称样量录入错误", "originals": making.originals()} | more
    return services.correct_results(order, by=by, version=order.version, lines=lines, **given)


def checked(correction, by):
    row = fresh(correction)
    return services.check_correction(row, by=by, version=row.version)


def end():
    """What is asked at the end of a transaction is asked now: the deeds of the test are several."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def written(model, pk, **changes):
    """Past the services, up to the end of the transaction."""
    with history.acting(None, "测试"):
        model.objects.filter(pk=pk).update(**changes)
    end()


def test_a_failure_found_later_stands_with_the_second_person(second):
    retest, tester, verifier = second("0.61")
    sample = fresh(retest.sample)
    assert (retest.verdict, sample.verdict) == (Verdict.PASS, Verdict.PASS)
    made = entered(retest, tester, "5.9", originals=None)
    assert (fresh(retest).verdict, fresh(sample).verdict) == (Verdict.PASS, Verdict.PASS)
    checked(made, verifier)
    retest, sample = fresh(retest), fresh(sample)
    assert (retest.verdict, retest.second, retest.state) == (Verdict.FAIL, "腐霉利 5.9 mg/kg", RetestState.DONE)
    assert (sample.verdict, sample.failed_items) == (Verdict.FAIL, "腐霉利 5.9 mg/kg")
    assert Fact.objects.live().of_source(sample).filter(kind="monitoring.failed").exists()
    assert [row.shown for row in Result.objects.filter(order__retest=retest).reported()] == ["0.61 mg/kg"]


def test_what_lifts_a_failure_waits_for_who_ordered_it(cast, second):
    retest, tester, verifier = second("5.9")
    asked = checked(entered(retest, tester, "0.61"), verifier)
    assert (asked.state, asked.asked_of) == (CorrectionState.CONSENT, "city")
    assert (fresh(retest).verdict, fresh(retest.sample).verdict) == (Verdict.FAIL, Verdict.FAIL)
    with pytest.raises(Forbidden):
        services.consent_correction(fresh(asked), by=cast.guangxin_admin.post, version=asked.version)
    services.consent_correction(fresh(asked), by=cast.reviewer.post, version=asked.version)
    sample = fresh(retest.sample)
    assert (fresh(retest).verdict, sample.verdict, sample.failed_items) == (Verdict.PASS, Verdict.PASS, "")
    assert not Fact.objects.live().of_source(sample).filter(kind="monitoring.failed").exists()


def test_without_the_original_record_no_failure_is_lifted(second):
    retest, tester, _ = second("5.9")
    with pytest.raises(RuleViolation, match="原始记录"):
        entered(retest, tester, "0.61", originals=None)


def test_not_checked_by_who_entered_it_under_another_post_either(second):
    retest, tester, _ = second("0.61")
    made = entered(retest, tester, "5.9")
    other = making.another_post(tester, Role.LAB_VERIFIER)
    with pytest.raises(RuleViolation, match="录入人以外的人复核"):
        checked(made, other)


def test_not_by_the_laboratory_that_tested_first(cast, second):
    retest, *_ = second("0.61")
    with pytest.raises(Forbidden):
        entered(retest, cast.lab_tester.post, "5.9")
    page = reverse("monitoring:testorders-correct", args=[retest.order.pk])
    assert cast.lab_tester.get(page).status_code == 404


@pytest.mark.parametrize("method", ["酶抑制率法", ""])
def test_never_by_a_rapid_method(second, method):
    retest, tester, _ = second("0.61")
    with pytest.raises(RuleViolation, match=r"检测方法|快速检测"):
        entered(retest, tester, "5.9", line={"method": method})
    assert not Correction.objects.exists()


def test_the_database_changes_a_conclusion_by_a_correction_only(second):
    retest, *_ = second("5.9")
    with pytest.raises(Error, match="复检已有结论"), transaction.atomic():
        written(Retest, retest.pk, verdict=Verdict.PASS)


def test_the_database_lifts_no_failure_without_consent_once_it_was_corrected(second):
    retest, tester, verifier = second("0.61")
    checked(entered(retest, tester, "5.9"), verifier)
    with pytest.raises(Error, match="不合格的结论只能"), transaction.atomic():
        written(Sample, retest.sample_id, verdict=Verdict.PASS)

"""复检: in time, by another laboratory, and its verdict decides."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Retest, Sample
from monitoring.vocabulary import Rapid, Verdict
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import Organisation, OrganisationKind
from supervision.ground.records import State
from tests.monitoring import making

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("dates", "field"),
    [
        ({"notified_on": dt.date(9999, 12, 31)}, "notified_on"),
        ({"notified_on": dt.date(2021, 12, 21)}, "notified_on"),
        ({"applied_on": dt.date(2021, 10, 1)}, "applied_on"),
    ],
)
def test_dates_out_of_order_are_refused_at_their_field(cast, dates, field):
    given = {"notified_on": dt.date(2021, 10, 20), "applied_on": dt.date(2021, 10, 21)} | dates
    with pytest.raises(RuleViolation) as refused:
        services.apply_retest(by=cast.guangxin.post, sample=making.failed(), **given)
    assert refused.value.field == field


TOLD = dt.date(2021, 11, 1)


@pytest.fixture
def other(cast):
    place = cast.city.post.region
    return Organisation.objects.create(name="市检测中心", kind=OrganisationKind.LABORATORY, region=place)


def apply(sample, by, **changes):
    given = {"notified_on": TOLD, "applied_on": TOLD + dt.timedelta(3)} | changes
    return services.apply_retest(by=by, sample=sample, **given)


def test_on_its_pages(cast, other):
    sample = making.failed()
    form = {"sample": sample.pk, "notified_on": TOLD, "applied_on": TOLD, "laboratory": other.pk, "submit": "1"}
    page = reverse("monitoring:retests-new")
    assert cast.xinzhou.post_to(page, form).status_code == 422
    assert cast.guangxin.post_to(page, form | {"applied_on": "2021-12-01"}).status_code == 422
    assert cast.guangxin.post_to(page, form).status_code == 302
    retest = Retest.objects.get()
    detail = reverse("monitoring:retests-detail", args=[retest.pk])
    assert (cast.guangxin.get(detail).status_code, cast.xinzhou.get(detail).status_code) == (200, 404)
    cast.guangxin.post_to(reverse("monitoring:retests-act", args=[retest.pk, "pass"]), {"version": retest.version})
    assert Sample.objects.get(pk=sample.pk).verdict == Verdict.PASS
    with pytest.raises(RuleViolation, match="不能作废"):
        services.void_retest(Retest.objects.get(), by=cast.guangxin.post, why="误操作")


def test_a_laboratory_has_to_be_named_before_it_is_submitted(cast, other):
    retest = apply(making.failed(), cast.guangxin.post, submit=False)
    with pytest.raises(RuleViolation, match="复检机构"):
        services.submit_retest(retest, by=cast.guangxin.post)
    services.correct_retest(retest, by=cast.guangxin.post, version=1, laboratory=other)
    assert services.submit_retest(retest, by=cast.guangxin.post).state == State.SUBMITTED


def test_its_verdict_decides_and_the_failure_is_taken_back(cast, other):
    retest = apply(making.failed(), cast.guangxin.post, laboratory=other)
    services.conclude_retest(retest, by=cast.guangxin.post, verdict=Verdict.PASS, report="FJ-1")
    sample = Sample.objects.get()
    assert (sample.verdict, sample.failed_items) == (Verdict.PASS, "")
    assert "monitoring.failed" not in Fact.objects.live().of_source(sample).values_list("kind", flat=True)


@pytest.mark.parametrize("verb", ["return", "void", "fail"])
def test_concluded_it_stands_with_the_laboratory_that_decided(cast, other, verb):
    retest = apply(making.failed(), cast.guangxin.post, laboratory=other)
    services.pass_retest(retest, by=cast.city.post)
    page = reverse("monitoring:retests-act", args=[retest.pk, verb])
    detail = reverse("monitoring:retests-detail", args=[retest.pk])
    assert page not in cast.city.get(detail).content.decode()
    answer = cast.city.post_to(page, {"version": retest.version, "why": "换一家机构"})
    assert (answer.status_code, "复检已有结论" in answer.content.decode()) == (422, True)
    retest.refresh_from_db()
    assert (retest.state, retest.verdict) == (State.SUBMITTED, Verdict.PASS)


def test_failed_again_on_a_later_day_it_is_the_fact_it_was(cast, other):
    sample = making.tested(making.sample(), 腐霉利="6.1")
    failures = Fact.objects.filter(kind="monitoring.failed")
    [told] = failures
    retest = apply(sample, cast.guangxin.post, laboratory=other)
    with clock.at(dt.date(2021, 12, 27)):
        services.conclude_retest(retest, by=cast.guangxin.post, verdict=Verdict.FAIL, report="FJ-1")
    assert Sample.objects.get().verdict_on == dt.date(2021, 12, 27)
    making.accepted(sample)
    assert list(failures.all()) == [told]


def test_five_days_under_the_law_of_2006_and_the_kinder_reading_until_checked(cast):
    """ "五日" from a Monday: Saturday by the calendar, the next Monday in workdays."""
    sample = making.failed()
    with pytest.raises(RuleViolation, match="期限") as late:
        apply(sample, cast.guangxin.post, applied_on=TOLD + dt.timedelta(8))
    assert late.value.field == "applied_on"
    first = TOLD + dt.timedelta(5)
    between = apply(sample, cast.guangxin.post, applied_on=TOLD + dt.timedelta(7), submit=False)
    assert (between.due_on, "先予受理" in between.remark) == (first, True)
    services.void_retest(between, by=cast.guangxin.post, why="重新登记")
    in_time = apply(sample, cast.guangxin.post, applied_on=first, submit=False)
    assert (in_time.due_on, "先予受理" in in_time.remark, "待核对" in in_time.remark) == (first, False, True)


@pytest.mark.parametrize(
    ("product", "sampled_on", "found", "days"),
    [
        # 5 workdays from Wednesday 1 December, or 7: what failed counts, not the animal it was found in.
        ("LIV001", dt.date(2021, 11, 20), {"恩诺沙星": "0.3"}, 9),
        ("LIV001", dt.date(2021, 11, 20), {"氟苯尼考": "0.3", "氟苯尼考胺": "0.3"}, 9),
    ],
)
def test_drugs_have_the_veterinary_term(cast, product, sampled_on, found, days):
    codes = [making.code(name) for name in found]
    sample = making.accepted(
        making.tested(making.sample(product=product, sampled_on=sampled_on, analytes=codes), **found)
    )
    told = dt.date(2021, 12, 1)
    in_time = apply(sample, cast.guangxin.post, notified_on=told, applied_on=told, submit=False)
    assert in_time.due_on == told + dt.timedelta(days)


def test_lead_in_pork_has_the_ordinary_term(cast):
    with clock.at(dt.date(2023, 12, 20)):
        pork = making.sample(product="LIV001", sampled_on=dt.date(2023, 11, 20), analytes=[making.code("铅")])
        sample = making.accepted(making.tested(pork, 铅="0.5"))
        told = dt.date(2023, 12, 1)
        row = apply(sample, cast.guangxin.post, notified_on=told, applied_on=told, submit=False)
        assert (row.due_on, row.remark) == (dt.date(2023, 12, 8), "")


def test_not_by_the_laboratory_that_tested_first(cast):
    with pytest.raises(RuleViolation, match="不得是初检机构"):
        apply(making.failed(), cast.guangxin.post, laboratory=making.laboratory())


def test_a_rapid_test_has_no_retest(cast):
    with pytest.raises(RuleViolation, match="定量检测不合格"):
        apply(making.accepted(making.rapid(result=Rapid.POSITIVE)), cast.guangxin.post)

"""复检: after 监督抽查 only, in time from the served result, answered above who is judged, by another laboratory."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import Result, Retest, Sample, TestOrder
from monitoring.offers import TODOS
from monitoring.services import retests
from monitoring.vocabulary import Kind, Level, OrderState, Place, RetestState, Verdict
from supervision.ground import clock, history
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact
from supervision.ground.people import Role
from supervision.models import Subject
from tests.monitoring import making

pytestmark = pytest.mark.django_db
TOLD = dt.date(2021, 11, 1)  # a Monday
FOUND = dt.date(2021, 11, 3)


def apply(sample, by, on=FOUND, **changes):
    with clock.at(changes.pop("entered", on)):
        given = {"applied_on": on, "why": "样品不是本社的"} | changes
        return services.apply_retest(by=by, sample=sample, **given)


@pytest.fixture
def sample(cast):
    return making.served(making.failed_supervision(), TOLD)


def commissioned(sample, cast):
    home, tester, verifier = making.second_laboratory()
    retest = apply(sample, cast.guangxin.post)
    services.accept_retest(retest, by=cast.guangxin_admin.post)
    services.commission_retest(Retest.objects.get(), by=cast.guangxin_admin.post, laboratory=home)
    return Retest.objects.get(), tester, verifier


def concluded(sample, cast, **found):
    retest, tester, verifier = commissioned(sample, cast)
    making.judged(retest.order, tester=tester, verifier=verifier, **found)
    return Retest.objects.get()


def test_the_second_report_decides_and_both_stay(cast, sample):
    retest = concluded(sample, cast)
    sample.refresh_from_db()
    assert (retest.state, retest.verdict, sample.verdict) == (RetestState.DONE, Verdict.PASS, Verdict.PASS)
    assert (sample.failed_items, sample.banned) == ("", False)
    first = Result.objects.get(order__sample=sample, analyte__name="腐霉利")
    second = Result.objects.get(order__retest=retest)
    assert (first.verdict, second.verdict, second.analyte_id) == (Verdict.FAIL, Verdict.PASS, first.analyte_id)
    assert "monitoring.failed" not in Fact.objects.live().of_source(sample).values_list("kind", flat=True)
    page = cast.guangxin.get(reverse("monitoring:samples-detail", args=[sample.pk])).content.decode()
    assert "6.1 mg/kg" in page and "复检结果（市检测中心" in page


def test_failed_again_on_a_later_day_it_is_the_fact_it_was(cast, sample):
    [told] = Fact.objects.filter(kind="monitoring.failed")
    retest = concluded(sample, cast, 腐霉利="5.9")
    sample.refresh_from_db()
    assert (retest.verdict, sample.verdict, sample.failed_items) == (Verdict.FAIL, Verdict.FAIL, "腐霉利 5.9 mg/kg")
    assert list(Fact.objects.filter(kind="monitoring.failed")) == [told]


def test_a_second_report_that_cannot_judge_leaves_the_first(cast, sample):
    retest, tester, verifier = commissioned(sample, cast)
    order = retest.order
    services.receive_order(order, by=tester, version=order.version)
    line = {"found": "nd", "lod": 50, "unit": "mg/kg", "method": "GB 23200.113-2018"}
    line["sure"] = "检出限高于限量（5 mg/kg）"
    lines = {making.code("腐霉利"): line}
    services.enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    order = TestOrder.objects.get(pk=order.pk)
    services.confirm_result(order, by=verifier, version=order.version)
    sample.refresh_from_db()
    retest.refresh_from_db()
    assert (sample.verdict, sample.failed_items, retest.verdict) == (
        Verdict.FAIL, "腐霉利 6.1 mg/kg", Verdict.UNDETERMINED,
    )  # fmt: skip
    assert "仍按初检结果：腐霉利" in retest.second


def test_its_laboratory_has_seven_workdays_and_a_blind_code_of_its_own(cast, sample):
    retest, tester, _ = commissioned(sample, cast)
    order = retest.order
    assert order.code != sample.order.code
    with clock.at(dt.date(2021, 11, 10)):  # a Wednesday
        services.receive_order(order, by=tester, version=order.version)
    assert Retest.objects.get().report_due == dt.date(2021, 11, 19)


@pytest.mark.parametrize("method", ["酶抑制率法", "胶体金免疫层析", "GB/T 5009.199-2003", ""])
def test_never_by_a_rapid_method(cast, sample, method):
    retest, tester, verifier = commissioned(sample, cast)
    order = retest.order
    services.receive_order(order, by=tester, version=order.version)
    lines = {making.code("腐霉利"): making.line(None) | {"method": method}}
    services.enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    order = TestOrder.objects.get(pk=order.pk)
    with pytest.raises(RuleViolation, match=r"检测方法|快速检测"):
        services.confirm_result(order, by=verifier, version=order.version)
    assert Sample.objects.get(pk=sample.pk).verdict == Verdict.FAIL


def test_not_by_the_laboratory_that_tested_first_nor_without_its_right(cast, sample):
    retest = apply(sample, cast.guangxin.post)
    services.accept_retest(retest, by=cast.guangxin_admin.post)
    retest = Retest.objects.get()
    with pytest.raises(RuleViolation, match="不得是初检机构"):
        services.commission_retest(retest, by=cast.city.post, laboratory=making.laboratory())
    home, *_ = making.second_laboratory(able=False)
    with pytest.raises(RuleViolation, match="没有登记获证参数"):
        services.commission_retest(retest, by=cast.city.post, laboratory=home)
    lab = home.laboratories.get()
    making.able_for(lab, "毒死蜱")
    with pytest.raises(RuleViolation, match="腐霉利不在复检机构"):
        services.commission_retest(retest, by=cast.city.post, laboratory=home)
    assert not TestOrder.objects.filter(retest=retest).exists()


# --- who answers


def test_who_registered_it_does_not_answer_it_under_another_post_either(cast, sample):
    apply(sample, cast.guangxin.post)
    second = making.another_post(cast.guangxin.post, Role.COUNTY_ADMIN)
    for post in (cast.guangxin.post, second):
        with pytest.raises(RuleViolation, match=r"自己填报|登记人以外"):
            services.accept_retest(Retest.objects.get(), by=post)
        with pytest.raises(RuleViolation, match="登记人以外"):
            services.refuse_retest(Retest.objects.get(), by=post, why="不符合条件")


def test_a_county_does_not_answer_for_a_task_of_the_city(cast):
    sample = making.served(making.failed_supervision(level=Level.CITY, by=cast.city.post), TOLD)
    retest = apply(sample, cast.guangxin.post)
    with pytest.raises(RuleViolation, match="下达任务的一级"):
        services.accept_retest(retest, by=cast.guangxin_admin.post)
    assert services.accept_retest(Retest.objects.get(), by=cast.city.post).state == RetestState.ACCEPTED


def test_a_refusal_is_final_and_the_first_result_stands(cast, sample):
    retest = apply(sample, cast.guangxin.post)
    services.refuse_retest(retest, by=cast.city.post, why="样品已超过保质期")
    retest = Retest.objects.get()
    assert (retest.state, retest.refused_why) == (RetestState.REFUSED, "样品已超过保质期")
    for call in (services.accept_retest, services.submit_retest):
        with pytest.raises(RuleViolation):
            call(retest, by=cast.city.post)
    with pytest.raises(RuleViolation):
        services.void_retest(retest, by=cast.guangxin.post, why="重新申请")
    assert Sample.objects.get(pk=sample.pk).verdict == Verdict.FAIL


def test_the_subject_asks_for_itself_and_its_neighbour_does_not(cast):
    producer = cast.producer.post
    subject = Subject.objects.get(organisation=producer.organisation)
    sample = making.served(making.failed_supervision(subject=subject), TOLD)
    retest = apply(sample, producer)
    assert (retest.state, retest.asked_of) == (RetestState.SUBMITTED, "county")
    detail = reverse("monitoring:retests-detail", args=[retest.pk])
    seen = [getattr(cast, who).get(detail).status_code for who in ("producer", "guangxin", "xinzhou", "market")]
    assert seen == [200, 200, 404, 403]


def test_a_laboratory_and_a_township_may_not_ask(cast, sample):
    for who in (cast.lab_tester, cast.township):
        with pytest.raises(Forbidden):
            apply(sample, who.post)


# --- the term


def test_five_days_under_the_law_of_2006_and_the_kinder_reading_until_checked(cast, sample):
    """ "五日" from a Monday: Saturday by the calendar, the next Monday in workdays."""
    with pytest.raises(RuleViolation, match="期限") as late:
        apply(sample, cast.guangxin.post, TOLD + dt.timedelta(8))
    assert late.value.field == "applied_on"
    between = apply(sample, cast.guangxin.post, TOLD + dt.timedelta(7))
    assert (between.due_on, "先予受理" in between.remark) == (TOLD + dt.timedelta(5), True)


@pytest.mark.parametrize(
    ("found", "days"),
    # 5 workdays from Wednesday 1 December, or 7: what failed counts, not the animal it was found in.
    [({"恩诺沙星": "0.3"}, 9), ({"氟苯尼考": "0.3", "氟苯尼考胺": "0.3"}, 9)],
)
def test_drugs_have_the_veterinary_term(cast, found, days):
    row = making.supervised(
        product="LIV001", sampled_on=dt.date(2021, 11, 20), analytes=[making.code(name) for name in found]
    )
    told = dt.date(2021, 12, 1)
    with clock.at(told):
        sample = making.accepted(making.tested(row, **found))
    making.served(sample, told)
    assert apply(Sample.objects.get(pk=sample.pk), cast.guangxin.post, told).due_on == told + dt.timedelta(days)


@pytest.mark.parametrize(
    ("place", "days"),
    # From Wednesday 1 December: "五日" under the law of 2006; 7 workdays where food is on sale (FS21 art. 88).
    [(Place.BASE, 5), (Place.SLAUGHTERHOUSE, 5), (Place.WHOLESALE, 9), (Place.MARKET, 9), (Place.SUPERMARKET, 9)],
)
def test_what_is_on_sale_has_the_term_of_food(cast, place, days):
    row = making.supervised(sampled_on=dt.date(2021, 11, 20), place=place)
    told = dt.date(2021, 12, 1)
    with clock.at(told):
        sample = making.accepted(making.tested(row, 腐霉利="6.1"))
    making.served(sample, told)
    assert apply(Sample.objects.get(pk=sample.pk), cast.guangxin.post, told).due_on == told + dt.timedelta(days)


def test_nobody_dates_an_old_case_anew(cast):
    """A result of nine months ago, served today: taken in, but not answered by the county that it would help."""
    row = making.supervised(sampled_on=dt.date(2021, 2, 20))
    with clock.at(dt.date(2021, 3, 5)):
        sample = making.accepted(making.tested(row, 腐霉利="6.1"))
    today = dt.date(2021, 12, 20)
    sample = making.served(sample, today)
    retest = apply(sample, cast.guangxin.post, today)
    assert (retest.asked_of, "由市级受理" in retest.remark) == ("city", True)
    with pytest.raises(RuleViolation, match="市级"):
        services.accept_retest(retest, by=cast.guangxin_admin.post)
    assert services.accept_retest(Retest.objects.get(), by=cast.reviewer.post).state == RetestState.ACCEPTED


def test_an_application_entered_weeks_later_goes_above_too(cast, sample):
    retest = apply(sample, cast.guangxin.post, FOUND, entered=dt.date(2021, 11, 29))
    assert retest.asked_of == "city"


def test_the_day_of_service_is_recorded_once_and_not_before_the_result(cast):
    sample = making.failed_supervision()
    with pytest.raises(RuleViolation, match="登记结果送达"):
        apply(sample, cast.guangxin.post)
    for day in (dt.date(2021, 10, 19), dt.date(2021, 12, 21)):
        with pytest.raises(RuleViolation) as refused:
            services.serve_result(sample, by=cast.guangxin.post, told_on=day, told_how="hand")
        assert refused.value.field == "told_on"
    making.served(sample, TOLD)
    with pytest.raises(RuleViolation, match="不能重新登记"):
        making.served(sample, dt.date(2021, 12, 1))


# --- only after supervision


@pytest.mark.parametrize("kind", [Kind.ROUTINE, Kind.SURVEY, Kind.SPECIAL])
def test_risk_monitoring_has_none(cast, kind):
    with pytest.raises(RuleViolation, match="没有法定复检"):
        apply(making.failed(kind=kind), cast.guangxin.post)


def test_the_level_above_may_have_the_spare_sample_measured_by_two_people(cast):
    making.certified()
    sample = making.failed(subject=Subject.objects.get(organisation=cast.producer.post.organisation))
    with pytest.raises(RuleViolation, match="下达任务的一级"):
        services.remeasure(sample, by=cast.guangxin.post, why="结果存疑")
    retest = services.remeasure(sample, by=cast.city.post, why="结果存疑")
    with pytest.raises(RuleViolation, match=r"自己填报|登记人以外"):
        services.accept_retest(retest, by=cast.city.post)
    services.accept_retest(Retest.objects.get(), by=cast.reviewer.post)
    home, tester, verifier = making.second_laboratory()
    services.commission_retest(Retest.objects.get(), by=cast.reviewer.post, laboratory=home)
    making.judged(Retest.objects.get().order, tester=tester, verifier=verifier)
    assert not Retest.objects.visible_to(cast.producer.post).exists()
    assert (Sample.objects.get().verdict, str(Retest.objects.get())[:2]) == (Verdict.PASS, "复测")


# --- pages


def test_on_its_pages(cast, sample):
    form = {"sample": sample.pk, "applied_on": FOUND, "why": "不是本社的样品", "submit": "1", "late_why": "来信登记"}
    page = reverse("monitoring:retests-new")
    with clock.at(FOUND):
        assert cast.xinzhou.post_to(page, form).status_code == 422
        assert cast.guangxin.post_to(page, form | {"applied_on": "2021-12-01"}).status_code == 422
        assert cast.guangxin.post_to(page, form).status_code == 302
    retest = Retest.objects.get()
    act, detail = (
        reverse("monitoring:retests-act", args=[retest.pk, "accept"]),
        reverse("monitoring:retests-detail", args=[retest.pk]),
    )
    assert (cast.guangxin.get(detail).status_code, cast.xinzhou.get(detail).status_code) == (200, 404)
    assert act not in cast.guangxin.get(detail).content.decode()
    assert cast.guangxin_admin.post_to(act, {"version": retest.version}).status_code == 302
    home, *_ = making.second_laboratory()
    step = reverse("monitoring:retests-step", args=[retest.pk, "commission"])
    retest.refresh_from_db()
    answer = cast.guangxin_admin.post_to(step, {"version": retest.version, "laboratory": home.pk})
    assert answer.status_code == 302
    assert TestOrder.objects.get(retest=retest).state == OrderState.WAITING


def test_its_laboratory_sees_the_order_and_never_the_sample(cast, sample):
    retest, tester, _ = commissioned(sample, cast)
    rows = TestOrder.objects.visible_to(tester)
    assert list(rows) == [retest.order]
    assert not Sample.objects.visible_to(tester).exists()
    assert not Retest.objects.visible_to(tester).exists()
    assert not TestOrder.objects.visible_to(cast.lab_tester.post).filter(retest=retest).exists()


def test_of_an_application_taken_back_nothing_is_tested(cast, sample):
    retest, *_ = commissioned(sample, cast)
    with pytest.raises(RuleViolation, match="不能再答复"):
        services.refuse_retest(retest, by=cast.city.post, why="已受理")
    services.void_retest(retest, by=cast.city.post, why="申请人撤回")
    assert TestOrder.objects.get(retest=retest).state == OrderState.CLOSED


def test_of_a_void_sample_nothing_is_measured_again(cast, sample):
    retest, *_ = commissioned(sample, cast)
    services.ask_void(Sample.objects.get(), by=cast.guangxin.post, why="抽错了主体")
    services.void_sample(Sample.objects.get(), by=cast.city.post, why="抽错了主体")
    retest.refresh_from_db()
    assert (retest.state, TestOrder.objects.get(retest=retest).state) == (RetestState.VOID, OrderState.CLOSED)


def test_what_an_earlier_release_took_in_goes_on_and_what_it_concluded_is_marked(cast, sample):
    made = dt.date(2021, 11, 2)
    given = {
        "sample": sample, "notified_on": TOLD, "applied_on": made, "due_on": made, "region": sample.region,
        "county": sample.county, "state": "submitted", "number": "FJ-1", "made_by": cast.guangxin.post,
        "made_at": "2021-11-02T00:00Z",
    }  # fmt: skip
    with history.acting(cast.guangxin.post, "登记"):
        row = Retest.objects.create(**given)
    counts = {todo.code: todo.rows(cast.guangxin_admin.post).count() for todo in TODOS if "retests_county" in todo.code}
    assert counts == {"retests_county": 1}
    services.accept_retest(row, by=cast.guangxin_admin.post)
    home, tester, verifier = making.second_laboratory()
    services.commission_retest(Retest.objects.get(), by=cast.guangxin_admin.post, laboratory=home)
    making.judged(Retest.objects.get().order, tester=tester, verifier=verifier)
    assert Retest.objects.get().verdict == Verdict.PASS


def test_what_an_earlier_release_concluded_stays_readable_and_is_marked(cast, sample):
    made = dt.date(2021, 11, 2)
    with history.acting(cast.guangxin.post, "登记"):
        row = Retest.objects.create(
            sample=sample, notified_on=TOLD, applied_on=made, due_on=made, region=sample.region, county=sample.county,
            state="submitted", number="FJ-1", made_by=cast.guangxin.post, made_at="2021-11-02T00:00Z",
            concluded_on=made, verdict=Verdict.FAIL, report="FJ-9",
        )  # fmt: skip
    page = cast.guangxin.get(reverse("monitoring:retests-detail", args=[row.pk])).content.decode()
    assert "升级前" in page and "FJ-9" in page
    for verb in ("accept", "return", "refuse", "void", "commission"):
        assert "已有结论" in retests.LIFE.why_not(verb, row, cast.city.post)

"""The numbers of all counties, each from one query, with what was left out and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from monitoring import figures, pace, services
from monitoring.models import Handling, Quota, Sample
from monitoring.offers import FIGURES
from monitoring.vocabulary import Action, Kind, Level, Place, RecordCheck, Taking
from supervision.ground import clock
from supervision.ground.measures import Period
from supervision.ground.records import State
from supervision.ground.subjects import Kind as SubjectKind
from tests import make
from tests.cast import GUANGXIN, SHAXI, XINZHOU
from tests.monitoring import making

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2021)
REFUSAL = {"taking": Taking.REFUSED, "refusal_why": "拒绝", "witness": "村干部", "analytes": [], "laboratory": None}


def many(*rows):
    return services.record_samples(rows, by=making.system(), state=State.ACCEPTED)


@pytest.fixture
def subject(cast):
    """Of the county whose laboratory has both certificates."""
    making.certified()
    return make.subject()


def test_all_twelve_counties_are_always_there(cast):
    for indicator in FIGURES:
        measures = indicator.compute(YEAR, {})
        assert len(measures) == 12
        assert all(measure.value is not None or measure.not_applicable for measure in measures.values()), indicator.code
    for card in (figure.card for figure in FIGURES if figure.shown):
        assert len(card.figures(YEAR)) == 12


def test_completion_counts_accepted_quantitative_samples_against_the_quota(subject):
    counted, own, foreign = many(
        making.row(subject), making.row(subject, kind=Kind.SELF), making.row(make.subject(at=SHAXI))
    )
    waiting = making.sample(subject=subject)
    refused = making.accepted(making.sample(subject=subject, **REFUSAL))
    measure = figures.completion(YEAR)[GUANGXIN]
    assert (measure.counted, measure.denominator) == ([counted.pk], 1123)
    assert dict(measure.left_out) == {own.pk: "委托自检不计入", waiting.pk: "尚未审核", refused.pk: "没有取得样品"}
    assert figures.completion(YEAR)[XINZHOU].counted == [foreign.pk]


def test_which_levels_and_kinds_count_is_a_parameter(subject):
    county, city = many(making.row(subject), making.row(subject, level=Level.CITY, kind=Kind.SPECIAL))
    compute = next(i for i in FIGURES if i.code == "quantitative_completion").compute
    assert compute(YEAR, {})[GUANGXIN].counted == [county.pk, city.pk]
    assert compute(YEAR, {"levels": [Level.CITY]})[GUANGXIN].counted == [city.pk]
    assert compute(YEAR, {"kinds": [Kind.ROUTINE]})[GUANGXIN].counted == [county.pk]


def test_an_adjusted_quota_counts(cast):
    row = Quota.objects.get(plan__year=2021, county=GUANGXIN)
    services.adjust_quota(row, by=cast.city.post, target=1000, why="区划调整")
    assert figures.completion(YEAR)[GUANGXIN].denominator == 1000


def test_a_year_without_a_plan_is_not_applicable(cast):
    assert all(measure.not_applicable for measure in figures.completion(Period.of_year(2019)).values())


def test_the_pass_rate_is_by_sample(subject):
    passed, failed, unjudged, open_ = many(
        making.row(subject) | making.report(腐霉利="1", 毒死蜱=None),
        making.row(subject) | making.report(腐霉利="6", 毒死蜱="0.5"),
        making.row(subject, product="GRA003") | making.report(腐霉利="1"),
        making.row(subject),
    )
    refused = making.accepted(making.sample(subject=subject, **REFUSAL))
    measure = figures.pass_rate(YEAR)[GUANGXIN]
    assert (measure.numerator, measure.denominator, measure.counted) == (1, 4, [passed.pk])
    assert dict(measure.left_out) == {
        failed.pk: "不合格",
        unjudged.pk: "各项目均无有效限量，不作判定",
        open_.pk: figures.OVERDUE,
        refused.pk: "拒绝抽样，按不合格计（待核）",
    }
    assert figures.pass_rate(YEAR, refusal_fails=False)[GUANGXIN].denominator == 3
    waiting = figures.pass_rate(YEAR, pending_days=None)[GUANGXIN]
    assert waiting.denominator == 3 and (open_.pk, "尚无检测结论") in waiting.left_out


def test_problems_of_upper_levels_stand_apart(subject):
    own, upper = many(
        making.row(subject) | making.report(腐霉利="6"),
        making.row(subject, level=Level.PROVINCE) | making.report(腐霉利="6"),
    )
    measure = figures.problems_found(YEAR)[GUANGXIN]
    assert (measure.value, measure.counted) == (1, [own.pk])
    assert measure.left_out == [(upper.pk, "上级监测发现，另行统计")]
    assert figures.problems_found(YEAR)[XINZHOU].value == 0


def test_handled_is_not_applicable_without_failures(cast, subject):
    assert figures.handled(YEAR)[GUANGXIN].not_applicable
    first, second = many(*[making.row(subject) | making.report(腐霉利="6") for _ in range(2)])
    services.open_handling(
        by=cast.guangxin.post, submit=True, sample=first, opened_on=making.DAY, notified_on=making.DAY,
        cause="用药不当", action=Action.CORRECT, no_case_why="首次轻微",
    )  # fmt: skip
    assert figures.handled(YEAR)[GUANGXIN].counted == [], "closed by one person, not yet confirmed"
    services.accept_handling(Handling.objects.get(), by=cast.guangxin_admin.post)
    measure = figures.handled(YEAR)[GUANGXIN]
    assert (measure.counted, measure.denominator) == ([first.pk], 1)
    assert measure.left_out == [(second.pk, "未到办结期限")]
    assert figures.handled(YEAR, not_due="missed")[GUANGXIN].denominator == 2


def test_the_sync_rate_asks_the_sampling_teams(subject):
    na = {"record_check": RecordCheck.NOT_APPLICABLE, "record_remark": "没有记录可查"}
    farmer = make.subject(kind=SubjectKind.SMALLHOLDER)
    checked, missed, market, town, free, asked = many(
        making.row(subject, record_check=RecordCheck.MISSING),
        making.row(subject, **na),
        making.row(subject, place=Place.MARKET, **na),
        making.row(subject, level=Level.TOWNSHIP),
        making.row(farmer, **na),
        making.row(farmer, record_check=RecordCheck.MISSING),
    )
    measure = figures.sync_rate(YEAR)[GUANGXIN]
    assert (measure.counted, measure.denominator) == ([checked.pk, asked.pk], 3)
    assert dict(measure.left_out) == {
        missed.pk: "基地抽样未核查生产记录", market.pk: "流通环节不适用", town.pk: "不是省、市、县抽样队的抽样",
        free.pk: "农户没有生产记录义务，填“不适用”的不计",
    }  # fmt: skip


def test_void_samples_are_in_no_figure(cast, subject):
    sample = making.failed(subject=subject)
    why = "抽错了主体，封样单和现场照片已核对"
    services.ask_void(Sample.objects.get(pk=sample.pk), by=cast.guangxin.post, why=why)
    services.void_sample(Sample.objects.get(pk=sample.pk), by=cast.city.post, why=why)
    assert figures.problems_found(YEAR)[GUANGXIN].value == 0
    assert figures.completion(YEAR)[GUANGXIN].counted == []
    assert figures.handled(YEAR)[GUANGXIN].not_applicable


@pytest.mark.parametrize("compute", [figures.completion, figures.pass_rate, figures.handled, figures.sync_rate])
def test_the_same_few_queries_for_all_counties(subject, compute):
    many(making.row(subject), making.row(make.subject(at=SHAXI)))
    with CaptureQueriesContext(connection) as seen:
        compute(YEAR)
    assert len(seen) <= 3


def test_target_actual_gap_and_pace(subject):
    many(making.row(subject))
    rows = pace.quota_rows(
        2021,
        today=clock.today(),
        quotas=lambda: Quota.objects.of_year(2021).with_target().filter(county=GUANGXIN).select_related("county"),
    )
    row = rows[0]
    assert (row.target, row.actual, row.gap) == (1123, 1, 1122)
    assert row.expected == 1123 * 354 // 365
    assert row.behind == row.expected - 1

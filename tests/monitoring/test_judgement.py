"""A banned pesticide where no limit fits: nobody is condemned by a gap in the list, and nothing is lost."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import figures, services
from monitoring.models import Sample
from monitoring.vocabulary import Verdict
from supervision.ground import clock
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.facts import Fact, Severity
from supervision.ground.measures import Period
from supervision.ground.records import State
from tests.cast import GUANGXIN
from tests.monitoring import making

pytestmark = pytest.mark.django_db
EARLY = {"product": "VEG018", "sampled_on": dt.date(2021, 3, 1)}


def suspect(*, by=None, level="county", **found):
    """Leek of March 2021: methamidophos is banned everywhere, the list has no limit for it."""
    codes = [making.code(name) for name in ("甲胺磷", "腐霉利")]
    sample = making.sample(**EARLY, analytes=codes, by=by, level=level)
    return making.accepted(making.tested(sample, **({"甲胺磷": "0.03"} | found)))


def told(sample):
    failures = Fact.objects.live().of_source(sample).filter(kind="monitoring.failed")
    return list(failures.values_list("severity", flat=True))


def test_it_waits_for_the_county_and_counts_nowhere(cast):
    making.certified()
    sample = suspect()
    assert (sample.verdict, sample.banned, sample.suspected_items) == (Verdict.UNDETERMINED, False, "甲胺磷 0.03 mg/kg")
    assert told(sample) == []
    assert list(Sample.objects.unjudged()) == [sample]
    with clock.at(dt.date(2021, 3, 10)):
        measure = figures.pass_rate(Period.of_year(2021))[GUANGXIN]
    assert dict(measure.left_out) == {sample.pk: "检出禁限用农药，待人工判定"}
    page = cast.guangxin_admin.get(reverse("monitoring:samples-detail", args=[sample.pk])).content.decode()
    assert "检出禁限用农药，待人工判定：甲胺磷" in page and "判定该项不合格" in page
    rows = cast.guangxin.get(reverse("monitoring:samples"), {"todo": "unjudged"}).context["rows"]
    assert [row["number"] for row in rows] == [sample.number]


def test_judged_as_failed_it_is_told_with_its_weight(cast):
    sample = suspect()
    address = reverse("monitoring:samples-act", args=[sample.pk, "judge-failed"])
    data = {"version": sample.version, "why": "GB 2763-2019 限量 0.05 之外的禁用农药，农业部公告第322号"}
    assert cast.xinzhou.post_to(address, data).status_code == 404
    assert cast.township.post_to(address, data).status_code == 403
    assert cast.guangxin_admin.post_to(address, data | {"why": ""}).status_code == 422
    assert cast.guangxin_admin.post_to(address, data).status_code == 302
    sample.refresh_from_db()
    assert (sample.verdict, sample.banned, sample.failed_items) == (Verdict.FAIL, True, "甲胺磷 0.03 mg/kg")
    assert sample.judged_why == data["why"]
    assert told(sample) == [Severity.SERIOUS]
    assert not Sample.objects.unjudged().exists()
    assert list(Sample.objects.unhandled()) == [sample]


def test_judged_as_passed_it_counts_as_passed(cast):
    sample = services.judge_passed(suspect(), by=cast.guangxin_admin.post, why="标准允许")
    assert (sample.verdict, sample.banned, told(sample)) == (Verdict.PASS, False, [])
    with pytest.raises(RuleViolation, match="没有待人工判定"):
        services.judge_failed(sample, by=cast.guangxin_admin.post, why="再判")


def test_beside_another_failure_it_still_waits(cast):
    sample = suspect(腐霉利="1")
    assert (sample.verdict, told(sample)) == (Verdict.FAIL, [Severity.NORMAL])
    assert list(Sample.objects.unjudged()) == [sample]
    services.judge_failed(sample, by=cast.guangxin_admin.post, why="公告第322号")
    assert told(sample) == [Severity.SERIOUS]
    assert sample.failed_items == "腐霉利 1 mg/kg，甲胺磷 0.03 mg/kg"


def test_the_other_failure_stays_when_the_item_is_allowed(cast):
    sample = services.judge_passed(suspect(腐霉利="1"), by=cast.guangxin_admin.post, why="标准允许")
    assert (sample.verdict, sample.failed_items, told(sample)) == (Verdict.FAIL, "腐霉利 1 mg/kg", [Severity.NORMAL])


def test_a_township_does_not_judge(cast):
    with pytest.raises(Forbidden):
        services.judge_passed(suspect(), by=cast.township.post, why="标准允许")


def test_many_at_once_are_judged_alike(cast):
    given = making.row(making.make.subject(), **EARLY) | making.report(甲胺磷="0.03", 腐霉利=None)
    [sample] = services.record_samples([given], by=making.system(), state=State.ACCEPTED)
    sample.refresh_from_db()
    assert (sample.verdict, sample.suspected_items) == (Verdict.UNDETERMINED, "甲胺磷 0.03 mg/kg")


def test_who_took_the_sample_does_not_judge_it_nor_a_county_what_was_ordered_above(cast):
    sample = suspect()
    second = making.another_post(cast.guangxin.post, "county_admin")
    for post in (cast.guangxin.post, second):
        with pytest.raises(RuleViolation, match="自己填报"):
            services.judge_passed(sample, by=post, why="标准允许")
    above = suspect(by=cast.city.post, level="city")
    with pytest.raises(RuleViolation, match="下达任务的一级"):
        services.judge_passed(above, by=cast.guangxin_admin.post, why="标准允许")
    assert services.judge_passed(above, by=cast.reviewer.post, why="标准允许").verdict == Verdict.PASS

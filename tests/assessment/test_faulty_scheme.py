"""A scheme with a mistake is not locked, and says all of them in sentences; an item that cannot be scored stops no
other and keeps the result from being published."""

from decimal import Decimal as D

import pytest
from django.urls import reverse

from shangrao_nongan.assessment import rules, services
from shangrao_nongan.assessment.models import Item, Scheme
from supervision.ground import clock
from supervision.ground.errors import RuleViolation, RuleViolations

PASS = {"target": "0.98", "step": "0.001", "per_step": "0.5", "floor": "0.96"}


@pytest.fixture
def unlocked(draft):
    return draft


def locked(draft):
    """As it would stand there if it had been locked by a release that checked less."""
    Scheme.objects.filter(pk=draft.pk).update(locked_at=clock.now())
    return Scheme.objects.get(pk=draft.pk)


def faults_of(cast, scheme):
    with pytest.raises(RuleViolations) as refused:
        services.lock_scheme(scheme, by=cast.city.post)
    scheme.refresh_from_db()
    assert scheme.locked_at is None
    return [sentence for _, sentence in refused.value.faults]


@pytest.mark.parametrize(
    ("indicator", "changed", "says"),
    [
        ("pass_rate", {"curve_params": PASS | {"step": "0"}}, "每档幅度应大于0"),
        ("pass_rate", {"curve_params": PASS | {"target": "98"}}, "应写成比例"),
        ("pass_rate", {"curve_params": PASS | {"floor": "0.99"}}, "底线不能高于目标值"),
        ("pass_rate", {"curve_params": {"step": "0.001", "per_step": "0.5"}}, "缺少计分参数目标值"),
        ("pass_rate", {"curve_params": PASS | {"per_step": "半分"}}, "应为数字，现为“半分”"),
        ("pass_rate", {"curve_params": PASS | {"pre_step": "1"}}, "没有计分参数“pre_step”"),
        ("pass_rate", {"curve_params": ["0.98"]}, "“名称：值”"),
        ("pass_rate", {"curve": "stepwise"}, "没有“stepwise”这种计分方式"),
        ("pass_rate", {"indicator": "pass_rte"}, "没有名为“pass_rte”的取数指标"),
        ("pass_rate", {"params": {"level": ["city"]}}, "取数参数“level”这个指标没有"),
        ("pass_rate", {"params": {"levels": ["village"]}}, "至少选择一项"),
        ("pass_rate", {"params": {"pending_days": -1}}, "应为1至365的整数"),
        ("pass_rate", {"source": "expert"}, "还不能录入评分"),
        ("problems_found", {"curve_params": {"bands": [[2, 1], [2, "0.6"]]}}, "起点有重复"),
        ("problems_found", {"curve_params": {"bands": [[2, "0.6"], [1, 1]]}}, "得分比例应越高"),
        ("problems_found", {"curve_params": {"bands": [[2, 60]]}}, "应在0到1之间"),
        ("problems_found", {"curve_params": {"bands": ["两个"]}}, "分档应写成"),
        ("problems_found", {"curve_params": {"bands": []}}, "缺少计分参数分档"),
        ("five_one", {"curve_params": {"target": None}}, "缺少计分参数目标值"),
        ("no_major_incident", {"curve_params": {"allowed": "0.5"}}, "允许起数应为整数"),
        ("no_major_incident", {"veto": False}, "应同时使用"),
    ],
)
def test_each_mistake_in_a_sentence_of_its_item(cast, unlocked, indicator, changed, says):
    item = unlocked.items.get(indicator=indicator)
    Item.objects.filter(pk=item.pk).update(**changed)
    faults = faults_of(cast, unlocked)
    assert any(says in fault and f"第{item.order}项“{item.name}”" in fault for fault in faults), faults


def test_all_of_them_at_once_on_the_page(cast, unlocked):
    unlocked.items.filter(indicator="five_one").update(curve_params={})
    unlocked.items.filter(indicator="patrols").update(points=9)
    said = cast.city.post_to(reverse("assessment:lock", args=["2021-2"]), follow=True).content.decode()
    assert "应为 100" in said and "乡镇五个一" in said and "缺少计分参数目标值" in said


def test_the_scheme_of_the_work_paper_has_none(cast, unlocked):
    assert services.lock_scheme(unlocked, by=cast.city.post).locked_at


def test_bands_given_as_text_are_numbers():
    bands = {"bands": [["9", "0.6"], ["10", "1"]]}
    assert [rules.bands(D(n), D(5), bands) for n in (8, 9, 10, 11)] == [0, 3, 5, 5]


def test_an_item_that_cannot_be_scored_is_marked_and_the_rest_goes_on(scored_late, published, draft):
    draft.items.filter(indicator="patrols").update(curve_params={"target": 0})
    run = scored_late(locked(draft))
    assert run.state == "incomplete"
    lines = {one.item.indicator: one for one in run.sheets.get(county="361104").lines.select_related("item")}
    assert lines["patrols"].error == "指标“应巡主体巡查率”计算出错：目标值必须大于零"
    assert lines["patrols"].points == 0 and lines["five_one"].points > 0
    with pytest.raises(RuleViolation, match="有指标未算出"):
        published(run)


def test_so_is_one_that_is_missing_a_parameter_or_has_nonsense(scored_late, draft):
    draft.items.filter(indicator="pass_rate").update(curve_params={})
    draft.items.filter(indicator="problems_found").update(curve_params={"bands": [["两", 1]]})
    draft.items.filter(indicator="no_major_incident").update(curve_params={"allowed": "无"})
    run = scored_late(locked(draft))
    errors = {one.item.indicator: one.error for one in run.sheets.first().lines.select_related("item") if one.error}
    assert set(errors) == {"pass_rate", "problems_found", "no_major_incident"}
    assert "评分规则缺少参数 target" in errors["pass_rate"] and "“两”不是数字" in errors["problems_found"]

"""The lists as they were given, and that they judge what they should."""

import datetime as dt
from decimal import Decimal

import pytest

from monitoring import reference
from monitoring.models import Analyte, Limit, Plan, Prohibition, Quota, ResiduePart
from monitoring.rules.verdicts import Finding, judge
from monitoring.services.judging import book, path_of
from monitoring.vocabulary import Found, Verdict
from supervision.models import Population, Product

pytestmark = pytest.mark.django_db


def verdict(product, analyte, amount, on, unit="mg/kg"):
    code = Analyte.objects.get(name=analyte).pk
    row = Product.objects.get(name=product)
    finding = Finding(
        code, Found.VALUE if amount else Found.NOT_DETECTED, amount and Decimal(amount), unit, Decimal("0.0001")
    )
    return judge([finding], path=path_of(row), on=dt.date.fromisoformat(on), book=book())[code]


def test_everything_is_loaded_once():
    before = [model.objects.count() for model in (Analyte, Limit, Prohibition, ResiduePart, Plan, Quota)]
    reference.load()
    assert [model.objects.count() for model in (Analyte, Limit, Prohibition, ResiduePart, Plan, Quota)] == before
    assert before[0] > 175
    assert before[-2:] == [1, 12]


def test_an_administrators_correction_stays():
    row = Limit.objects.filter(analyte__name="腐霉利").first()
    Limit.objects.filter(pk=row.pk).update(most=Decimal(4), verified=True)
    reference.load()
    assert Limit.objects.get(pk=row.pk).most == 4


def test_the_plan_of_2021():
    assert sum(Quota.objects.of_year(2021).with_target().values_list("target", flat=True)) == 9744


@pytest.mark.parametrize(
    ("product", "analyte", "amount", "on", "expected", "banned"),
    [
        ("韭菜", "腐霉利", "1", "2021-06-01", Verdict.FAIL, False),
        ("韭菜", "腐霉利", "1", "2021-10-01", Verdict.PASS, False),
        ("韭菜", "毒死蜱", "0.03", "2021-10-01", Verdict.FAIL, True),
        ("梨", "毒死蜱", "0.03", "2021-10-01", Verdict.PASS, False),
        ("上饶早梨", "吡虫啉", "0.6", "2021-10-01", Verdict.FAIL, False),
        ("番茄", "甲胺磷", "0.01", "2021-03-01", Verdict.UNDETERMINED, False),
        ("番茄", "甲胺磷", None, "2021-03-01", Verdict.PASS, False),
        ("豇豆", "克百威", "0.01", "2021-03-01", Verdict.UNDETERMINED, False),
        ("菠菜", "毒死蜱", "0.05", "2021-05-01", Verdict.PASS, False),
        ("菠菜", "毒死蜱", "0.15", "2021-05-01", Verdict.FAIL, True),
        ("韭菜", "毒死蜱", "0.05", "2021-09-02", Verdict.PASS, False),
        ("普通白菜", "毒死蜱", "0.05", "2021-09-03", Verdict.FAIL, True),
        ("韭菜", "甲拌磷", "0.02", "2021-05-01", Verdict.FAIL, True),
        ("豇豆", "克百威", "0.01", "2021-10-01", Verdict.PASS, False),
        ("大米", "戊唑醇", "0.1", "2021-10-01", Verdict.UNDETERMINED, False),
        ("猪肉", "克伦特罗", "0.0005", "2021-03-01", Verdict.FAIL, True),
        ("草鱼", "恩诺沙星", "0.11", "2021-03-01", Verdict.FAIL, False),
        ("鄱阳湖鳙鱼", "恩诺沙星", "0.09", "2021-03-01", Verdict.PASS, False),
        ("鸡蛋", "恩诺沙星", "0.005", "2021-03-01", Verdict.FAIL, False),
        ("鸡蛋", "恩诺沙星", "0.005", "2023-03-01", Verdict.PASS, False),
        ("鸡蛋", "甲硝唑", "0.005", "2021-03-01", Verdict.FAIL, False),
    ],
)
def test_the_lists_judge_by_day_and_product(product, analyte, amount, on, expected, banned):
    item = verdict(product, analyte, amount, on)
    assert (item.verdict, item.banned) == (expected, banned)


def test_the_lists_know_their_exceptions():
    """Maize seed may be coated with fipronil; nuts are no fruit to the limits of contaminants."""
    assert verdict("玉米", "氟虫腈", "0.01", "2021-10-01").suspected is False
    assert verdict("大米", "氟虫腈", "0.01", "2021-10-01").suspected is True
    assert verdict("板栗", "铅", "0.15", "2023-10-01").verdict == Verdict.UNDETERMINED
    assert verdict("梨", "铅", "0.15", "2023-10-01").verdict == Verdict.FAIL


def test_nothing_is_shown_as_checked_that_was_not():
    assert not any(model.objects.filter(verified=True).exists() for model in (Analyte, Limit, Prohibition, Population))
    assert "限量待核对" in verdict("韭菜", "腐霉利", "1", "2021-10-01").why


def test_tea_substitutes_are_not_tea():
    assert verdict("婺源绿茶", "联苯菊酯", "6", "2021-10-01").verdict == Verdict.FAIL
    assert verdict("婺源皇菊", "联苯菊酯", "6", "2021-10-01").verdict == Verdict.UNDETERMINED

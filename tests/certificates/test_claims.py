"""Organic, green, of a protected origin: written on a certificate only with what stands behind it on that day."""

import datetime as dt

import pytest

from certificates import services
from greenfood import services as greenfood
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.subjects import Product
from tests import make

from .make import certificate, producer_subject, vegetable


def _certified(kind, **given):
    number = f"号{kind}{len(given)}"
    fields = {"subject": producer_subject(), "product": vegetable(), "product_name": vegetable().name}
    fields |= {"kind": kind, "certificate_number": number, "valid_from": dt.date(2021, 3, 1)}
    fields |= {"valid_to": dt.date(2022, 2, 28), "region": producer_subject().region} | given
    made = greenfood.register(by=make.post("guangxin"), **fields)
    if made.state == "draft":
        greenfood.LIFE.submit(made, by=make.post("guangxin"))
    return greenfood.accept(made, by=make.post("reviewer"))


@pytest.mark.parametrize("said", ["有机{}", "有 机 {} SGS认证", "绿色{}", "地理标志{}", "ORGANIC {}"])
def test_without_a_certification_it_is_refused(cast, said):
    with pytest.raises(RuleViolation, match="没有有效的") as wrong:
        certificate(product_name=said.format(vegetable().name))
    assert wrong.value.field == "product_name"


@pytest.mark.parametrize("said", ["{}（施有机肥）", "绿皮{}", "{}（绿色防控）", "绿叶{}", "硒砂{}"])
def test_a_word_that_only_sounds_like_one_claims_nothing(cast, said):
    name = said.format(vegetable().name)
    assert certificate(product_name=name).product_name == name


@pytest.mark.parametrize("said", ["SGS认证{}", "无公害{}"])
def test_a_certification_nobody_knows_is_refused(cast, said):
    with pytest.raises(RuleViolation, match="只写产品名称"):
        certificate(product_name=said.format(vegetable().name))


def test_with_one_in_force_it_stands(cast):
    _certified("organic")
    name = f"有机{vegetable().name}"
    assert certificate(product_name=name).product_name == name
    with pytest.raises(RuleViolation, match="绿色食品"):
        certificate(product_name=f"绿色{vegetable().name}")
    other = Product.objects.filter(category="蔬菜").order_by("code")[1]
    with pytest.raises(RuleViolation, match="没有有效的有机"):
        certificate(product=other, product_name=f"有机{other.name}")
    with pytest.raises(RuleViolation, match="没有有效的有机"):
        certificate(subject=make.subject("邻家合作社"), by=cast.township.post, product_name=name)


def test_only_on_its_days(cast):
    _certified("organic", valid_to=dt.date(2021, 12, 1))
    with pytest.raises(RuleViolation, match="有机转换期的不能称有机"):
        certificate(product_name=f"有机{vegetable().name}")
    made = certificate(product_name=f"有机{vegetable().name}", issued_on=dt.date(2021, 12, 1))
    assert made.issued_on < clock.today()


def test_conversion_is_not_organic(cast):
    _certified("conversion")
    with pytest.raises(RuleViolation, match="没有有效的有机"):
        certificate(product_name=f"有机{vegetable().name}")


def test_selenium_asks_for_a_report(cast):
    name = f"富硒{vegetable().name}"
    with pytest.raises(RuleViolation, match="检测报告编号") as wrong:
        certificate(product_name=name)
    assert wrong.value.field == "claim_proof"
    assert certificate(product_name=name, claim_proof="GX2021-0312").claim_proof == "GX2021-0312"


def test_a_dictionary_name_claims_nothing(cast):
    tea = Product(name="婺源绿色茶", aliases="有机茶;认证茶")
    from supervision.ground.subjects import claims

    assert claims.made_in("婺源绿色茶", tea) == claims.made_in("认证茶", tea) == []
    assert claims.made_in("富硒婺源绿色茶", tea) == [claims.Claim.SELENIUM]
    assert services.issue

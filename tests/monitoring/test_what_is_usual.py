"""What is usual in a laboratory: its own last verified values of the item, not those of the report in hand."""

from decimal import Decimal

import pytest

from monitoring.models import TestOrder
from monitoring.services import doubting

from . import making

ITEM = "腐霉利"


def around(sample):
    order = TestOrder.objects.get(sample=sample)
    code = making.code(ITEM)
    return doubting._around(order, [code])[code]


@pytest.mark.django_db
def test_the_newest_of_each_item_are_read(cast, monkeypatch):
    monkeypatch.setattr(doubting, "LAST", 2)
    tested = [making.tested(making.sample(), **{ITEM: amount, "毒死蜱": "0.01"}) for amount in ("0.11", "0.12", "0.13")]
    assert list(around(making.sample()).earlier) == [Decimal("0.13"), Decimal("0.12")]
    assert list(around(tested[-1]).earlier) == [Decimal("0.12"), Decimal("0.11")], "its own value says nothing"

"""How values read on a page."""

import datetime as dt
from decimal import Decimal

import pytest

from supervision.templatetags import nongan


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (1234567, "number", "1,234,567"),
        (12.0, "number", "12"),
        (Decimal("1234.5"), "money", "1,234.50"),
        (Decimal("0.985"), "percent", "98.5%"),
        (0, "number", "0"),
        (dt.date(2021, 3, 5), "date", "2021-03-05"),
        (dt.datetime(2021, 12, 31, 16, 5, tzinfo=dt.UTC), "date", "2022-01-01"),
        (dt.datetime(2021, 12, 31, 16, 5, tzinfo=dt.UTC), "moment", "2022-01-01 00:05"),
        ("<b>农场</b>", "text", "&lt;b&gt;农场&lt;/b&gt;"),
    ],
)
def test_a_value_reads_as_its_kind_asks(value, kind, shown):
    assert nongan.show(value, kind) == shown


@pytest.mark.parametrize("kind", ["text", "number", "date", "badge", "flag"])
def test_nothing_filled_in_is_a_dash_with_a_name(kind):
    assert "未填写" in nongan.show(None, kind)


def test_a_badge_cannot_carry_markup():
    assert "<script>" not in nongan.show("<script>", "badge")


@pytest.mark.parametrize(
    ("value", "colour"),
    [("accepted", "ok"), ("已退回", "warn"), ("不合格", "bad"), ("SUBMITTED", "info"), ("作废", "void"), ("D", "bad")],
)
def test_states_and_labels_share_their_colour(value, colour):
    assert nongan.badge(value) == f"na-badge na-badge-{colour}"


def test_an_unknown_word_is_a_plain_badge():
    assert nongan.badge("别的") == "na-badge"

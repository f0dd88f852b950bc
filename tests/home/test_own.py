"""A producer's home: its own numbers, each opening exactly its rows, nothing of a neighbour."""

import re

import pytest
from django.urls import reverse

from tests.certificates.make import certificate


def cards(member):
    return {card["label"]: card for card in member.get(reverse("home")).context["own"]}


def test_the_numbers_of_the_year(cast):
    certificate()
    found = cards(cast.producer)
    assert found["开具合格证"]["value"] == "1"
    assert found["信用等级"]["value"] == "未建档"
    assert {"抽检样品", "生产记录", "有效绿色有机地标认证"} <= set(found)


@pytest.mark.parametrize("name", ["producer", "market"])
def test_every_number_opens_its_rows(cast, name):
    certificate()
    member = getattr(cast, name)
    for label, card in cards(member).items():
        answer = member.get(card["url"])
        assert answer.status_code == 200, label
        if card["value"].isdigit():
            assert len(answer.context["rows"]) == int(card["value"]), label


def test_a_market_is_not_told_of_work_that_is_not_its_own(cast):
    assert not {"开具合格证", "生产记录"} & set(cards(cast.market))
    assert "抽检样品" in cards(cast.market)


def test_a_bureau_has_the_board_instead(cast):
    assert "own" not in cast.guangxin.get(reverse("home")).context


def test_the_bottom_bar_promises_figures_only_where_there_are_any(cast):
    bar = lambda member: re.findall(r"</svg>([^<]+)", member.get("/me/").content.decode().split("na-tabs")[-1])  # noqa: E731
    assert "统计" in bar(cast.guangxin)
    assert "统计" not in bar(cast.producer) and "首页" in bar(cast.producer)

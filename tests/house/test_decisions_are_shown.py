"""Every decision inside a definition has a name, and stands as 默认·待核对 where its number is shown."""

import pytest
from django.urls import reverse

from shangrao_nongan import offers
from supervision.grid.rules.fiveone import FRESH, freshness
from supervision.ground.parameters import PAPER, UNCHECKED, in_words
from supervision.patrols.rules.patrol import WATCH_STEP
from supervision.patrols.vocabulary.rectification import DRAWN_SHARE


@pytest.mark.parametrize("card", offers.cards(), ids=lambda card: card.code)
def test_a_card_tells_every_decision_behind_it(card):
    figure = card.figure
    for one in (*figure.parameters, *figure.settled, *([PAPER] if card.since else [])):
        said = f"{one.label}：{one.shown(one.default)}"
        assert said in card.caliber
        assert one.verified or f"{said}（{UNCHECKED}）" in card.caliber
    assert card.caliber.startswith(figure.caliber) and card.caliber.endswith("。")


def test_the_named_ones_stand_on_some_card():
    """What was a bare number before: freshness, the paper's year, problems and cases a year, watching."""
    told = "".join(card.caliber for card in offers.cards())
    for words in (
        "几天内为“新近”：90天", "此后沿用）：2021年", "发现问题不少于：1个", "每县每年查办不少于：2件", "降几级计：1级"
    ):  # fmt: skip
        assert f"{words}（{UNCHECKED}）" in told, words


def test_on_the_pages(cast):
    assert in_words([FRESH]) in cast.city.get(reverse("supervision:fiveone")).content.decode()
    home = cast.city.get(reverse("home")).content.decode()
    assert in_words([WATCH_STEP]) in home and in_words([PAPER]) in home


def test_words_and_numbers_come_from_the_same_place():
    assert [freshness(FRESH.default), freshness(FRESH.default + 1)] == ["新近", "已久未更新"]
    assert in_words([DRAWN_SHARE]) == f"同一人复查的销号，县级抽查：10%（{UNCHECKED}）"

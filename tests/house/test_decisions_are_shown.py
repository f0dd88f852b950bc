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


def test_of_looking_first_and_of_what_is_picked(cast):
    """建议复看, how long a selection is kept, how registers are reviewed, the bands of size: named where used."""
    from supervision.ground.desk import ReviewPaper, looks, manner, picking
    from tests.supervision.review.conftest import URL, picked
    from tests.supervision.review.maker import a_visit

    words = "大棚内有空农药瓶两个，已要求投入回收箱并登记台账"
    one, _other = a_visit(cast.township.post, guidance=words), a_visit(cast.township.post, guidance=words)
    where = picked(cast.guangxin, one, url=URL)
    page = cast.guangxin.get(where).content.decode()
    for parameter in (*looks.PARAMETERS, picking.KEPT):
        assert f"{parameter.label} {parameter.shown(parameter.default)}" in page and "待核对" in page
    assert in_words(looks.PARAMETERS) in cast.guangxin.get(f"{where}read/").content.decode()
    manners = cast.guangxin.get(reverse("supervision:review-manner")).content.decode()
    for parameter in (manner.DAYS, manner.PERCENT):
        assert f"{parameter.label} {parameter.shown(parameter.default)}" in manners
    assert not ReviewPaper.objects.exists() and f"逐条审 · {UNCHECKED}" in manners
    assert f"全部规模（分段{UNCHECKED}）" in cast.guangxin.get(reverse("supervision:subjects")).content.decode()

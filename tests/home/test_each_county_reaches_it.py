"""各地不得少于: a full sum over the city is not green while one county has less; each scored item is on home."""

import pytest

from shangrao_nongan import offers
from shangrao_nongan.home import board
from supervision.ground.figures import Shown
from supervision.ground.measures import Ratio
from supervision.ground.regions import CITY, Region, city_own

TWO = [Region(code="361102", name="信州区"), Region(code="361104", name="广信区")]


def judged(numbers, *, each=True, places=TWO):
    card = Shown("url", label="案件", code="x", unit="件", target=lambda year: {"361102": 2, "361104": 2}, each=each)
    figures = {code: Ratio(n, 1) for code, n in numbers.items()}
    cells = {p.pk: board.cell(card, figures.get(p.pk), card.targets(2021).get(p.pk), "") for p in places}
    whole = board.total(card, figures, card.targets(2021), places, "")
    board._explain(whole, card, cells, places, 2021)
    return whole


@pytest.mark.parametrize(
    ("numbers", "tone", "reached", "short"),
    [
        ({"361102": 9, "361104": 2}, "ok", 2, []),
        ({"361102": 9, "361104": 1}, "warn", 1, ["广信区"]),
        ({"361102": 4, "361104": 0}, "warn", 1, ["广信区"]),
        ({"361102": 1, "361104": 1}, "bad", 0, ["信州区", "广信区"]),
    ],
)
def test_one_that_has_less_is_not_made_up_for(numbers, tone, reached, short):
    whole = judged(numbers)
    assert (whole.tone, whole.reached, list(whole.short)) == (tone, reached, short)
    assert f"{reached}/2 县达标" in whole.note and all(name in whole.note for name in short)


def test_what_the_city_holds_itself_fills_no_county(cast):
    whole = judged({"361102": 2, "361104": 1, CITY: 5}, places=[*TWO, city_own()])
    assert (whole.tone, whole.text, list(whole.short)) == ("warn", "8", ["广信区"])


def test_an_average_over_the_city_is_judged_as_a_sum():
    whole = judged({"361102": 9, "361104": 1}, each=False)
    assert whole.tone == "ok" and "县达标" not in whole.note


def test_every_scored_item_has_a_card_or_a_row(cast):
    shown = {card.code for card in offers.cards()}
    missing = [code for code, one in offers.indicators().items() if not one.shown and one.shown_as not in shown]
    assert missing == []
    found = board.board(cast.city.post, year=2021)
    said = cast.city.get("/").content.decode()
    assert {card.code for card in found.cards} | {card.code for card in found.rows} == shown
    for card in found.shown:
        assert card.label in said, card.code
    for label in ("监测发现问题数", "不合格样品处置率", "县级检测机构“双认证”", "抽样与生产记录同步核查率", "目标 440"):
        assert label in said

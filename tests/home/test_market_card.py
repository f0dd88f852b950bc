"""A market issues nothing and produces nothing: its home does not count either."""

from django.urls import reverse


def test_a_market_is_shown_no_numbers_that_can_only_be_nought(cast):
    labels = {card["label"] for card in cast.market.get(reverse("home")).context["own"]}
    assert "抽检样品" in labels
    assert not labels & {"开具合格证", "生产记录"}

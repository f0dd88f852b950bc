"""A list whose rows a figure counts says how many of them it does, and that is the number of the home page."""

import pytest
from django.urls import reverse

from shangrao_nongan.home import board
from supervision.ground import desk

pytestmark = pytest.mark.doors

LISTS = ("samples", "cases", "certifications")
SHARES = ("patrols", "rectifications")  # of these the card shows a share: tests/supervision/patrol says what they count


def test_five_registers_say_so(cast):
    reverse("home")  # the registers enter with the addresses
    assert {register.key for register in desk.REGISTERS.values() if register.counting} == {*LISTS, *SHARES}


@pytest.mark.parametrize("key", LISTS)
@pytest.mark.parametrize("name", ["city", "guangxin", "xinzhou"])
def test_it_is_the_number_of_the_home_page(cast, year, key, name):
    register = desk.named(key)
    member = getattr(cast, name)
    shown = board.board(member.post, year=2021).totals[register.counting.figure]
    answer = member.get(register.url() + "?state=")
    within = answer.context["within"]
    assert within.number == int(shown.value)
    if name == "guangxin":
        assert within.number >= 1
    said = answer.content.decode()
    assert "其中计入" in said and register.counting.label in said
    assert reverse("figure", args=[register.counting.figure]) in said


def test_it_follows_the_year_and_the_conditions(cast, year):
    samples = reverse("monitoring:samples")
    whole = cast.guangxin.get(samples).context["within"].number
    assert cast.guangxin.get(samples + "?verdict=fail").context["within"].number < whole
    assert cast.guangxin.get(samples + "?method=rapid").context["within"].number == 0
    cast.guangxin.post_to("/year", {"year": "2020"})
    before = board.board(cast.guangxin.post, year=2020).totals["quantitative"].value
    assert cast.guangxin.get(samples).context["within"].number == int(before)


def test_one_query_more_than_the_count_itself(cast, year, queries_of):
    """The rule is asked of the rows once the total has shown that its number is told."""
    with_it = queries_of(cast.guangxin, reverse("supervision:cases"))
    register = desk.named("cases")
    counting = register.counting
    object.__setattr__(register, "counting", None)
    try:
        assert queries_of(cast.guangxin, reverse("supervision:cases")) == with_it - 1
    finally:
        object.__setattr__(register, "counting", counting)


def test_of_more_rows_than_were_looked_at_no_number_is_told(cast, year, monkeypatch):
    """The number of the first rows would be read as the number of all."""
    monkeypatch.setattr("supervision.ground.desk.listing.MOST", 1)
    answer = cast.guangxin.get(reverse("monitoring:samples"))
    said = answer.content.decode()
    assert answer.context["within"].number is None
    assert "“<a href" in said and "的条数，筛选到 1 万条以内时显示" in said


def test_a_township_reads_its_own_without_a_link(cast, year):
    said = cast.township.get(reverse("monitoring:samples")).content.decode()
    assert "其中计入" in said and "/figures/quantitative/" not in said


def test_other_lists_say_nothing(cast, year):
    assert "其中计入" not in cast.guangxin.get(reverse("supervision:staff")).content.decode()

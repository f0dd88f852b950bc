"""Signs for nothing are nothing; a choice is compared as it is seen, and the nearest is proposed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds
from supervision.ground.subjects import SAID_KINDS, SAID_LEADING, Kind, Leading

blanks, choices = kinds.blanks, kinds.choices


@pytest.mark.parametrize(
    "written",
    ["", " ", "/", "／", "\\", "-", "－", "--", "——", "—", "无", " 无 ", "暂无", "没有", "N/A", "n/a", "\u200b无"],
)
def test_signs_for_nothing(written):
    assert blanks.is_blank(written)


@pytest.mark.parametrize("written", ["0", "无锡", "否", "NULL", "a-b", "-农场", "1/2", "无公害"])
def test_what_says_something(written):
    assert not blanks.is_blank(written)


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("农户 ", "smallholder"),
        ("农户\u200b", "smallholder"),
        ("smallholder", "smallholder"),
        ("批发(农贸)市场", "market"),
        ("家庭 农场", "family_farm"),
        ("合作社", "cooperative"),
    ],
)
def test_a_choice_as_it_is_seen(written, stored):
    assert choices.read(written, Kind.choices, SAID_KINDS) == stored


@pytest.mark.parametrize("written", ["非龙头企业", "无", "否"])
def test_none_may_be_an_answer(written):
    assert choices.read(written, Leading.choices, SAID_LEADING) == ""


def test_an_unknown_one_is_told_with_the_nearest_and_the_list():
    with pytest.raises(kinds.Unreadable, match="没有“家廷农场”这个选项，是“家庭农场”吗？应为：农产品生产企业、"):
        choices.read("家廷农场", Kind.choices)
    with pytest.raises(kinds.Unreadable, match="没有“火星人”这个选项，应为："):
        choices.read("火星人", Kind.choices)


@pytest.mark.parametrize(("written", "value"), [("是", True), ("√", True), ("Ｙ", True), ("无", False), ("×", False)])
def test_yes_and_no(written, value):
    assert choices.flag(written) is value
    with pytest.raises(kinds.Unreadable):
        choices.flag("也许")


@given(st.sampled_from(Kind.choices), st.sampled_from(["", " ", "\u200b", "\u3000"]))
def test_every_label_is_its_choice(pair, around):
    assert choices.read(f"{around}{pair[1]}{around}", Kind.choices) == pair[0]

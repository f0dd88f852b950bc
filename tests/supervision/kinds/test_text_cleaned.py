"""What nobody sees is taken away, what somebody sees stays; signs that turn the reading are known."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground.kinds import clean, fold, text

ODD = (
    "\u200b\u200d\ufeff\u00ad\u202e\u2066\u00a0\u3000\u2003\u3164\u115f\u2800\u034f\ufe0f\ufe0e\U000e0100"
    "\r\n\t\x00\x85\u2028\uffff"
)
WRITTEN = st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(ODD + "e\u0301👨👩广（")))


@given(WRITTEN)
def test_a_second_cleaning_changes_nothing(value):
    for lines in (False, True):
        once = clean(value, lines=lines)
        assert clean(once, lines=lines) == once


@given(WRITTEN)
def test_no_control_or_format_sign_is_left_but_the_joiner_of_a_picture(value):
    for lines, allowed in ((False, "\u200d"), (True, "\u200d\n\t")):
        left = [one for one in clean(value, lines=lines) if unicodedata.category(one) in ("Cc", "Cf", "Zl", "Zp")]
        assert set(left) <= set(allowed)


@given(WRITTEN)
def test_nothing_visible_is_lost(value):
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp", "Zs")

    def seen(one):
        whole = "".join(sign for sign in one if unicodedata.category(sign) not in hidden)
        return unicodedata.normalize("NFC", text.HIDDEN.sub("", whole))

    for lines in (False, True):
        assert seen(clean(value, lines=lines)) == seen(value)


@given(WRITTEN)
def test_a_line_has_no_space_around_it_and_none_twice(value):
    cleaned = clean(value)
    assert cleaned == cleaned.strip() and "  " not in cleaned and "\n" not in cleaned


@given(WRITTEN)
def test_the_key_is_that_of_the_cleaned_text_and_of_itself(value):
    assert fold(clean(value)) == fold(value) == fold(clean(value, lines=True))
    assert fold(fold(value)) == fold(value)


@pytest.mark.parametrize(
    "name", ["\u200b", "\u3164", "\u2800 \u115f", "\ufeff\u00a0", "\ufe0f", "\u034f", "\x00", "\u2066\u2069"]
)
def test_a_name_of_nothing_is_empty(name):
    assert clean(name) == clean(name, lines=True) == fold(name) == ""


@pytest.mark.parametrize(
    ("written", "cleaned"),
    [
        ("绿\u200b源\u00a0合作社\ufeff", "绿源 合作社"),
        ("绿源\n合作社", "绿源 合作社"),
        ("e\u200b\u0301", "é"),
        ("家庭👨\u200d👩\u200d👧农场", "家庭👨\u200d👩\u200d👧农场"),
        ("👩🏽\u200d🌾", "👩🏽\u200d🌾"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("1\ufe0f\u20e3", "1\ufe0f\u20e3"),
        ("广\u200d信", "广信"),
        ("广\ufe0f信", "广信"),
        ("葛\U000e0100城", "葛\U000e0100城"),  # a variant of the letter
        ("𠮷\u200b𪚥", "𠮷𪚥"),
    ],
)
def test_what_comes_of_it(written, cleaned):
    assert clean(written) == cleaned


def test_lines_keep_their_ends_and_indents():
    assert clean("一、\u200b甲\r\n  （1）乙\u00a0\u00a0丙  \n\n\n\n二", lines=True) == "一、甲\n  （1）乙 丙\n\n二"


@pytest.mark.parametrize("sign", "\u202a\u202d\u202e\u2066\u2068")
def test_a_sign_that_turns_the_reading_is_known(sign):
    assert text.turns(f"绿源{sign}合作社") and not text.turns("绿源合作社 abc")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("上饶（广信）合作社", "上饶(广信) 合作社"),
        ("阿里·木", "阿里•木"),
        ("阿里·木", "阿里・木"),
        ("A１合作社", "Ａ1合作社"),
        ("a1合作社", "A1合作社"),
        ("广农罚〔2021〕3号", "广农罚[2021]３号"),
        ("葛\U000e0100城", "葛城"),
        ("a¨b", "äb"),
    ],
)
def test_what_a_person_takes_for_the_same_has_one_key(one, other):
    assert fold(one) == fold(other)


def test_other_names_have_other_keys():
    assert len({fold(name) for name in ("绿源一社", "绿源二社", "绿源-社", "绿源1社")}) == 4

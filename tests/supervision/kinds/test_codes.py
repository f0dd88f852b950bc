"""Codes have one spelling; a wrong sign is named by its place, a wrong check digit is a doubt."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds

from .asked import answer

codes = kinds.codes
TODAY = dt.date(2021, 12, 20)
RIGHT = "91361104MA35F1234L"


def identity(body: str) -> str:
    return next(body + sign for sign in "0123456789X" if codes.identity_checks(body + sign))


@pytest.mark.parametrize(
    "written",
    [RIGHT, RIGHT.lower(), "９１３６１１０４ＭＡ３５Ｆ１２３４Ｌ", "9136 1104 MA35 F123 4L", "91361104-MA35F1234-L"],
)
def test_a_credit_code_in_any_spelling(written):
    assert codes.credit(written) == RIGHT
    assert codes.credit_doubt(RIGHT) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("9136I104MA35F1234L", "第5位的 I 应为数字 1吗"),
        ("9136110OMA35F1234L", "第8位的 O 应为数字 0吗"),
        ("123", "应为18位，现有3位，少15位"),
        (RIGHT + "1", "多1位"),
        ("91361104MA35F123中L", "第17位的“中”"),
        ("361121199001011", "15位的营业执照注册号"),
        (identity("36112119900101123"), "这是身份证号"),
        (913611040000000000, "末几位已丢失"),
        (1.5, "不能带小数"),
    ],
)
def test_what_is_wrong_with_a_credit_code(written, said):
    with pytest.raises(kinds.Unreadable, match=said):
        codes.credit(written)


def test_a_wrong_check_digit_is_only_doubted():
    other = RIGHT[:-1] + "5"
    assert codes.credit(other) == other
    assert "请核对证照" in codes.credit_doubt(other)


@pytest.mark.parametrize(
    "written", ["36112119900101123", "36112119900101123".translate(str.maketrans("0123456789", "０１２３４５６７８９"))]
)
def test_an_identity_number_in_any_spelling(written):
    right = identity("36112119900101123")
    assert codes.identity(f"{written[:6]} {written[6:]}{right[-1].lower()}", today=TODAY) == right


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("3611**********1234", "已隐去"),
        ("361121900101123", "15位的旧身份证号"),
        ("36112119900101123", "现有17位，少1位"),
        ("36112119900230123X", "没有19900230这一天"),
        (identity("36112120220101123"), "晚于今天"),
        (identity("36112118880101123"), "过早"),
        ("A61121199001011234", "前17位应为数字"),
        (identity("36112119900101123")[:-1] + "Y", "末位为数字或 X"),
    ],
)
def test_what_is_wrong_with_an_identity_number(written, said):
    with pytest.raises(kinds.Unreadable, match=said):
        codes.identity(written, today=TODAY)


def test_the_mark_of_a_text_is_no_sign_of_the_code():
    assert codes.read("'a-1") == codes.read("＇Ａ－１") == "A-1"
    assert codes.read("'") == "'"  # a word that is looked for must not become nothing


def test_one_wrong_digit_is_seen():
    right = identity("36112119900101123")
    wrong = right[:14] + ("9" if right[14] != "9" else "8") + right[15:]
    with pytest.raises(kinds.Unreadable, match="校验位"):
        codes.identity(wrong, today=TODAY)


@given(st.text(max_size=24))
def test_no_text_breaks_them_and_folding_twice_changes_nothing(written):
    folded = codes.read(written)
    assert codes.read(folded) == folded
    for reader in (codes.credit, lambda text: codes.identity(text, today=TODAY)):
        code, said = answer(reader, written)
        assert said.endswith("。") or len(code) == 18

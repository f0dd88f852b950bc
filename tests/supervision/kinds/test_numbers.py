"""What is one number is read, what could be two is refused; nothing that was typed is rounded."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds

from .asked import answer

read = kinds.numbers.read


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("12", "12"),
        ("1,234.5", "1234.5"),
        ("１，２３４．５", "1234.5"),
        ("1 234", "1234"),
        ("1\u00a0234", "1234"),
        ("1。5", "1.5"),
        ("0。25", "0.25"),
        (".5", "0.5"),
        ("－3", "-3"),
        ("−3", "-3"),
        ("- 3", "-3"),
        ("+3", "3"),
        ("-0", "0"),
        ("33.3300", "33.33"),
        ("120.5亩", "120.5"),
        ("120.5 亩", "120.5"),
        ("007", "7"),
        (0.125, "0.13"),
        (33.336, "33.34"),
        (2.675, "2.68"),
        (0.30000000000000004, "0.3"),
        (1e-9, "0"),
        (12, "12"),
    ],
)
def test_one_reading(written, number):
    assert read(written, places=2, unit="亩") == Decimal(number)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("12,5", "“12,5”看不出是小数还是千分位，请写成 12.5 或 125。"),
        ("120，5", "写成 120.5 或 1205"),
        ("10,20", "写成 10.20 或 1020"),
        ("0,125", "请写成 0.125。"),
        ("1,23,4", "逗号位置不对"),
        ("1234,567", "看不出"),
        ("1_000", "下划线，请写成 1000"),
        ("12 5", "中间有空格"),
        ("1。2。3", "几个小数点"),
        ("5.", "小数点后面没有数字"),
        ("33.336", "最多2位小数，现有3位"),
        ("约5", "不是确切的数"),
        ("5公顷", "这里的单位是亩，请换算"),
        ("50%", "不填百分数"),
        ("3-5", "一个范围"),
        ("10、20", "几个数"),
        ("1e5", "写成 100000"),
        ("1.5E2", "写成 150"),
        ("5万", "写成 50000"),
        ("五", "阿拉伯数字"),
        ("nan", "应为数字"),
        ("inf", "应为数字"),
        ("很多", "应为数字"),
        ("", "应为数字"),
        (True, "应为数字"),
        (float("nan"), "应为数字"),
        (float("inf"), "应为数字"),
        ("9" * 40, "数字太长"),
        (1e300, "数字太长"),
        ("-1", "不能小于0"),
    ],
)
def test_anything_else_is_refused_with_what_to_do(written, said):
    with pytest.raises(kinds.Unreadable, match=said.replace("（", r"\(")):
        read(written, places=2, least=0, unit="亩")


@pytest.mark.parametrize(("written", "said"), [("5.5", "应为整数"), (5.5, "应为整数"), ("7", "不能大于6")])
def test_whole_numbers(written, said):
    assert read("5.0", whole=True, most=6) == read(5.0, whole=True, most=6) == 5
    with pytest.raises(kinds.Unreadable, match=said):
        read(written, whole=True, most=6)


def test_what_a_spreadsheets_number_loses_is_told_but_not_its_noise():
    assert kinds.numbers.rounded(33.336, places=2)
    assert not kinds.numbers.rounded(0.30000000000000004, places=2)
    assert not kinds.numbers.rounded("33.336", places=2)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_written_plainly_or_in_groups_comes_back(number):
    for written in (f"{number:f}", f"{number:,f}", f" {number:f}　"):
        assert read(written, places=3) == number


@given(st.one_of(st.text(max_size=20), st.from_regex(r"[-0-9.,，。_ 约万亩eE%]{0,12}", fullmatch=True), st.floats()))
def test_no_text_breaks_it_and_what_is_read_keeps_its_digits(written):
    number, said = answer(read, written, places=6, unit="亩")
    assert said.endswith("。") or number is not None
    if isinstance(written, str) and not said:
        digits = "".join(sign for sign in kinds.codes.read(written) if sign.isdigit())
        assert f"{abs(number):f}".replace(".", "").strip("0") == digits.strip("0")

"""A result is read as it was typed, or refused with what was seen: never another number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from supervision.ground.kinds import Unreadable, results
from supervision.ground.kinds.results import Kind, Unit, exactly, read

MG, UG = Unit.MG_KG, Unit.UG_KG

READ = {
    "0.012": (Kind.VALUE, "0.012", None),
    "0.10": (Kind.VALUE, "0.10", None),
    "12": (Kind.VALUE, "12", None),
    "0。012": (Kind.VALUE, "0.012", None),
    "０．０１２": (Kind.VALUE, "0.012", None),
    " ０。０１２ ": (Kind.VALUE, "0.012", None),
    ".5": (Kind.VALUE, "0.5", None),
    "0.012 mg/kg": (Kind.VALUE, "0.012", MG),
    "0.012MG/KG": (Kind.VALUE, "0.012", MG),
    "12 μg/kg": (Kind.VALUE, "12", UG),
    "12µg/kg": (Kind.VALUE, "12", UG),
    "12ug/kg": (Kind.VALUE, "12", UG),
    "12微克/千克": (Kind.VALUE, "12", UG),
    "未检出": (Kind.NOT_DETECTED, "", None),
    "ND": (Kind.NOT_DETECTED, "", None),
    "nd": (Kind.NOT_DETECTED, "", None),
    "N.D.": (Kind.NOT_DETECTED, "", None),
    "Ｎ．Ｄ．": (Kind.NOT_DETECTED, "", None),
    "未检出(0.01)": (Kind.NOT_DETECTED, "0.01", None),
    "未检出（0.010 mg/kg）": (Kind.NOT_DETECTED, "0.010", MG),
    "未检出(<0.01)": (Kind.NOT_DETECTED, "0.01", None),
    "未检出（检出限：0.5μg/kg）": (Kind.NOT_DETECTED, "0.5", UG),
    "ND(LOD=0.01)": (Kind.NOT_DETECTED, "0.01", None),
    "ND<0.01": (Kind.NOT_DETECTED, "0.01", None),
    "<0.01": (Kind.NOT_DETECTED, "0.01", None),
    "＜0.01": (Kind.NOT_DETECTED, "0.01", None),
    "< 0.5 μg/kg": (Kind.NOT_DETECTED, "0.5", UG),
    "<LOD": (Kind.NOT_DETECTED, "", None),
    "低于检出限": (Kind.NOT_DETECTED, "", None),
    "小于方法检出限（0.01）": (Kind.NOT_DETECTED, "0.01", None),
    "未检出（检出限为0.01mg/kg）": (Kind.NOT_DETECTED, "0.01", MG),
    "1,234.5": (Kind.VALUE, "1234.5", None),
    "1，234.50 μg/kg": (Kind.VALUE, "1234.50", UG),
    "未检测": (Kind.NOT_TESTED, "", None),
    "-": (Kind.NOT_TESTED, "", None),
    "—": (Kind.NOT_TESTED, "", None),
    "——": (Kind.NOT_TESTED, "", None),
    "－": (Kind.NOT_TESTED, "", None),
    "/": (Kind.NOT_TESTED, "", None),
    "<LOQ": (Kind.BELOW, "", None),
    "<LOQ 0.01": (Kind.BELOW, "0.01", None),
    "＜ＬＯＱ（0.010 mg/kg）": (Kind.BELOW, "0.010", Unit.MG_KG),
    "低于定量限（0.5μg/kg）": (Kind.BELOW, "0.5", Unit.UG_KG),
    "<定量限0.02": (Kind.BELOW, "0.02", None),
    "低于定量限": (Kind.BELOW, "", None),
    "阳性": (Kind.POSITIVE, "", None),
    "阴性": (Kind.NEGATIVE, "", None),
}

REFUSED = {
    "": "请填写结果",
    "\u200b": "请填写结果",
    "12,5": "逗号",
    "120，5": "逗号",
    "1,234": "逗号",
    "0,234.5": "逗号",
    ">5": "没有给出检出值",
    "≥5": "没有给出检出值",
    "≤0.01": "不是检测结果",
    "<=0.01": "不是检测结果",
    "-0.5": "负数",
    "0012": "漏了小数点",
    "012": "漏了小数点",
    "0": "不是检测结果",
    "0.000": "不是检测结果",
    "<0": "不是检测结果",
    "1e-3": "科学计数法",
    "1.2×10-3": "科学计数法",
    "0.5 mg/L": "单位不认识",
    "5%": "单位不认识",
    "0..5": "不是一个数",
    "0.1.2": "不是一个数",
    "0 012": "不是一个数",
    "1_000": "不是一个数",
    "0.012±0.002": "不是一个数",
    "合格": "看不懂",
    "约0.5": "看不懂",
    "\u202e21.0": "隐藏字符",
}


@pytest.mark.parametrize("text", READ)
def test_read_as_it_was_typed(text):
    found = read(text)
    assert (found.kind, found.digits, found.unit) == READ[text]


@pytest.mark.parametrize("text", REFUSED)
def test_refused_with_what_was_seen(text):
    with pytest.raises(Unreadable, match=REFUSED[text]):
        read(text)


def test_not_tested_is_not_not_detected():
    assert {read(text).kind for text in ("未检测", "-", "/")}.isdisjoint({read("未检出").kind, read("ND").kind})


@given(st.text())
@example("1。。2")
@example("٣")
@example("²")
@example("¼")
@example("<" * 99)
def test_any_text_is_read_or_refused_in_chinese(text):
    said = answer(text)
    if isinstance(said, str):
        assert any("一" <= sign <= "鿿" for sign in said)
    elif said.digits:
        assert said.number > 0


def answer(text):
    try:
        return read(text)
    except Unreadable as why:
        return str(why)


WHOLE = st.integers(0, 10**7).map(str)
PARTS = st.text("0123456789", min_size=1, max_size=6)


@given(WHOLE, PARTS, st.sampled_from([".", "．", "。"]), st.booleans())
def test_a_number_is_the_number_that_was_typed(whole, part, point, wide):
    typed = f"{whole}{point}{part}"
    if wide:
        typed = typed.translate({ord("0") + n: chr(ord("０") + n) for n in range(10)})
    meant = f"{whole}.{part}"
    if Decimal(meant) == 0:
        with pytest.raises(Unreadable):
            read(typed)
    else:
        assert (read(typed).kind, read(typed).digits) == (Kind.VALUE, meant)


@pytest.mark.parametrize(
    ("digits", "unit", "to", "moved"),
    [("0.010", MG, UG, "10"), ("12", UG, MG, "0.012"), ("0.5", UG, MG, "0.0005"), ("0.10", MG, MG, "0.10")],
)
def test_another_unit_moves_only_the_point(digits, unit, to, moved):
    assert Decimal(exactly(digits, unit, to)) == Decimal(moved)
    if unit == to:
        assert exactly(digits, unit, to) == moved


def test_a_unit_nobody_knows():
    with pytest.raises(Unreadable, match="mg/L"):
        results.unit_of("mg/L")

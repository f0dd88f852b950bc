"""What a tester types becomes a line, or a sentence; what is odd about it is asked."""

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.rules.entry import line_of, told
from monitoring.rules.plausible import Around, doubts, twin
from monitoring.rules.verdicts import Finding, mg_kg
from monitoring.vocabulary import Found
from supervision.ground.kinds import Unreadable


@pytest.mark.parametrize(
    ("text", "unit", "lod", "found"),
    [
        ("0.012", "mg/kg", "0.01", (Found.VALUE, "0.012", D("0.012"), D("0.01"), "mg/kg")),
        ("0。010", "mg/kg", "0.005", (Found.VALUE, "0.010", D("0.01"), D("0.005"), "mg/kg")),
        # another unit than the line's: the number stays, its limit is told in that unit
        ("12 μg/kg", "mg/kg", "0.01", (Found.VALUE, "12", D(12), D(10), "μg/kg")),
        ("0.012 mg/kg", "μg/kg", "0.5", (Found.VALUE, "0.012", D("0.012"), D("0.0005"), "mg/kg")),
        ("未检出", "mg/kg", "0.01", (Found.NOT_DETECTED, "", None, D("0.01"), "mg/kg")),
        ("<0.02", "mg/kg", "0.01", (Found.NOT_DETECTED, "0.02", None, D("0.02"), "mg/kg")),
        ("ND(0.5μg/kg)", "mg/kg", "0.01", (Found.NOT_DETECTED, "0.5", None, D("0.5"), "μg/kg")),
        ("未检出", "μg/kg", "", (Found.NOT_DETECTED, "", None, None, "μg/kg")),
        ("-", "mg/kg", "0.01", (Found.NOT_TESTED, "", None, D("0.01"), "mg/kg")),
        ("", "mg/kg", "0.01", (Found.PENDING, "", None, D("0.01"), "mg/kg")),
    ],
)
def test_a_line(text, unit, lod, found):
    line = line_of(text, unit=unit, lod=lod)
    assert (line["found"], line["digits"], line["value"], line["lod"], line["unit"]) == found


@pytest.mark.parametrize(
    ("text", "lod", "said"),
    [
        ("阳性", "", "快速检测"),
        ("<LOQ", "", "没有写明定量限"),
        ("痕量", "", "没有写明定量限"),
        ("0.1234567", "", "6 位小数"),
        ("123456789", "", "8 位整数"),
        ("0.5", "未检出", "检出限请填一个数值"),
        ("0.5", "0,01", "逗号"),
        ("0.5", "0.5 μg/kg", "不一致"),
    ],
)
def test_no_line(text, lod, said):
    with pytest.raises(Unreadable, match=said):
        line_of(text, unit="mg/kg", lod=lod)


@given(st.decimals("0.0001", "9999", places=4).filter(bool), st.sampled_from(["mg/kg", "μg/kg"]))
def test_a_unit_that_is_written_wins_and_the_amount_is_the_one_typed(amount, unit):
    for prepared in ("mg/kg", "μg/kg"):
        line = line_of(f"{amount} {unit}", unit=prepared, lod="0.5")
        assert mg_kg(line["value"], line["unit"]) == mg_kg(amount, unit)
        assert mg_kg(line["lod"], line["unit"]) == mg_kg(D("0.5"), prepared)
        assert bool(told(line, prepared)) is (prepared != unit)


def found(value, lod="0.01", unit="mg/kg"):
    return Finding("a", Found.VALUE, D(value), unit, D(lod))


KNOWN = Around(D("0.2"), [D("0.01"), D("0.02"), D("0.03")])


@pytest.mark.parametrize(
    ("line", "around", "asked"),
    [
        (found("0.15"), KNOWN, ""),
        (found("0.2"), KNOWN, ""),
        (found("20"), Around(D("0.2")), ""),
        (found("20.1"), Around(D("0.2")), "超过限量（0.2 mg/kg）的 100 倍"),
        (found("20100", unit="μg/kg"), Around(D("0.2")), "超过限量（0.2 mg/kg）的 100 倍"),
        (found("0.21"), KNOWN, "常见值（0.02 mg/kg）的 10 倍"),
        (found("0.21"), Around(D("0.2"), [D("0.01"), D("0.02")]), ""),  # of two nobody can say what is usual
        (found("0.005"), KNOWN, "低于检出限"),
        (Finding("a", Found.NOT_DETECTED, None, "mg/kg", D("0.3")), KNOWN, "检出限高于限量"),
        (Finding("a", Found.NOT_DETECTED, None, "mg/kg", D("0.2")), KNOWN, ""),
        (Finding("a", Found.NOT_DETECTED, None, "μg/kg", D("201")), KNOWN, "检出限高于限量"),
        (Finding("a", Found.NOT_TESTED, None, "mg/kg", D("0.3")), KNOWN, ""),
        (found("10"), Around(), ""),
        (found("10.1"), Around(), "没有可比的限量"),
        (found("10100", unit="μg/kg"), Around(), "没有可比的限量"),
        (found("10.1"), Around(D("5")), ""),
    ],
)
def test_what_is_asked(line, around, asked):
    said = doubts(line, around)
    assert (asked in said) if asked else said == ""


def test_two_samples_with_the_same_values():
    mine = {"a": D("0.1"), "b": D("0.2")}
    others = {"X": {"a": D("0.1")}, "Y": {"a": D("0.10"), "b": D("0.2")}}
    assert twin(mine, others) == "Y"
    assert twin({"a": D("0.1")}, others) == ""  # one value may well be the same
    assert twin(mine, {"X": {"a": D("0.1"), "b": D("0.3")}}) == ""

"""未检出 says that something is not there only where the method would have seen so little."""

import datetime as dt
from decimal import Decimal

import pytest

from monitoring.rules.verdicts import Ban, Book, Finding, Limit, Need, judge
from monitoring.vocabulary import BanKind, Found, Verdict

DAY = dt.date(2021, 10, 12)
PATH = ("LIV001", "畜禽/猪", "畜禽产品", "畜牧业")
PLACE = {"nodes": frozenset({"畜牧业"}), "since": dt.date(2019, 1, 1)}
NOTHING = Limit(key=1, analyte="AOZ", text="不得检出（公告第250号）", verified=True, **PLACE)
BAN = Ban(key=2, analyte="AOZ", kind=BanKind.ANIMAL, basis="公告第250号", verified=True, **PLACE)
EARLIER = dt.date(2006, 1, 1)
NEED = Need(key=3, analyte="AOZ", nodes=frozenset(), since=EARLIER, most=Decimal("0.0005"), text="0.5 μg/kg")
ONES = {"limits": {"AOZ": [NOTHING]}}


def verdict(lod, *, unit="μg/kg", needs=None, found=Found.NOT_DETECTED, book=ONES, **more):
    lists = Book(**book, needs={"AOZ": [NEED]} if needs is None else needs)
    finding = Finding("AOZ", found, unit=unit, lod=Decimal(lod) if lod else None, **more)
    return judge([finding], path=PATH, on=DAY, book=lists)["AOZ"]


@pytest.mark.parametrize("book", [ONES, {"bans": {"AOZ": [BAN]}}])
@pytest.mark.parametrize(
    ("lod", "unit", "wanted"),
    [
        ("0.5", "μg/kg", Verdict.PASS),
        ("0.0005", "mg/kg", Verdict.PASS),
        ("0.51", "μg/kg", Verdict.UNDETERMINED),
        ("0.5", "mg/kg", Verdict.UNDETERMINED),
    ],
)
def test_it_judges_at_or_below_the_limit_that_is_asked_for(book, lod, unit, wanted):
    assert verdict(lod, unit=unit, book=book).verdict == wanted


def test_the_reason_names_both_limits():
    said = verdict("0.5", unit="mg/kg").why
    assert said == "检出限 0.5 mg/kg 高于要求的 0.5 μg/kg（待核对），未检出不能作判定"


def test_what_is_asked_of_nobody_says_that_it_is_not():
    item = verdict("50", needs={})
    assert (item.verdict, "默认·待核对" in item.why) == (Verdict.PASS, True)


def test_a_general_row_holds_for_items_without_one_of_their_own():
    general = Need(key=4, analyte="", nodes=frozenset({"畜牧业"}), since=DAY, most=Decimal("0.01"), text="10 μg/kg")
    assert verdict("11", needs={"": [general]}).verdict == Verdict.UNDETERMINED
    assert verdict("9", needs={"": [general]}).verdict == Verdict.PASS
    assert verdict("9", needs={"": [general], "AOZ": [NEED]}).verdict == Verdict.UNDETERMINED


def test_a_row_holds_from_its_day_on():
    later = Need(key=5, analyte="AOZ", nodes=frozenset(), since=DAY + dt.timedelta(1), most=Decimal(1), text="1 mg/kg")
    assert "默认·待核对" in verdict("5", needs={"AOZ": [later]}).why


def test_found_it_fails_however_little():
    assert verdict("0.5", found=Found.VALUE, value=Decimal("0.6")).verdict == Verdict.FAIL


# --- below the limit of quantification


@pytest.mark.parametrize(
    ("loq", "wanted"), [("0.01", Verdict.PASS), ("0.05", Verdict.PASS), ("0.06", Verdict.UNDETERMINED)]
)
def test_below_quantification_it_passes_where_even_that_would(loq, wanted):
    limit = Limit(key=6, analyte="A", text="≤0.05 mg/kg", most=Decimal("0.05"), **PLACE)
    finding = Finding("A", Found.BELOW, loq=Decimal(loq))
    item = judge([finding], path=PATH, on=DAY, book=Book(limits={"A": [limit]}))["A"]
    assert item.verdict == wanted


def test_a_trace_of_what_must_not_be_there_is_for_a_person():
    item = verdict(None, found=Found.BELOW, loq=Decimal("1"))
    assert (item.verdict, item.suspected) == (Verdict.UNDETERMINED, True)


def test_of_a_sum_the_traces_count_at_their_bound():
    limit = Limit(key=7, analyte="S", text="≤0.05 mg/kg", most=Decimal("0.05"), **PLACE)
    book = Book(limits={"S": [limit]}, sums={"S": {"P": Decimal(2)}})
    lines = [Finding("S", Found.VALUE, Decimal("0.02")), Finding("P", Found.BELOW, loq=Decimal("0.02"))]
    assert judge(lines, path=PATH, on=DAY, book=book)["S"].verdict == Verdict.UNDETERMINED
    lines[1] = Finding("P", Found.BELOW, loq=Decimal("0.01"))
    assert judge(lines, path=PATH, on=DAY, book=book)["S"].verdict == Verdict.PASS

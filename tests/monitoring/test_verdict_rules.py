"""What a finding means depends on the sampling day, the place of the product in its tree, and the definition."""

import datetime as dt
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.rules.verdicts import Ban, Book, Finding, Limit, entry_fault, judge, mg_kg, of_sample
from monitoring.vocabulary import BanKind, Found, Verdict
from supervision.ground.kinds.results import unit_of

LEEK = ("VEG018", "蔬菜/鳞茎类", "蔬菜", "种植业")
CELERY = ("VEG009", "蔬菜/叶菜类", "蔬菜", "种植业")
PEAR = ("FRU028", "FRU007", "水果/仁果类", "水果", "种植业")
EGG = ("EGG001", "禽蛋/禽蛋", "禽蛋", "畜牧业")
DAY = dt.date(2021, 10, 1)
LATER = dt.date(2022, 1, 1)


def limit(analyte, node, most, since="2021-09-03", until=None, **more):
    until = dt.date.fromisoformat(until) if until else None
    return Limit(1, analyte, frozenset({node}), dt.date.fromisoformat(since), until, most=most, text="x", **more)


def ban(analyte, node, since, until=None, kind=BanKind.BANNED):
    until = dt.date.fromisoformat(until) if until else None
    return Ban(2, analyte, frozenset({node}), dt.date.fromisoformat(since), until, kind=kind, basis="公告")


def book(*rows, sums=None):
    limits, bans = {}, {}
    for row in rows:
        (limits if isinstance(row, Limit) else bans).setdefault(row.analyte, []).append(row)
    return Book(limits, bans, sums or {})


def value(analyte, amount, unit="mg/kg", lod=None):
    return Finding(analyte, Found.VALUE, D(amount), unit, lod)


def absent(analyte, lod="0.001", unit="mg/kg"):
    return Finding(analyte, Found.NOT_DETECTED, None, unit, D(lod))


def one(finding, path, lists, on=DAY):
    return judge([finding], path=path, on=on, book=lists)[finding.analyte]


EDITIONS = book(
    limit("腐霉利", "VEG018", D("0.2"), "2020-02-15", "2021-09-02"),
    limit("腐霉利", "VEG018", D("5"), "2021-09-03", "2026-02-28"),
)


@pytest.mark.parametrize(
    ("on", "verdict"),
    [
        ("2020-02-14", Verdict.UNDETERMINED),
        ("2020-02-15", Verdict.FAIL),
        ("2021-09-02", Verdict.FAIL),
        ("2021-09-03", Verdict.PASS),
        ("2026-03-01", Verdict.UNDETERMINED),
    ],
)
def test_the_edition_of_the_sampling_day_counts(on, verdict):
    assert one(value("腐霉利", "1.3"), LEEK, EDITIONS, dt.date.fromisoformat(on)).verdict == verdict


@pytest.mark.parametrize(("amount", "verdict"), [("5", Verdict.PASS), ("5.000001", Verdict.FAIL)])
def test_the_limit_itself_passes(amount, verdict):
    assert one(value("腐霉利", amount), LEEK, EDITIONS).verdict == verdict


def test_without_a_limit_there_is_no_verdict_however_small_the_amount():
    item = one(value("戊唑醇", "0.000001"), LEEK, EDITIONS)
    assert (item.verdict, item.limit) == (Verdict.UNDETERMINED, None)
    assert one(absent("戊唑醇"), LEEK, EDITIONS).verdict == Verdict.UNDETERMINED


@pytest.mark.parametrize(("verified", "said"), [(True, "未超过限量x"), (False, "未超过限量x（限量待核对）")])
def test_an_unverified_limit_says_so(verified, said):
    lists = book(limit("铅", "蔬菜", D("0.1"), verified=verified))
    assert one(value("铅", "0.05"), LEEK, lists).why == said


def test_an_unverified_ban_says_so():
    lists = book(ban("氯霉素", "畜牧业", "2019-12-27", kind=BanKind.ANIMAL))
    assert one(value("氯霉素", "1", "μg/kg"), EGG, lists).why == "不得检出（公告，依据待核对）"


def test_the_nearest_node_of_the_tree_wins():
    lists = book(limit("铅", "蔬菜", D("0.1")), limit("铅", "蔬菜/叶菜类", D("0.3")))
    assert one(value("铅", "0.2"), CELERY, lists).verdict == Verdict.PASS
    assert one(value("铅", "0.2"), LEEK, lists).verdict == Verdict.FAIL


def test_a_speciality_is_judged_as_its_general_product():
    assert one(value("吡虫啉", "0.6"), PEAR, book(limit("吡虫啉", "FRU007", D("0.5")))).verdict == Verdict.FAIL


def test_an_exception_is_left_out():
    lists = book(limit("镉", "蔬菜/叶菜类", D("0.2"), excluding=frozenset({"VEG009"})))
    assert one(value("镉", "0.1"), CELERY, lists).verdict == Verdict.UNDETERMINED


def test_units_are_converted():
    lists = book(limit("恩诺沙星", "禽蛋", D("0.01")))
    assert one(value("恩诺沙星", "10", "μg/kg"), EGG, lists).verdict == Verdict.PASS
    assert one(value("恩诺沙星", "10.1", "µg/kg"), EGG, lists).verdict == Verdict.FAIL


@pytest.mark.parametrize("text", ["μg/kg", "µg/kg", "ug/kg", " UG/KG "])
def test_three_ways_to_write_a_microgram(text):
    assert unit_of(text) == "μg/kg"


def test_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="不认识的单位"):
        mg_kg(D(1), "ppm")


def test_nothing_may_be_detected():
    lists = book(limit("氯霉素", "畜牧业", None), ban("氯霉素", "畜牧业", "2019-12-27", kind=BanKind.ANIMAL))
    seen = one(value("氯霉素", "0.3", "μg/kg"), EGG, lists)
    assert (seen.verdict, seen.banned) == (Verdict.FAIL, True)
    assert one(absent("氯霉素", "0.1", "μg/kg"), EGG, lists).verdict == Verdict.PASS


def test_allowed_for_treatment_but_no_trace():
    lists = book(ban("甲硝唑", "畜牧业", "2020-04-01", kind=BanKind.TRACELESS))
    item = one(value("甲硝唑", "1", "μg/kg"), EGG, lists)
    assert (item.verdict, item.banned) == (Verdict.FAIL, False)


def test_a_ban_holds_from_its_day_and_on_its_crops_only():
    lists = book(ban("毒死蜱", "蔬菜", "2016-12-31", kind=BanKind.CROP), limit("毒死蜱", "FRU007", D("1")))
    leek = one(value("毒死蜱", "0.03"), LEEK, lists)
    assert (leek.verdict, leek.banned, leek.suspected) == (Verdict.UNDETERMINED, False, True)
    pear = one(value("毒死蜱", "0.03"), PEAR, lists)
    assert (pear.verdict, pear.banned, pear.suspected) == (Verdict.PASS, False, False)
    before = one(value("毒死蜱", "0.03"), LEEK, lists, dt.date(2016, 12, 30))
    assert (before.verdict, before.banned, before.suspected) == (Verdict.UNDETERMINED, False, False)


@pytest.mark.parametrize("kind", [BanKind.BANNED, BanKind.CROP])
def test_a_banned_pesticide_without_a_limit_is_left_to_a_person(kind):
    lists = book(ban("克百威", "蔬菜", "2017-06-01", kind=kind))
    item = one(value("克百威", "0.005"), LEEK, lists)
    assert (item.verdict, item.suspected) == (Verdict.UNDETERMINED, True)
    assert "须人工判定" in item.why and "公告" in item.why
    assert one(absent("克百威"), LEEK, lists).verdict == Verdict.PASS


@pytest.mark.parametrize("kind", [BanKind.ANIMAL, BanKind.STOPPED, BanKind.TRACELESS])
def test_a_veterinary_ban_needs_no_limit(kind):
    item = one(value("氯霉素", "0.1", "μg/kg"), EGG, book(ban("氯霉素", "畜牧业", "2019-12-27", kind=kind)))
    assert (item.verdict, item.suspected) == (Verdict.FAIL, False)


def test_a_banned_pesticide_with_a_limit_fails_above_it():
    lists = book(ban("克百威", "蔬菜", "2017-06-01"), limit("克百威", "VEG018", D("0.02")))
    assert one(value("克百威", "0.02"), LEEK, lists).verdict == Verdict.PASS
    over = one(value("克百威", "0.03"), LEEK, lists)
    assert (over.verdict, over.banned) == (Verdict.FAIL, True)


CARBOFURAN = {"克百威": {"3-羟基克百威": D("221.25") / D("237.25")}}
SUMMED = book(limit("克百威", "VEG018", D("0.02")), sums=CARBOFURAN)


def test_parts_are_added_by_molar_mass():
    items = judge([value("克百威", "0.012"), value("3-羟基克百威", "0.0085")], path=LEEK, on=DAY, book=SUMMED)
    assert items["克百威"].total == D("0.012") + D("0.0085") * D("221.25") / D("237.25")
    assert items["克百威"].verdict == Verdict.PASS
    assert items["3-羟基克百威"].verdict == Verdict.PART


def test_each_part_below_and_their_sum_above():
    items = judge([value("克百威", "0.015"), value("3-羟基克百威", "0.01")], path=LEEK, on=DAY, book=SUMMED)
    assert items["克百威"].verdict == Verdict.FAIL


def test_the_sum_is_judged_on_a_part_when_the_whole_has_no_line():
    lists = book(limit("磺胺类", "禽蛋", D("0.01")), sums={"磺胺类": {"磺胺嘧啶": D(1), "磺胺喹噁啉": D(1)}})
    items = judge([value("磺胺嘧啶", "6", "μg/kg"), value("磺胺喹噁啉", "6", "μg/kg")], path=EGG, on=DAY, book=lists)
    assert [item.verdict for item in items.values()].count(Verdict.FAIL) == 1


def test_an_incomplete_sum_is_no_pass_but_may_fail():
    gap = Finding("3-羟基克百威", Found.NOT_TESTED)
    low = judge([value("克百威", "0.01"), gap], path=LEEK, on=DAY, book=SUMMED)
    assert (low["克百威"].verdict, low["3-羟基克百威"].verdict) == (Verdict.UNDETERMINED, Verdict.NONE)
    assert judge([value("克百威", "0.03"), gap], path=LEEK, on=DAY, book=SUMMED)["克百威"].verdict == Verdict.FAIL


FIPRONIL = {"氟虫腈": dict.fromkeys(("氟虫腈砜", "氟虫腈硫醚", "氟甲腈"), D(1))}


def test_parts_listed_beside_the_whole_have_to_be_all_of_them():
    lists = book(limit("氟虫腈", "VEG018", D("0.02")), sums=FIPRONIL)
    low = judge([value("氟虫腈", "0.01"), absent("氟虫腈砜")], path=LEEK, on=DAY, book=lists)["氟虫腈"]
    assert (low.verdict, low.why) == (Verdict.UNDETERMINED, "氟虫腈硫醚、氟甲腈未检测，合计不完整")
    over = judge([value("氟虫腈", "0.03"), absent("氟虫腈砜")], path=LEEK, on=DAY, book=lists)["氟虫腈"]
    assert over.verdict == Verdict.FAIL


def test_reported_under_one_name_it_is_the_residue_as_defined():
    lists = book(limit("氟虫腈", "VEG018", D("0.02")), sums=FIPRONIL)
    assert one(value("氟虫腈", "0.01"), LEEK, lists).verdict == Verdict.PASS


def test_a_detection_limit_above_the_limit_proves_nothing():
    assert one(absent("腐霉利", "6"), LEEK, EDITIONS).verdict == Verdict.UNDETERMINED


def test_not_tested_and_not_entered_are_different():
    assert one(Finding("腐霉利", Found.NOT_TESTED), LEEK, EDITIONS).verdict == Verdict.NONE
    assert one(Finding("腐霉利", Found.PENDING), LEEK, EDITIONS).verdict == Verdict.PENDING


@pytest.mark.parametrize(
    ("verdicts", "sample"),
    [
        (["pass", "pass"], Verdict.PASS),
        (["pass", "fail", "pass"], Verdict.FAIL),
        (["pass", "undetermined"], Verdict.PASS),
        (["undetermined", "none"], Verdict.UNDETERMINED),
        (["pass", "pending"], Verdict.PENDING),
        (["fail", "pending"], Verdict.FAIL),
        ([], Verdict.UNDETERMINED),
    ],
)
def test_one_failing_item_fails_the_sample(verdicts, sample):
    assert of_sample(verdicts) == sample


def test_what_waits_for_a_person_is_no_pass():
    assert of_sample(["pass", "undetermined"], suspected=True) == Verdict.UNDETERMINED
    assert of_sample(["fail", "undetermined"], suspected=True) == Verdict.FAIL


@pytest.mark.parametrize(
    ("finding", "wrong"),
    [
        (value("a", "1"), False),
        (absent("a"), False),
        (Finding("a", Found.NOT_TESTED), False),
        (Finding("a", Found.VALUE), True),
        (value("a", "0"), True),
        (value("a", "-1"), True),
        (value("a", "0.001", lod=D("0.01")), False),  # asked about, not refused
        (value("a", "1000000"), False),
        (value("a", "1000000.1"), True),
        (value("a", "5000000000", "μg/kg"), True),
        (absent("a", lod=D("1000001")), True),
        (Finding("a", Found.NOT_DETECTED), True),
        (Finding("a", Found.NOT_DETECTED, D(1), lod=D("0.1")), True),
    ],
)
def test_what_a_laboratory_may_type(finding, wrong):
    assert bool(entry_fault(finding)) is wrong


@given(st.decimals("0.000001", "100", places=6), st.decimals("0.000001", "100", places=6))
def test_more_is_never_better(first, second):
    low, high = sorted([first, second])
    if one(value("腐霉利", high), LEEK, EDITIONS).verdict == Verdict.PASS:
        assert one(value("腐霉利", low), LEEK, EDITIONS).verdict == Verdict.PASS


@given(st.decimals("0.000001", "100", places=6))
def test_a_unit_does_not_change_a_verdict(amount):
    plain = one(value("腐霉利", amount), LEEK, EDITIONS)
    assert one(value("腐霉利", amount * 1000, "μg/kg"), LEEK, EDITIONS).verdict == plain.verdict

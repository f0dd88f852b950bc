"""The sheets that instruments and report templates give: the result is taken, in its unit, and never another column."""

import pytest

from monitoring.rules.named import SEVERAL
from monitoring.rules.pasted import TWICE

from .test_pasting import many, of, one


@pytest.mark.parametrize(
    ("block", "cells"),
    [
        ("项目\t结果\t单位\n腐霉利\t0.1\tmg/kg\n毒死蜱\t12\tμg/kg", {"P1": "0.1 mg/kg", "P2": "12 μg/kg"}),
        ("检测项目\t检测结果（μg/kg）\n腐霉利\t5\n毒死蜱\tND", {"P1": "5 μg/kg", "P2": "ND"}),
        ("项目\t结果(ug/kg)\n腐霉利\t未检出(5)", {"P1": "未检出(5 ug/kg)"}),
        ("项目\t单位\t结果\n腐霉利\tμg/kg\t0.1 mg/kg", {"P1": "0.1 mg/kg"}),
        ("腐霉利(μg/kg)\t5\n2、毒死蜱\t6", {"P1": "5 μg/kg", "P2": "6"}),
        ("结果(μg/kg)\n12\n13", {"P1": "12 μg/kg", "P2": "13 μg/kg"}),
        ("编号\t腐霉利\t毒死蜱\n\tμg/kg\tmg/kg\nS\t1\t2", {"P1": "1 μg/kg", "P2": "2 mg/kg"}),
        ("项目\t结果(ppm)\n腐霉利\t5", {"P1": "5 ppm"}),
    ],
)
def test_the_unit_of_the_sheet_goes_with_the_result(block, cells):
    assert of(one(block)) == cells


@pytest.mark.parametrize(
    "block",
    [
        "检测项目\t限量值(mg/kg)\t检测结果\n腐霉利\t5\t0.1",
        "检测项目\t标准值\t实测值\t判定\n腐霉利\t≤5\t0.1\t合格",
        "腐霉利\t≤5\t0.1\t合格",
        "腐霉利\t\t0.1",
        "腐霉利\t36734-19-7\t0.1".replace("36734-19-7", "腐 霉 利"),
    ],
)
def test_the_limit_is_not_taken_for_the_result(block):
    assert of(one(block)) == {"P1": "0.1"}


def test_beside_several_columns_of_numbers_nothing_is_guessed():
    for block in ("腐霉利\t5\t0.1", "项目\t平行1\t平行2\n腐霉利\t0.1\t0.2"):
        pasted = one(block)
        assert (pasted.cells, pasted.unmatched) == ({}, [f"腐霉利（{SEVERAL}）"])


def test_of_two_results_for_one_item_neither_is_taken():
    pasted = one("腐霉利\t0.1\n毒死蜱\tND\n腐霉利\t0.2\n腐霉利\t0.1")
    assert (of(pasted), pasted.unmatched) == ({"P2": "ND"}, [f"腐霉利{TWICE}"])


def test_items_in_two_blocks_side_by_side_and_below_each_other():
    side = "项目\t结果\t项目\t结果\n腐霉利\t0.1\t毒死蜱\tND\n甲维盐\t-\t\t"
    assert of(one(side)) == {"P1": "0.1", "P2": "ND", "P3": "-"}
    assert of(one("腐霉利\t毒死蜱\n0.1\t0.2\n甲维盐\t\nND\t")) == {"P1": "0.1", "P2": "0.2", "P3": "ND"}


def test_a_list_with_a_line_for_each_result_and_merged_samples():
    pasted = many("编号\t项目\t结果\nBBB\t腐霉利\t1\n\t毒死蜱\t2\nAAA\t腐霉利\t3")
    assert (of(pasted, "AAA"), of(pasted, "BBB")) == ({"P1": "3"}, {"P1": "1", "P2": "2"})


def test_another_samples_lines_are_not_taken_for_this_one():
    pasted = one("盲样编号\t项目\t结果\nBBB\t腐霉利\t0.1\nS\t毒死蜱\t0.2\n\t甲维盐\tND")
    assert (of(pasted), pasted.unmatched) == ({"P2": "0.2", "P3": "ND"}, ["BBB"])


def test_samples_named_without_items_are_found_by_their_codes():
    pasted = many("BBB\t1\t2\nAAA\t3\t4\nCCC\t5\t6")
    assert (of(pasted, "AAA"), of(pasted, "BBB")) == ({"P1": "3", "P2": "4"}, {"P1": "1", "P2": "2"})
    assert pasted.unmatched == ["CCC"]


def test_what_is_not_read_is_named():
    assert one("项目\t结果\t检出限\n腐霉利\tND\t0.01").unmatched == ["检出限"]

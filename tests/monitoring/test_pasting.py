"""What was copied from a spreadsheet finds its boxes by name, else by order; what finds none is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitoring.rules.pasting import lay, rows_of, said
from supervision.ground.kinds import fold

ITEMS = ["P1", "P2", "P3"]
NAMES = {fold(name): code for name, code in (("腐霉利", "P1"), ("毒死蜱", "P2"), ("甲氨基阿维菌素苯甲酸盐", "P3"))}
NAMES[fold("甲维盐")] = "P3"


def one(block, at=None):
    return lay(rows_of(block), NAMES, ITEMS, ["S"], ("S", at) if at else None)


def many(block, at=None):
    return lay(rows_of(block), NAMES, ITEMS, ["AAA", "BBB"], at)


def of(pasted, code="S"):
    return {item: text for (sample, item), text in pasted.cells.items() if sample == code}


@pytest.mark.parametrize(
    ("block", "cells", "unmatched"),
    [
        ("0.1\n0.2\nND\n", {"P1": "0.1", "P2": "0.2", "P3": "ND"}, []),
        ("0.1\r\n0.2", {"P1": "0.1", "P2": "0.2"}, []),
        ("0.1\t0.2\tND", {"P1": "0.1", "P2": "0.2", "P3": "ND"}, []),
        ("毒死蜱\t0.2\n腐霉利\t0.1", {"P1": "0.1", "P2": "0.2"}, []),
        ("检测项目\t结果\n甲维盐\tND", {"P3": "ND"}, []),
        ("序号\t项目\t单位\t检测结果\n1\t毒 死 蜱\tmg/kg\t0.2", {"P2": "0.2 mg/kg"}, []),
        ("毒死蜱\t0.2\n氧乐果\t0.3", {"P2": "0.2"}, ["氧乐果"]),
        ("盲样编号\t腐霉利\t毒死蜱\nS\t0.1\tND", {"P1": "0.1", "P2": "ND"}, []),
        ("1\n2\n3\n4", {"P1": "1", "P2": "2", "P3": "3"}, ["4"]),
        ("", {}, []),
    ],
)
def test_one_sample(block, cells, unmatched):
    pasted = one(block)
    assert (of(pasted), pasted.unmatched) == (cells, unmatched)


def test_from_the_box_downwards():
    assert of(one("0.1\n0.2", at="P2")) == {"P2": "0.1", "P3": "0.2"}


@pytest.mark.parametrize(
    ("block", "first", "second", "unmatched"),
    [
        (
            "盲样编号\t毒死蜱\t腐霉利\nBBB\t0.1\t0.2\nAAA\tND\t-",
            {"P2": "ND", "P1": "-"},
            {"P2": "0.1", "P1": "0.2"},
            [],
        ),
        ("\tAAA\tBBB\n腐霉利\t1\t2\n毒死蜱\t3\t4", {"P1": "1", "P2": "3"}, {"P1": "2", "P2": "4"}, []),
        ("编号\t毒死蜱\nZZZ\t0.1\nbbb\t0.2", {}, {"P2": "0.2"}, ["ZZZ"]),
        ("编号\t毒死蜱\t氧乐果\nAAA\t1\t2", {"P2": "1"}, {}, ["氧乐果"]),
        ("腐霉利\t毒死蜱\n1\t2\n3\t4", {"P1": "1", "P2": "2"}, {"P1": "3", "P2": "4"}, []),
        ("1\t2\n3\t4", {"P1": "1", "P2": "2"}, {"P1": "3", "P2": "4"}, []),
        ("1\t2\n3\t4\n5", {"P1": "1", "P2": "2"}, {"P1": "3", "P2": "4"}, ["5"]),
    ],
)
def test_many_samples(block, first, second, unmatched):
    pasted = many(block)
    assert (of(pasted, "AAA"), of(pasted, "BBB"), pasted.unmatched) == (first, second, unmatched)


def test_a_block_from_a_box_of_many():
    pasted = many("1\t2", at=("BBB", "P2"))
    assert of(pasted, "BBB") == {"P2": "1", "P3": "2"}


@given(st.text(max_size=80))
def test_any_block_is_laid_or_named(block):
    for pasted in (one(block), many(block)):
        assert said(pasted, len(pasted.cells)).startswith("已填入")
        assert {item for _, item in pasted.cells} <= set(ITEMS)

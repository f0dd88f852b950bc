"""What offices write of crops is read in one way, and what is written out is read back the same."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supervision.ground import kinds
from supervision.ground.subjects import Product, crops

CITRUS = Product(code="FRU001", name="柑橘", aliases="桔子;橘子", sector="种植业")
TEA = Product(code="TEA001", name="茶叶", aliases="", sector="种植业")
PIG = Product(code="MEA001", name="猪肉", aliases="生猪;猪", sector="畜牧业")
COWPEA = Product(code="VEG001", name="豇豆", aliases="豆角;长豆角", sector="种植业")
BEAN = Product(code="VEG002", name="菜豆", aliases="四季豆;豆角", sector="种植业")
ALL = (CITRUS, TEA, PIG, COWPEA, BEAN)


def known():
    found = {}
    for one in ALL:
        for name in (one.name, *one.aliases.split(";")):
            if name:
                found.setdefault(kinds.fold(name), []).append(one)
    return found


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("柑橘|10-12|50亩; 茶叶|3-5|20亩", [(CITRUS, 10, 12, Decimal(50)), (TEA, 3, 5, Decimal(20))]),
        ("柑橘 10月至12月 50\n茶叶", [(CITRUS, 10, 12, Decimal(50)), (TEA, 1, 12, None)]),
        ("桔子｜11-2", [(CITRUS, 11, 2, None)]),
        ("猪，全年，存栏200头；", [(PIG, 1, 12, Decimal(200))]),
        ("茶叶，4月", [(TEA, 4, 4, None)]),
        (" ;； \n", []),
    ],
)
def test_as_offices_write_it(text, read):
    assert [tuple(one) for one in crops.read(text, known())] == read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("柑桔|10-12", "产品目录中没有“柑桔”，是不是“柑橘”？"),
        ("火星菜", "产品目录中没有“火星菜”。"),
        ("豆角", "“豆角”可以是豇豆、菜豆，请写明是哪一种。"),
        ("柑橘|13-2", "“13-2”不是月份，月份应在1至12之间。"),
        ("柑橘；橘子", "“柑橘”写了两次，请合为一条。"),
        ("柑橘|1-2|3-4", "“柑橘”的上市月份写了两次。"),
        ("柑橘|50亩|20亩", "“柑橘”的面积或存栏写了两次。"),
        ("柑橘|很多", "看不懂“很多”，请写成“柑橘|10-12|50亩”，月份和面积可以不写。"),
        ("柑橘|50.555亩", "最多2位小数"),
    ],
)
def test_what_cannot_be_read_says_what_to_write(text, said):
    with pytest.raises(kinds.Unreadable, match=re.escape(said)):
        crops.read(text, known())


MONTHS = st.integers(1, 12)
AREAS = st.none() | st.integers(0, 9_999_999).map(lambda cents: Decimal(cents) / 100)
GROWN = st.builds(crops.Grown, st.sampled_from(ALL), MONTHS, MONTHS, AREAS)


@given(st.lists(GROWN, max_size=4, unique_by=lambda one: one.product.code))
def test_what_is_written_is_read_back(grown):
    assert crops.read(crops.written(grown), known()) == sorted(grown, key=lambda one: one.product.code)

"""Units are picked from a list; what people write for one is that one."""

import pytest

from supervision.ground.kinds import Unreadable, units


@pytest.mark.parametrize(
    ("written", "unit"),
    [("公斤", "kg"), ("KG", "kg"), ("㎏", "kg"), (" 千克 ", "kg"), ("ｋｇ", "kg"), ("斤", "斤"), ("市斤", "斤"),
     ("T", "吨"), ("毫升", "mL"), ("ML", "mL"), ("升", "L"), ("枚", "枚"), ("羽", "羽")],
)  # fmt: skip
def test_read(written, unit):
    assert units.read(written) == unit


@pytest.mark.parametrize("written", ["😀", "大概", "kgs", "", "公 里"])
def test_refused_with_the_list(written):
    with pytest.raises(Unreadable, match="请选用：kg、斤"):
        units.read(written)


def test_a_sector_is_offered_what_it_counts_in():
    assert "枚" in units.offered("畜牧业") and "枚" not in units.offered("种植业")
    assert all(unit in units.ALIASES for unit in units.offered())

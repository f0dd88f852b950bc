"""A village is called by its name, not by its committee's."""

import pytest

from supervision.ground.regions import Level, Region


@pytest.mark.parametrize(
    ("short", "kind", "said"),
    [("董团", "村委会", "董团村"), ("王村", "村委会", "王村"), ("劳动路", "居委会", "劳动路社区")],
)
def test_a_village(short, kind, said):
    assert Region(name=f"{short}民委员会", short_name=short, kind=kind, level=Level.VILLAGE).said == said


def test_other_places_keep_their_name():
    assert Region(name="广信区", short_name="广信", level=Level.COUNTY).said == "广信区"

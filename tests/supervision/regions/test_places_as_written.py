"""A place in every way people write it: full addresses, old county names, villages, codes; otherwise what is near."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from supervision.ground import kinds, regions
from supervision.ground.regions import Region

pytestmark = pytest.mark.django_db
DONGTUAN, VILLAGE = "361104290", "董团村民委员会"
LEVELS = ("township", "village")


@pytest.fixture
def atlas(db):
    return regions.atlas(frozenset(Region.objects.filter(county="361104").values_list("pk", flat=True)))


@pytest.mark.parametrize(
    "written",
    [
        "广信区 董团乡",
        "广信区董团乡",
        "上饶市广信区董团乡",
        "江西省上饶市广信区董团乡",
        "江西 上饶市 广信区 董团乡",
        "广信区-董团乡",
        "广信区/董团乡",
        "广信区·董团乡",
        "广信区>董团乡",
        "广信区、董团乡",
        "广信区\u00a0董团乡\u200b",
        "广信 董团",
        "董团乡",
        "董团",
        "上饶县 董团乡",
        "上饶县董团",
        DONGTUAN,
        f"{DONGTUAN}000",
        "３６１１０４２９０",
    ],
)
def test_one_township(atlas, written):
    assert atlas.read(written, LEVELS).place.code == DONGTUAN


@pytest.mark.parametrize(
    "written", ["董团村", "董团村委会", "董团村民委员会", "广信区董团乡董团村", "广信区 董团村", "上饶县董团乡董团村委会"]
)
def test_one_village(atlas, written):
    assert atlas.read(written, LEVELS).place.name == VILLAGE


@pytest.mark.parametrize(
    ("written", "note"),
    [
        ("上饶县 董团乡", "上饶县 2019 年撤县设区为广信区"),
        ("董团", "“董团”读作广信区 董团乡"),
        ("广信区 董团乡", ""),
    ],
)
def test_how_it_was_read_is_told(atlas, written, note):
    assert "；".join(atlas.read(written, LEVELS).notes) == note


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("董田乡", "没有这个地区：“董田乡”。是“广信区 董团乡”吗？"),
        ("广信区董田乡", "是“广信区 董团乡”吗？"),
        ("广信区 董团乡 王家村", "在广信区 董团乡里没有找到“王家村”"),
        ("月球", "没有这个地区：“月球”。请核对"),
        ("361104999", "没有这个地区"),
        ("信州区 沙溪镇", "不在您的辖区内"),
        ("广丰县 五都镇", "不在您的辖区内"),
        ("广信区", "请填到乡镇（街道）或村（社区）"),
        ("361121", "请填到乡镇"),
        ("上饶市", "不在您的辖区内"),
        (" - ", "请填写地区"),
    ],
)
def test_otherwise_it_is_said_why_not(atlas, written, said):
    with pytest.raises(kinds.Unreadable) as wrong:
        atlas.read(written, LEVELS)
    assert said in str(wrong.value)


def test_two_of_one_name_are_both_named(db):
    everywhere = regions.atlas(frozenset(Region.objects.values_list("pk", flat=True)))
    twice = [place for place in everywhere.places if place.name == "中洲村民委员会"] or _twins(everywhere)
    with pytest.raises(kinds.Unreadable, match="有多个同名地区") as wrong:
        everywhere.read(twice[0].name, LEVELS)
    assert all(place.said in str(wrong.value) for place in twice[:2])
    assert everywhere.read(twice[1].said, LEVELS).place == twice[1]


def _twins(atlas):
    by_name = {}
    for place in atlas.places:
        by_name.setdefault(place.name, []).append(place)
    return next(ones for ones in by_name.values() if len(ones) == 2 and ones[0].level == "village")


def test_every_place_is_found_by_its_whole_name_and_its_code(db):
    everywhere = regions.atlas(frozenset(Region.objects.values_list("pk", flat=True)))
    levels = ("city", "county", "zone", "township", "village")
    lost = []
    for place in everywhere.places:
        for written in (place.said, place.code):
            try:
                found = everywhere.read(written, levels).place
            except kinds.Unreadable:
                found = None
            if found != place:
                lost.append((written, found))
    assert lost == []


@given(st.one_of(st.text(max_size=20), st.text("江西省上饶市广信区县董团乡村委会-/ 。0123", max_size=16)))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
def test_no_text_breaks_it(atlas, written):
    try:
        found = atlas.read(written, LEVELS)
    except kinds.Unreadable:
        return
    assert found.place.level in LEVELS

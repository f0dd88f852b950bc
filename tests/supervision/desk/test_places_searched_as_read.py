"""The search box of places finds what the reader of places understands: former names, whole addresses."""

import pytest

from tests.cast import DONGTUAN, SHAXI


@pytest.mark.parametrize("asked", ["董团", "上饶县 董团乡", "江西省上饶市广信区董团乡", "广信区－董团乡\u200b"])
def test_the_township_is_found(cast, asked):
    found = cast.guangxin.get("/supervision/regions/search/", {"q": asked, "levels": "township"}).json()["results"]
    assert [one["id"] for one in found] == [DONGTUAN]


def test_a_neighbours_place_is_not(cast):
    for asked in ("信州区 沙溪镇", "上饶市信州区沙溪镇", SHAXI):
        assert cast.guangxin.get("/supervision/regions/search/", {"q": asked}).json()["results"] == []

"""Every item of the province's routine list is in the dictionary, by its name or as a laboratory writes it."""

from pathlib import Path

import pytest

from monitoring import reference
from monitoring.models import Analyte, Limit
from monitoring.services.naming import called
from supervision.ground import history
from supervision.ground.people import system_post

ITEMS = (Path(__file__).parent / "routine_list.txt").read_text(encoding="utf-8").split()
BY_ALIAS = {"霜霉威", "甲维盐", "氯氟氰菊酯", "氯氰菊酯", "咪鲜胺", "甲霜灵"}


def test_the_list_is_whole():
    assert len(ITEMS) == len(set(ITEMS)) == 75


def test_every_item_is_found_once(db):
    known = called(Analyte.objects.all())
    assert [name for name in ITEMS if name not in known] == []
    assert len({known[name] for name in ITEMS}) == 75
    names = set(Analyte.objects.values_list("name", flat=True))
    assert {name for name in ITEMS if name not in names} == BY_ALIAS


@pytest.mark.parametrize("name", ["高效氯氟氰菊酯", "三氟氯氰菊酯", "精甲霜灵", "高效氯氰菊酯"])
def test_other_wordings(db, name):
    assert name in called(Analyte.objects.all())


def test_items_without_a_checked_limit_say_so(db):
    new = Analyte.objects.filter(code__range=("P3055", "P3066"))
    assert new.count() >= 11
    assert all(not one.verified and "待核对" in one.note for one in new)
    assert not Limit.objects.filter(analyte__in=new, edition__contains="2021").exclude(analyte__name="倍硫磷").exists()


def _newer(shipped):
    """The lists of a newer release: three more items, and a substance that only a limit names, before all others."""

    def rows(name):
        found = shipped(name)
        if name == "analytes.csv":
            last = found[-1]
            return found + [last | {"code": f"P309{n}", "name": f"新增项目{n}", "cas": ""} for n in range(3)]
        if name == "limits.csv":
            return [found[0] | {"analyte": "新增代谢物"}, *found]
        return found

    return rows


NEW = {"新增项目0", "新增项目1", "新增项目2", "新增代谢物"}


def test_newer_shipped_items_reach_a_site_that_has_data(db, monkeypatch):
    """A site of the release before, with one item worded by a person: what it has keeps its number and its words."""
    with history.acting(system_post(), "测试"):
        Analyte.objects.filter(code="P3044").update(note="本市口径：按母体计", matrix="蔬菜")
    before = dict(Analyte.objects.values_list("code", "name"))
    assert not NEW & set(before.values())
    monkeypatch.setattr(reference, "_rows", _newer(reference._rows))
    reference.load()
    after = dict(Analyte.objects.values_list("code", "name"))
    assert set(after.values()) - set(before.values()) == NEW
    assert {code: after[code] for code in before} == before
    assert Analyte.objects.get(code="P3044").note == "本市口径：按母体计"
    assert Limit.objects.filter(analyte__name="新增代谢物").exists()
    reference.load()
    assert dict(Analyte.objects.values_list("code", "name")) == after

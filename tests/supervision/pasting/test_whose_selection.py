"""A selection opens to colleagues only while a list stands on it that is shared; it is kept while any list does."""

import pytest

from supervision.ground.desk import SavedList, Selection
from tests import make

from .test_pasting import LIST, SAVED, ids, paste

STATISTICS = "/supervision/statistics/saved/"


@pytest.fixture
def picked(cast):
    one = make.subject("青禾蔬菜专业合作社")
    return one, paste(cast.guangxin, one.name).url.partition("?")[2]


def save(member, query, name="年底检查", **more):
    return member.post_to(SAVED, {"register": "subjects", "name": name, "query": query, **more})


def test_a_private_list_does_not_open_it_to_colleagues(cast, picked):
    one, query = picked
    save(cast.guangxin, query)
    assert Selection.objects.get().kept and ids(cast.guangxin, f"{LIST}?{query}") == {one.pk}
    assert ids(cast.guangxin_admin, f"{LIST}?{query}") == set()
    save(cast.guangxin, query, "大家的", shared="1")
    assert ids(cast.guangxin_admin, f"{LIST}?{query}") == {one.pk}
    assert ids(cast.xinzhou, f"{LIST}?{query}") == set()


def test_a_shared_list_on_another_selection_does_not_either(cast, picked):
    """Its number begins with the same digits."""
    query = picked[1]
    save(cast.guangxin, query)
    kept = SavedList.objects.get()
    SavedList.objects.create(
        register="subjects", name="别的", query=f"{query}0", user=kept.user, organisation=kept.organisation, shared=True
    )
    assert ids(cast.guangxin_admin, f"{LIST}?{query}") == set()


def test_a_statistic_that_stands_on_it_keeps_it(cast, picked):
    query = picked[1]
    save(cast.guangxin, query)
    cast.guangxin.post_to(STATISTICS, {"name": "按乡镇", "query": f"register=subjects&r1=township&{query}"})
    assert SavedList.objects.count() == 2
    cast.guangxin.post_to(SAVED, {"register": "subjects", "drop": SavedList.objects.get(register="subjects").pk})
    assert Selection.objects.get().kept
    cast.guangxin.post_to(STATISTICS, {"drop": SavedList.objects.get().pk})
    assert not Selection.objects.get().kept

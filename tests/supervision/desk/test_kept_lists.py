"""Columns, their order and the length of a page are a person's own; conditions under a name are his or his office's."""

import pytest

from supervision.ground.desk.models import ListLayout, SavedList
from supervision.ground.people import User

from .conftest import URL

LAYOUT, SAVED = "/supervision/lists/layout/", "/supervision/lists/saved/"


def shown(member, **asked):
    return [column.name for column in member.get(URL, asked).context["columns"]]


def keep(member, **sent):
    return member.post_to(LAYOUT, {"register": "subjects", "size": "50", **sent})


def save(member, name="合作社", query="kind=cooperative", **sent):
    return member.post_to(SAVED, {"register": "subjects", "name": name, "query": query, **sent})


def names(member):
    return [one["name"] for one in member.get(URL).context["saved"]]


def test_columns_in_their_order_and_the_size_of_a_page_are_remembered(cast, subjects):
    before = shown(cast.guangxin)
    answer = keep(cast.guangxin, columns=["name", "contact", "number"], at_number="1", at_contact="2", at_name="9")
    assert (answer.status_code, answer.url) == (302, URL)
    assert shown(cast.guangxin) == ["number", "contact", "name"]
    assert cast.guangxin.get(URL).context["size"] == 50
    assert cast.guangxin.get(URL, {"size": "100"}).context["size"] == 100
    assert shown(cast.township) == before
    keep(cast.guangxin, reset="1")
    assert shown(cast.guangxin) == before


def test_a_column_that_is_not_there_is_not_kept(cast, subjects):
    before = shown(cast.guangxin)
    keep(cast.guangxin, columns=["password", "phone_sealed"], size="7")
    assert shown(cast.guangxin) == before
    assert ListLayout.objects.get(register="subjects").size == 20


def test_conditions_are_kept_under_a_name_and_open_their_rows(cast, subjects):
    answer = save(cast.guangxin, query="kind=smallholder&page=3&after=x&q=&sort=name")
    assert answer.url == f"{URL}?kind=smallholder&sort=name"
    (one,) = cast.guangxin.get(URL).context["saved"]
    assert one["url"] == "?kind=smallholder&sort=name"
    assert [row["name"] for row in cast.guangxin.get(URL + one["url"]).context["rows"]] == ["董团三号农户"]


def test_they_are_shared_within_the_office_only_when_ticked(cast, subjects):
    colleague = cast.guangxin_admin
    same = colleague.post.organisation_id == cast.guangxin.post.organisation_id
    save(cast.guangxin, "自己的")
    save(cast.guangxin, "大家的", shared="1")
    assert names(cast.guangxin) == ["大家的", "自己的"]
    assert same and names(colleague) == ["大家的"]
    assert names(cast.xinzhou) == [] and names(cast.township) == []


def test_only_who_made_one_takes_it_away(cast, subjects):
    save(cast.guangxin, "大家的", shared="1")
    kept = SavedList.objects.get()
    cast.guangxin_admin.post_to(SAVED, {"register": "subjects", "drop": kept.pk})
    assert cast.xinzhou.post_to(SAVED, {"register": "subjects", "drop": kept.pk}).status_code == 404
    assert SavedList.objects.count() == 1
    cast.guangxin.post_to(SAVED, {"register": "subjects", "drop": kept.pk})
    assert SavedList.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "query"),
    [("", "kind=market"), ("空", ""), ("电话", "q=13907931234"), ("找13907931234", "kind=market"),
     ("长" * 31, "kind=market")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said(cast, subjects, name, query):
    save(cast.guangxin, name, query)
    assert SavedList.objects.count() == 0


def test_a_name_is_there_once(cast, subjects):
    save(cast.guangxin)
    save(cast.guangxin)
    assert SavedList.objects.count() == 1
    assert "已有同名的常用筛选" in cast.guangxin.get(URL).content.decode()


def test_a_register_one_may_not_view_keeps_nothing(cast, subjects):
    assert cast.lab_tester.post_to(LAYOUT, {"register": "subjects", "columns": ["name"]}).status_code == 403
    assert cast.guangxin.post_to(LAYOUT, {"register": "nothing", "columns": ["name"]}).status_code == 404
    assert not ListLayout.objects.exists()


def test_what_is_kept_belongs_to_the_person_in_every_post(cast, subjects):
    keep(cast.guangxin, columns=["name"])
    assert ListLayout.objects.get().user == User.objects.get(pk=cast.guangxin.post.user_id)

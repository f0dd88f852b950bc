"""粘贴名单: a list of names and codes becomes a selection; what finds no one subject is asked about, nearest first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground import clock, facts
from supervision.ground.desk import SavedList, Selection, forget_picked, pasting
from supervision.ground.people import system_post
from tests import make
from tests.cast import SHAXI
from tests.supervision.changes import maker

LIST, PASTE, SAVED = "/supervision/subjects/", "/supervision/subjects/paste/", "/supervision/lists/saved/"


@pytest.fixture
def known(cast):
    names = ("青禾蔬菜专业合作社", "白鹭湖水产养殖场", "云碧峰家庭农场")
    return [make.subject(name) for name in names]


def paste(member, *names, **more):
    return member.post_to(PASTE, {"names": "\n".join(names), **more})


def chosen(line, subject):
    return {f"line_{pasting.key_of(line)}": subject.pk}


def ids(member, url):
    return {row["id"] for row in member.get(url).context["rows"]}


def test_names_and_codes_become_a_list_that_is_narrowed_to_them(cast, known):
    answer = paste(cast.guangxin, "1. 青禾蔬菜专业合作社", known[1].number, "（3）云碧峰 家庭农场")
    made = Selection.objects.get()
    assert answer.url == f"{LIST}?picked={made.pk}" and set(made.ids) == {one.pk for one in known}
    page = cast.guangxin.get(answer.url)
    assert {row["id"] for row in page.context["rows"]} == {one.pk for one in known}
    assert "选定：粘贴名单 3 家" in page.content.decode()
    assert ids(cast.guangxin, f"{answer.url}&kind=smallholder") == set()


def test_what_is_unknown_is_named_with_the_nearest(cast, known):
    page = paste(cast.guangxin, "青禾蔬菜合作社", "白鹭湖水产养殖场", "完全不相干的名字")
    pasted = page.context["pasted"]
    assert page.status_code == 200 and not Selection.objects.exists()
    near, none = pasted.open
    assert near.text == "青禾蔬菜合作社" and near.options[0].pk == known[0].pk and none.options == []
    assert "完全不相干的名字" in page.content.decode()
    paste(
        cast.guangxin,
        "青禾蔬菜合作社",
        "白鹭湖水产养殖场",
        "完全不相干的名字",
        **chosen("青禾蔬菜合作社", known[0]),
        go="1",
    )
    assert set(Selection.objects.get().ids) == {known[0].pk, known[1].pk}


def test_a_name_that_two_have_is_asked_about(cast, known):
    other = make.subject("青禾蔬菜专业合作社", kind="family_farm", others=[known[0].pk])
    (line,) = paste(cast.guangxin, "青禾蔬菜专业合作社").context["pasted"].open
    assert line.several and {one.pk for one in line.options} == {known[0].pk, other.pk}
    paste(cast.guangxin, "青禾蔬菜专业合作社", **chosen("青禾蔬菜专业合作社", other), go="1")
    assert Selection.objects.get().ids == [other.pk]


def test_the_neighbours_are_neither_found_nor_suggested(cast, known):
    theirs = make.subject("沙溪青禾蔬菜专业合作社", at=SHAXI)
    page = paste(cast.guangxin, theirs.name)
    (line,) = page.context["pasted"].open
    assert theirs.pk not in {one.pk for one in line.options}
    assert paste(cast.guangxin, theirs.name, **chosen(theirs.name, theirs), go="1").status_code == 422
    made = paste(cast.guangxin, known[0].name).url
    assert ids(cast.xinzhou, made) == set() and "没有找到这份选定的名单" in cast.xinzhou.get(made).content.decode()
    assert cast.xinzhou.get(f"/subjects/dossiers/{Selection.objects.get().pk}/").status_code == 404


@pytest.mark.parametrize(
    ("names", "said"),
    [("", "请粘贴名称"), (" \n 1. \n", "请粘贴名称"), ("\n".join(f"某社{n}号" for n in range(301)), "最多粘贴 300 个")],
)
def test_too_few_and_too_many_are_told_and_nothing_is_lost(cast, names, said):
    answer = cast.guangxin.post_to(PASTE, {"names": names})
    assert answer.status_code == 422 and said in answer.content.decode()
    assert answer.context["written"] == names


def test_queries_do_not_grow_with_the_list(cast, known):
    counts = []
    paste(cast.guangxin, "没有的社")
    for many in (3, 120):
        with CaptureQueriesContext(connection) as seen:
            paste(cast.guangxin, *(f"没有的社{n}" for n in range(many)))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_kept_under_a_name_it_stays_and_colleagues_open_it(cast, known):
    url = paste(cast.guangxin, known[0].name).url
    query = url.partition("?")[2]
    assert ids(cast.guangxin_admin, url) == set()
    cast.guangxin.post_to(SAVED, {"register": "subjects", "name": "年底检查", "query": query, "shared": "1"})
    assert Selection.objects.get().kept and ids(cast.guangxin_admin, url) == {known[0].pk}
    Selection.objects.update(made_at="2020-01-01T00:00:00Z")
    assert forget_picked() == 0
    cast.guangxin.post_to(SAVED, {"register": "subjects", "drop": SavedList.objects.get().pk})
    assert not Selection.objects.get().kept and forget_picked() == 1


def test_what_was_picked_is_exported_and_decided_on(cast, known):
    made = Selection.objects.get(pk=paste(cast.guangxin, known[0].name, known[1].name).url.partition("=")[2])
    assert cast.guangxin.get(f"{LIST}export/?picked={made.pk}").status_code == 200
    answer = cast.guangxin.post_to(f"{LIST}select/?picked={made.pk}", {"what": "all"})
    assert set(Selection.objects.exclude(pk=made.pk).get().ids) == set(made.ids) and answer.status_code == 302


def test_dossiers_are_printed_by_whoever_may_export(cast, known, monkeypatch):
    from shangrao_nongan import roles

    made = paste(cast.guangxin, known[0].name).url.partition("=")[2]
    allowed = roles.permissions_of(cast.guangxin.post.role) - {"supervision.export_subject"}
    monkeypatch.setattr(roles, "permissions_of", lambda role: allowed)
    assert cast.guangxin.get(f"/subjects/dossiers/{made}/").status_code == 403
    assert "一键调档" not in cast.guangxin.get(f"{LIST}?picked={made}").content.decode()


def test_their_dossiers_are_one_paper_with_contents_and_noted(cast, known):
    from supervision.ground.audit import Exported

    made = paste(cast.guangxin, known[0].name, known[1].name).url.partition("=")[2]
    page = cast.guangxin.get(f"/subjects/dossiers/{made}/")
    text = page.content.decode()
    assert page.status_code == 200 and "目录" in text
    assert all(f'id="d{one.pk}"' in text and one.name in text for one in known[:2]) and known[2].name not in text
    assert Exported.objects.get().rows == 2
    assert f"/subjects/dossiers/{made}/" in cast.guangxin.get(f"{LIST}?picked={made}").content.decode()


def test_their_courses_tell_of_the_one_before_as_a_single_dossier_does(cast, known):
    told = {"on": clock.today(), "by": system_post(), "source": known[2], "region": known[2].region}
    facts.record("patrol.problem", subject=known[2], summary="棚内用药没有记录", **told)
    (change,) = maker.told(known[0], predecessor=known[2], proof=True)
    maker.accepted(change)
    made = paste(cast.guangxin, known[0].name, known[1].name).url.partition("=")[2]
    for address in (f"/subjects/{known[0].pk}/dossier/", f"/subjects/dossiers/{made}/"):
        assert "棚内用药没有记录" in cast.guangxin.get(address).content.decode(), address

"""A question is kept under a name, for oneself or for one's office; whoever opens it counts his own rows."""

import pytest

from supervision.ground.desk import SavedList

from .conftest import URL

ASKED = "register=samples&r1=township&c=verdict&m=n&m=failed"


def keep(member, name="豇豆各乡镇", query=ASKED, **sent):
    return member.post_to(URL + "saved/", {"name": name, "query": query, **sent})


def names(member):
    return [one["name"] for one in member.get(URL).context["saved"]]


def test_it_opens_the_same_table(cast, samples):
    answer = keep(cast.guangxin)
    assert (answer.status_code, answer.url) == (302, f"{URL}?{ASKED}")
    (one,) = cast.guangxin.get(URL).context["saved"]
    page = cast.guangxin.get(one["url"])
    assert page.context["title"] == "抽样单：乡镇（街道） × 判定"
    assert [measure.name for measure in page.context["table"].measures] == ["n", "failed"]


def test_it_is_shared_within_the_office_only_when_ticked(cast):
    keep(cast.guangxin, "自己的")
    keep(cast.guangxin, "大家的", shared="1")
    assert names(cast.guangxin) == ["大家的", "自己的"]
    assert names(cast.guangxin_admin) == ["大家的"]
    assert names(cast.xinzhou) == names(cast.township) == []


def test_it_stands_on_no_list(cast):
    keep(cast.guangxin)
    assert cast.guangxin.get("/monitoring/samples/").context["saved"] == []


def test_only_who_made_it_takes_it_away(cast):
    keep(cast.guangxin, shared="1")
    kept = SavedList.objects.get()
    assert cast.xinzhou.post_to(URL + "saved/", {"drop": kept.pk}).status_code == 404
    cast.guangxin_admin.post_to(URL + "saved/", {"drop": kept.pk})
    assert SavedList.objects.count() == 1
    cast.guangxin.post_to(URL + "saved/", {"drop": kept.pk})
    assert not SavedList.objects.exists()


@pytest.mark.parametrize(
    ("name", "query"),
    [("", ASKED), ("长" * 31, ASKED), ("电话", ASKED + "&q=13907931234"), ("重", "register=samples&q=" + "x" * 1000)],
)
def test_what_cannot_be_kept_is_said(cast, name, query):
    assert keep(cast.guangxin, name, query).status_code == 302
    assert not SavedList.objects.exists()


def test_of_a_register_one_may_not_view(cast):
    assert keep(cast.township, query="register=posts&r1=role").status_code == 403
    assert keep(cast.township, query="r1=role").status_code == 404

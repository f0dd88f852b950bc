"""不是同一家 is kept of those that were asked about only, and their names are told within the place only."""

import pytest

from supervision.grid.merging import confirm_merge, propose_merge
from supervision.grid.services.subject import correct_subject, register_subject
from supervision.ground.subjects import Subject, SubjectApart
from tests import make
from tests.cast import DONGTUAN, SHAXI
from tests.supervision.changes import maker

FORM = {"name": "绿园蔬菜家庭农场", "kind": "family_farm", "industry": "planting", "region": DONGTUAN, "datum": "WGS84",
        "registered_on": "2021-12-01", "submit": "1"}  # fmt: skip


def pairs_of(subject):
    return {
        (row.first_id, row.second_id)
        for row in SubjectApart.objects.all()
        if subject.pk in (row.first_id, row.second_id)
    }


@pytest.fixture
def strangers(cast):
    return [make.subject("沙溪果业合作社", at=SHAXI), make.subject("别家果园合作社", at=DONGTUAN)]


def test_other_keys_sent_with_the_form_are_not_kept(cast, strangers):
    first = make.subject("绿源蔬菜专业合作社", at=DONGTUAN)
    sent = [str(one.pk) for one in (first, *strangers)]
    assert cast.township.post_to("/supervision/subjects/new/", FORM | {"others": sent}).status_code == 302
    made = Subject.objects.get(name=FORM["name"])
    assert pairs_of(made) == {(first.pk, made.pk)}
    page = cast.township.get(f"/supervision/subjects/{made.pk}/").content.decode()
    assert first.name in page and not any(one.name in page or one.number in page for one in strangers)


def test_nor_are_they_by_the_service_when_it_is_entered_or_corrected(cast, strangers):
    keys = [one.pk for one in strangers]
    given = {"kind": "family_farm", "industry": "planting", "region": make.region(DONGTUAN)}
    made = register_subject(by=cast.township.post, submit=False, name="晴川农场", others=keys, **given)
    correct_subject(made, by=cast.township.post, version=made.version, address="一号", others=keys)
    again = Subject.objects.select_related("region", "made_by").get(pk=made.pk)
    correct_subject(again, by=cast.township.post, version=again.version, name="晴和农场", others=keys)
    assert pairs_of(made) == set()


def test_of_one_that_has_moved_away_it_is_told_only_that_there_is_one(cast):
    first, second = make.subject("绿源蔬菜专业合作社"), make.subject("董家农场", kind="family_farm")
    with_apart(cast, first, second)
    double = make.subject("重复登记合作社")
    made = propose_merge(by=cast.township.post, submit=True, subject=double, into=first, why="同一家")
    confirm_merge(type(made).objects.get(pk=made.pk), by=cast.guangxin.post)
    (change,) = maker.told(first, region=SHAXI, proof=True)
    maker.accepted(change, by="xinzhou")
    for mine, theirs in ((cast.guangxin, (second, double)), (cast.xinzhou, (first,))):
        for one in theirs:
            answer = mine.get(f"/supervision/subjects/{one.pk}/").content.decode()
            page, _course, _told = answer.partition("办理经过")  # what was done here stays as it was told
            assert "辖区外的监管对象" in page
            others = {first, second, double} - set(theirs)
            assert not any(other.name in page or other.number in page for other in others), one
    seen = cast.city.get(f"/supervision/subjects/{double.pk}/").content.decode()
    assert "已并入 <a" in seen and first.name in seen


def with_apart(cast, one, other):
    cast.guangxin.post_to("/supervision/subjects/doubles/apart/", {"one": one.pk, "other": other.pk})
    cast.guangxin.get("/supervision/subjects/doubles/")  # which tells it once

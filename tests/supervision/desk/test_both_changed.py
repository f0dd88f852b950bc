"""Two had one record open: what only the other changed keeps, what both changed is chosen, and the page says who."""

import pytest

from supervision.ground.records import State
from tests import make
from tests.cast import DONGTUAN

from .conftest import URL

pytestmark = pytest.mark.django_db
KEYS = ("7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b31", "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b32")


@pytest.fixture
def opened(cast):
    """A draft that the township and the county have open, and what the page sends of it untouched."""
    made = make.subject("共改合作社", state=State.DRAFT, address="老街1号", phone="13907931234")
    typed = {
        "name": made.name, "kind": "cooperative", "industry": made.industry, "region": DONGTUAN,
        "registered_on": f"{made.registered_on}", "address": "老街1号", "version": made.version, "save": "1",
        "contact": made.contact, "leading": made.leading, "client_key": KEYS[0],
    }  # fmt: skip
    return made, f"{URL}{made.pk}/edit/", typed


def theirs(cast, page, typed, **changes):
    answer = cast.guangxin.post_to(page, typed | {"client_key": KEYS[1]} | changes)
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_field_only_the_other_touched_keeps_his_value(cast, opened):
    made, page, typed = opened
    theirs(cast, page, typed, address="新街2号")
    late = cast.township.post_to(page, typed | {"contact": "李四"})
    text = late.content.decode()
    assert late.status_code == 422 and "已被他人修改" in text
    assert "广信 监管" in text and "老街1号 → 新街2号" in text
    assert late.context["merged"].taken_over == ["地址"] and not late.context["merged"].choices
    form = late.context["form"]
    assert form["registered_on"].value() == typed["registered_on"], "a date stays as the browser writes it"
    assert not form.errors and form["address"].value() == "新街2号" and form["contact"].value() == "李四"
    again = {name: form[name].value() or "" for name in typed if name in form.fields} | {"save": "1"}
    assert cast.township.post_to(page, again).status_code == 302
    made.refresh_from_db()
    assert (made.address, made.contact) == ("新街2号", "李四")


@pytest.mark.parametrize(("pick", "kept"), [("mine", "我的街3号"), ("theirs", "新街2号")])
def test_a_field_both_touched_is_chosen(cast, opened, pick, kept):
    made, page, typed = opened
    theirs(cast, page, typed, address="新街2号")
    late = cast.township.post_to(page, typed | {"address": "我的街3号"})
    text = late.content.decode()
    assert [choice.theirs for choice in late.context["merged"].choices] == ["新街2号"]
    assert "用后来改的：新街2号" in text and 'name="both" value="address"' in text
    again = typed | {"address": "我的街3号", "version": late.context["form"]["version"].value(), "both": "address"}
    unchosen = cast.township.post_to(page, again)
    assert unchosen.status_code == 422
    assert list(unchosen.context["form"].errors) == ["address"]
    assert "用后来改的：新街2号" in unchosen.content.decode() and "我的街3号" in unchosen.content.decode()
    assert cast.township.post_to(page, again | {"pick-address": pick}).status_code == 302
    made.refresh_from_db()
    assert made.address == kept


def test_what_was_left_to_choose_is_still_asked_when_a_third_was_faster(cast, opened):
    _made, page, typed = opened
    theirs(cast, page, typed, address="新街2号")
    late = cast.township.post_to(page, typed | {"address": "我的街3号"})
    version = late.context["form"]["version"].value()
    theirs(cast, page, typed, address="新街2号", contact="王五", version=version)
    third = cast.township.post_to(page, typed | {"address": "我的街3号", "version": version, "both": "address"})
    assert [choice.name for choice in third.context["merged"].choices] == ["address"]
    assert third.context["form"]["contact"].value() == "王五"


def test_what_was_left_to_the_other_stays_his_when_a_third_was_faster(cast, opened):
    made, page, typed = opened
    theirs(cast, page, typed, address="新街2号")
    late = cast.township.post_to(page, typed | {"address": "我的街3号"})
    version = late.context["form"]["version"].value()
    theirs(cast, page, typed, address="新街2号", contact="王五", version=version)
    picked = {"address": "我的街3号", "version": version, "both": "address", "pick-address": "theirs"}
    third = cast.township.post_to(page, typed | picked)
    assert third.context["form"]["address"].value() == "新街2号"
    again = {name: third.context["form"][name].value() or "" for name in typed if name in third.context["form"].fields}
    assert cast.township.post_to(page, again | {"save": "1"}).status_code == 302
    made.refresh_from_db()
    assert (made.address, made.contact) == ("新街2号", "王五")


def test_of_a_sealed_phone_nothing_is_told(cast, opened):
    _made, page, typed = opened
    theirs(cast, page, typed, phone="13607939876")
    late = cast.township.post_to(page, typed | {"phone": "13507935555"})
    assert [choice.theirs for choice in late.context["merged"].choices] == ["已变更"]
    assert "13607939876" not in late.content.decode() and "13907931234" not in late.content.decode()
    kept = cast.township.post_to(page, typed | {"address": "我的街3号", "client_key": KEYS[1]})
    assert not kept.context["merged"].choices, "a phone that was not typed stays the other's"


def test_ones_own_page_gone_back_to_corrects_what_it_saved(cast, opened):
    made, page, typed = opened
    assert cast.township.post_to(page, typed | {"address": "新街2号"}).status_code == 302
    assert cast.township.post_to(page, typed | {"address": "新街3号"}).status_code == 302
    made.refresh_from_db()
    assert (made.address, made.version) == ("新街3号", typed["version"] + 2)
    twice = cast.township.post_to(page, typed | {"address": "新街3号"}, follow=True)
    assert "已被他人修改" not in twice.content.decode()
    made.refresh_from_db()
    assert made.version == typed["version"] + 2


def test_another_window_of_ones_own_is_told_as_ones_own(cast, opened):
    _made, page, typed = opened
    assert cast.township.post_to(page, typed | {"address": "新街2号"}).status_code == 302
    late = cast.township.post_to(page, typed | {"address": "新街3号", "client_key": KEYS[1]})
    text = late.content.decode()
    assert late.status_code == 422 and "这条记录您后来又办理过" in text and "已被他人修改" not in text


def test_the_second_click_on_a_correction_is_told_as_ones_own(cast, opened):
    made, page, typed = opened
    for _ in range(2):
        answer = cast.township.post_to(page, typed | {"address": "新街2号"}, follow=True)
        assert answer.status_code == 200
    assert "刚刚已保存过" in answer.content.decode()
    made.refresh_from_db()
    assert made.version == typed["version"] + 1


def test_a_draft_that_was_saved_is_submitted_from_the_same_page(cast, opened):
    made, page, typed = opened
    assert cast.township.post_to(page, typed | {"address": "新街2号"}).status_code == 302
    submitted = {name: value for name, value in typed.items() if name != "save"} | {"address": "新街2号", "submit": "1"}
    for _ in range(2):
        assert cast.township.post_to(page, submitted).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.version) == (State.SUBMITTED, typed["version"] + 3)


def test_a_date_that_only_the_other_changed_is_one_the_browser_can_show(cast, opened):
    _made, page, typed = opened
    theirs(cast, page, typed, registered_on="2021-11-05")
    late = cast.township.post_to(page, typed | {"contact": "李四"})
    assert late.context["form"]["registered_on"].value() == "2021-11-05"
    assert 'value="2021-11-05"' in late.content.decode()

"""Two have a page of a change open: the second files what he has typed, not the reversal of what the first changed."""

import pytest

from supervision.ground.changes import Change
from tests import make, registers

from .maker import fresh, told


def opened(member, subject):
    """What the page sends of it untouched."""
    form = member.get(f"/supervision/subjects/{subject.pk}/step/alter/").context["form"]
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "")} | {"effective_on": "2021-12-10"}


def sent(member, subject, given):
    return member.post_to(f"/supervision/subjects/{subject.pk}/step/alter/", given)


def again(answer, given):
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in {*given, "grown", "why"}}


@pytest.fixture
def subject(cast):
    made = make.subject(address="老街1号", contact="老王")
    told(made, grown="柑|10-12|50亩")
    return fresh(made)


def test_what_was_not_typed_over_follows_what_stands(cast, subject):
    given = opened(cast.guangxin, subject)
    told(subject, address="新街2号", grown="柑|10-12|50亩；豇豆")
    late = sent(cast.guangxin, subject, given | {"contact": "李四", "why": "换人"})
    assert late.status_code == 422 and "新街2号" in late.content.decode()
    form = late.context["form"]
    assert (form["address"].value(), form["contact"].value()) == ("新街2号", "李四")
    assert "豇豆" in form["grown"].value()
    before = Change.objects.count()
    assert sent(cast.guangxin, subject, again(late, given)).status_code == 302
    (change,) = Change.objects.order_by("-pk")[: Change.objects.count() - before]
    assert change.what == "联系人"
    now = fresh(subject)
    assert (now.address, now.contact, now.crops.filter(ended_on=None).count()) == ("新街2号", "李四", 2)


def test_what_both_have_typed_over_stays_as_typed_and_is_told(cast, subject):
    given = opened(cast.guangxin, subject)
    told(subject, address="新街2号")
    late = sent(cast.guangxin, subject, given | {"address": "我的街3号", "why": "换址"})
    assert late.status_code == 422 and "老街1号 → 新街2号" in late.content.decode()
    sent(cast.guangxin, subject, again(late, given))
    assert fresh(subject).address == "我的街3号"


def test_a_page_that_does_not_say_what_it_showed_loses_nothing(cast, subject):
    for shown in ("", "[1", '"x"', '{"address": 7}'):
        given = opened(cast.guangxin, subject) | {"shown": shown}
        told(subject, address=f"新街{len(shown)}号")
        late = sent(cast.guangxin, subject, given | {"contact": "李四", "why": "换人"})
        assert late.status_code == 422 and late.context["form"]["contact"].value() == "李四"


def test_the_other_registers_have_the_same_page(cast):
    person = registers.make("supervision.staff")
    page = cast.guangxin.get(f"/supervision/staff/{person.pk}/step/alter/")
    assert page.context["form"]["shown"].value().startswith('{"')

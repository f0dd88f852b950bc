from supervision.ground.records import State
from supervision.ground.subjects.models import Subject
from tests import make

from .conftest import URL


def test_the_neighbours_record_does_not_exist(cast, subjects):
    neighbour = subjects[3]
    assert cast.guangxin.get(f"{URL}{neighbour.pk}/").status_code == 404
    assert cast.guangxin.post_to(f"{URL}{neighbour.pk}/act/void/", {"version": 2, "why": "x"}).status_code == 404
    assert cast.guangxin.get(f"{URL}{neighbour.pk}/edit/").status_code == 404
    assert cast.xinzhou.get(f"{URL}{neighbour.pk}/").status_code == 200


def test_it_shows_fields_history_and_a_masked_phone(cast, subjects):
    answer = cast.guangxin.get(f"{URL}{subjects[2].pk}/")
    page = answer.content.decode()
    assert "*******1234" in page
    assert "13907931234" not in page
    assert answer.context["timeline"][-1].verb == "登记监管对象"


def test_actions_fit_state_and_role(cast):
    made = make.subject(state=State.SUBMITTED)
    names = lambda who: [a["name"] for a in who.get(f"{URL}{made.pk}/").context["actions"]]  # noqa: E731
    assert names(cast.guangxin) == ["alter", "base", "accept", "return", "void"]
    assert names(cast.township) == ["alter", "base"]


def test_accepting_and_returning_with_a_reason(cast):
    made = make.subject(state=State.SUBMITTED)
    act = f"{URL}{made.pk}/act/"
    assert cast.guangxin.post_to(act + "accept/", {"version": made.version}).status_code == 302
    made.refresh_from_db()
    assert made.state == State.ACCEPTED
    refused = cast.guangxin.post_to(act + "return/", {"version": made.version, "why": " "})
    assert refused.status_code == 422
    assert "请写明退回原因" in refused.content.decode()
    cast.guangxin.post_to(act + "return/", {"version": made.version, "why": "地址不对"})
    made.refresh_from_db()
    assert (made.state, made.returned_why) == (State.RETURNED, "地址不对")


def test_a_verb_on_an_outdated_page_is_refused_in_words(cast):
    made = make.subject(state=State.SUBMITTED)
    answer = cast.guangxin.post_to(f"{URL}{made.pk}/act/accept/", {"version": made.version - 1}, follow=True)
    assert "已被他人修改" in answer.content.decode()
    assert Subject.objects.get(pk=made.pk).state == State.SUBMITTED


def test_a_reason_typed_on_an_outdated_page_is_kept_for_the_second_try(cast):
    made = make.subject(state=State.SUBMITTED)
    act = f"{URL}{made.pk}/act/return/"
    late = cast.guangxin.post_to(act, {"version": made.version - 1, "why": "地址不对"})
    assert late.status_code == 422
    page = late.content.decode()
    assert "已被他人修改" in page
    assert ">地址不对</textarea>" in page
    assert cast.guangxin.post_to(act, {"version": late.context["record"].version, "why": "地址不对"}).status_code == 302


def test_a_second_click_is_not_somebody_else(cast):
    made = make.subject(state=State.SUBMITTED)
    act, told = f"{URL}{made.pk}/act/return/", {"version": made.version, "why": "地址不对"}
    assert cast.guangxin.post_to(act, told).status_code == 302
    again = cast.guangxin.post_to(act, told)
    assert (again.status_code, again["Location"]) == (302, f"{URL}{made.pk}/")
    assert Subject.objects.get(pk=made.pk).version == made.version + 1


def test_another_reason_or_another_person_is_no_second_click(cast):
    made = make.subject(state=State.SUBMITTED)
    act, told = f"{URL}{made.pk}/act/return/", {"version": made.version, "why": "地址不对"}
    cast.guangxin.post_to(act, told)
    own, other = (cast.guangxin, "名称也不对", "您后来又办理过"), (cast.guangxin_admin, "地址不对", "已被他人修改")
    for who, why, said in (own, other):
        late = who.post_to(act, told | {"why": why})
        assert late.status_code == 422
        assert said in late.content.decode()


def test_a_role_without_the_permission_is_refused(cast):
    made = make.subject(state=State.SUBMITTED)
    assert cast.auditor.post_to(f"{URL}{made.pk}/act/accept/", {"version": made.version}).status_code == 403
    assert cast.guangxin.post_to(f"{URL}{made.pk}/act/explode/", {"version": 1}).status_code == 404

"""A second visit to the same subject on the same day, with other content, is asked about; both are shown."""

import uuid

import pytest

from supervision.ground.sent import Sent
from supervision.patrols.models.patrol import Patrol
from tests import make, registers

pytestmark = pytest.mark.django_db
NEW = "/supervision/patrols/new/"


@pytest.fixture
def visit(cast):
    """One page of one visit, sent by the township."""
    typed = {"subject": registers.HERE.subject().pk, "held_on": "2021-12-20", "records_kept": "complete"}

    def send(who=None, **changes):
        given = typed | {"guidance": "按标签用药", "client_key": str(uuid.uuid4()), "save": "1"} | changes
        return (who or cast.township).post_to(NEW, given)

    assert send().status_code == 302
    return send


def test_both_are_shown_and_a_second_one_is_made_when_meant(visit):
    asked = visit(guidance="按间隔期采收")
    told = asked.context["before"]
    assert asked.status_code == 422 and Patrol.objects.count() == 1
    assert "同一事项您已经记过一条" in asked.content.decode()
    shown = [(one.label, one.saved, one.typed) for one in told["differences"]]
    assert shown == [("指导意见", "按标签用药", "按间隔期采收")]
    assert visit(guidance="按间隔期采收", again=str(told["again"])).status_code == 302
    assert Patrol.objects.count() == 2


def test_what_is_wrong_in_it_is_told_first(visit):
    asked = visit(guidance="按间隔期采收", held_on="2031-01-01")
    assert "同一事项" not in asked.content.decode()
    wrong = visit(records_kept="")
    assert list(wrong.context["form"].errors) == ["records_kept"]


def test_another_day_another_subject_and_another_person_are_not_asked(cast, visit):
    assert visit(held_on="2021-12-19").status_code == 302
    assert visit(subject=make.subject().pk).status_code == 302
    assert visit(cast.guangxin, guidance="按间隔期采收").status_code == 302
    assert Patrol.objects.count() == 4


def test_one_that_was_made_void_is_not_asked_about(cast, visit):
    Patrol.objects.update(state="void", voided_why="写错了")
    assert visit(guidance="按间隔期采收").status_code == 302


def test_the_place_and_how_it_was_spaced_make_no_other_content(visit):
    again = visit(guidance=" 按标签用药 ", latitude="28.45", longitude="117.96", accuracy="12")
    assert "十分钟内您已保存过一条内容相同的记录" in again.content.decode()


def test_no_word_of_what_was_typed_is_kept_a_second_time(visit):
    kept = Sent.objects.values().get()
    assert "按标签用药" not in str(kept)
    assert len(kept["digest"]) == len(kept["matter"]) == 64

"""单人办理·待补复核: of a city with one person a record works at once, and another person looks later."""

import pytest

from supervision.grid.training import TRAININGS
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.people import Role
from supervision.ground.records import ALONE, DONE_ALONE, State
from supervision.models import Act
from tests.supervision.records.test_who_decides import second_post_of

from .maker import again, fresh, joined, only, training

LIFE = TRAININGS.life


def test_it_works_and_says_that_one_person_did_it(done, cast):
    row = again(done)
    assert (row.state, row.alone, row.accepted_by) == (State.ACCEPTED, True, cast.city.post)
    assert Act.objects.filter(register="supervision.training", record=row.pk, verb=DONE_ALONE).count() == 1
    page = cast.city.get(TRAININGS.url("detail", row.pk)).content.decode()
    assert ALONE in page and "本单位暂无复核人" in page and "act/confirm/" not in page
    listed = cast.city.get(f"{TRAININGS.url()}?state=alone").content.decode()
    assert row.number in listed and listed.count(ALONE) >= 2, "the choice and the row"
    assert ALONE in cast.guangxin.get(TRAININGS.url()).content.decode()


def test_the_page_offers_it_as_what_it_is(cast):
    row = training(only(cast.city))
    page = cast.city.get(TRAININGS.url("detail", row.pk)).content.decode()
    assert "由您单人办理，办理后即生效" in page and ">单人办理</button>" in page
    told = cast.city.post_to(TRAININGS.url("act", row.pk, "accept"), {"version": row.version}, follow=True)
    assert f"已{DONE_ALONE}" in told.content.decode()
    assert again(row).alone


def test_not_where_the_city_has_another(cast):
    row = training(fresh(cast.city))
    with pytest.raises(RuleViolation, match="不能审核自己填报的记录"):
        LIFE.accept(again(row), by=fresh(cast.city))


def test_a_second_post_of_the_one_person_is_no_other(cast):
    second_post_of(cast.city, Role.REVIEW_ONLY)
    row = training(only(cast.city))
    assert LIFE.accept(again(row), by=fresh(cast.city)).alone


def test_not_in_a_county(cast):
    """It has a level above."""
    row = training(only(cast.guangxin))
    with pytest.raises(RuleViolation, match="不能审核自己填报的记录"):
        LIFE.accept(again(row), by=fresh(cast.guangxin))


def test_what_others_wrote_is_an_ordinary_review(cast):
    row = training(cast.guangxin.post)
    assert not LIFE.accept(again(row), by=only(cast.city)).alone


def test_another_person_confirms(done, cast):
    reviewer = joined(cast.reviewer)
    page = TRAININGS.url("detail", done.pk)
    assert "act/confirm/" in cast.reviewer.get(page).content.decode()
    told = cast.reviewer.post_to(TRAININGS.url("act", done.pk, "confirm"), {"version": done.version}, follow=True)
    assert "已补复核" in told.content.decode()
    row = again(done)
    assert (row.state, row.alone, row.accepted_by) == (State.ACCEPTED, False, reviewer)
    with pytest.raises(RuleViolation, match="不需要补复核"):
        LIFE.confirm(row, by=reviewer)


@pytest.mark.parametrize("way", ["maker", "second post"])
def test_not_by_who_did_it(done, cast, way):
    joined(cast.reviewer)
    by = fresh(cast.city) if way == "maker" else second_post_of(cast.city, Role.REVIEW_ONLY)
    with pytest.raises(RuleViolation, match="不能补复核自己填报的记录"):
        LIFE.confirm(again(done), by=by)


def test_not_from_below_and_not_by_the_neighbour(done, cast):
    with pytest.raises(RuleViolation, match="这是上级"):
        LIFE.confirm(again(done), by=cast.guangxin_admin.post)
    with pytest.raises((RuleViolation, Forbidden)):
        LIFE.confirm(again(done), by=cast.township.post)
    confirm = TRAININGS.url("act", done.pk, "confirm")
    assert cast.xinzhou.post_to(confirm, {"version": done.version}).status_code == 404


def test_who_did_it_takes_it_back_and_the_mark_goes(done, cast):
    row = LIFE.return_(again(done), by=fresh(cast.city), why="数字有误")
    assert (row.state, row.alone, row.accepted_by) == (State.RETURNED, False, None)

"""What stands alone waits for whoever may confirm it; where nobody can, it stands with him who did it and says so."""

from django.urls import reverse

from shangrao_nongan import offers
from supervision.grid.training import TRAININGS

from .maker import again, fresh, joined, only, training

LIFE = TRAININGS.life
PAGE = "/todos/alone/"


def waits_for(post):
    todo = next(one for one in offers.todos() if one.code == "alone")
    return todo.rows(post).count()


def test_with_nobody_else_it_stands_with_the_one_person(done, cast):
    assert waits_for(fresh(cast.city)) == 1
    page = cast.city.get(reverse("todo", args=["alone"])).content.decode()
    assert "本单位暂无复核人" in page and TRAININGS.url("detail", done.pk) in page
    assert PAGE in cast.city.get(reverse("home")).content.decode()


def test_with_another_it_waits_for_him(done, cast):
    reviewer = joined(cast.reviewer)
    assert (waits_for(reviewer), waits_for(fresh(cast.city))) == (1, 0)
    page = cast.reviewer.get(reverse("todo", args=["alone"])).content.decode()
    assert "单人办理" in page and "本单位暂无复核人" not in page
    LIFE.confirm(again(done), by=reviewer)
    assert waits_for(reviewer) == 0


def test_nobody_below_is_asked(done, cast):
    assert not any(waits_for(one.post) for one in (cast.guangxin, cast.second, cast.township, cast.xinzhou))


def test_taken_back_and_done_again_it_stands_there_once(done, cast):
    by = fresh(cast.city)
    LIFE.return_(again(done), by=by, why="数字有误")
    assert waits_for(by) == 0
    LIFE.submit(again(done), by=by)
    LIFE.accept(again(done), by=fresh(cast.city))
    assert waits_for(fresh(cast.city)) == 1


def test_what_waits_for_review_waits_for_the_one_person_too(cast):
    todo = next(one for one in offers.todos() if one.code == "trainings_waiting")
    before = fresh(cast.city)
    row = training(before)
    assert not todo.rows(before).filter(pk=row.pk).exists()
    assert todo.rows(only(cast.city)).filter(pk=row.pk).exists()

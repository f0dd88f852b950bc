"""A post is in force on its first and on its last day, and on no other side of them; list and object agree."""

import datetime as dt

import pytest

from supervision.ground import clock
from supervision.ground.people import Post

FIRST, LAST = dt.date(2021, 3, 1), dt.date(2021, 9, 30)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(("day", "held"), [(FIRST - DAY, False), (FIRST, True), (LAST, True), (LAST + DAY, False)])
def test_a_post_is_held_on_its_last_day(cast, day, held):
    Post.objects.filter(pk=cast.guangxin.post.pk).update(since=FIRST, until=LAST)
    post = Post.objects.get(pk=cast.guangxin.post.pk)
    with clock.at(day):
        assert post.in_force() is held
        assert Post.objects.in_force().filter(pk=post.pk).exists() is held

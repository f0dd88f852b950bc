"""What was counted in the background long ago goes; what was counted lately stays."""

import pytest
from django.db import connection

from supervision.ground.desk import Statistic
from supervision.tasks import forget_selections

pytestmark = pytest.mark.django_db


def kept(cast, days):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO supervision_statistic (register, query, year, post_id, made_at, groups)"
            " VALUES ('samples', 'register=samples', 2021, %s, now() - %s * interval '1 day', '[]')",
            [cast.city.post.pk, days],
        )


def test_after_a_quarter(cast):
    kept(cast, 91)
    kept(cast, 89)
    assert forget_selections() == 1
    assert Statistic.objects.count() == 1

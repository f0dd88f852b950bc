"""Many at once: what the one person of the city imported himself stands alone, what others wrote is reviewed."""

import pytest

from supervision.grid.training import TRAININGS
from supervision.ground.desk import reviewers
from supervision.ground.desk.models import BatchState, ImportBatch, Review
from supervision.models import Training

from .maker import fresh, joined, only, training

LIFE = TRAININGS.life


def test_each_row_is_judged_by_who_wrote_it(cast):
    theirs = training(cast.guangxin.post)
    mine = training(only(cast.city))
    rows = list(TRAININGS.to_judge(fresh(cast.city)).filter(pk__in=(mine.pk, theirs.pk)).order_by("pk"))
    done = LIFE.accept_many(rows, by=fresh(cast.city))
    assert done.left == []
    assert dict(Training.objects.values_list("pk", "alone")) == {theirs.pk: False, mine.pk: True}


@pytest.mark.parametrize("others", [True, False])
def test_the_batch_is_his_where_the_city_has_nobody(cast, others):
    only(cast.city)
    post = fresh(cast.city)
    if others:
        joined(cast.reviewer)
    batch = ImportBatch(register="capabilities", made_by=post, state=BatchState.DONE, review=Review.WAITING)
    assert reviewers.why_not("accept", batch, fresh(cast.city)) == (reviewers.OWN if others else "")

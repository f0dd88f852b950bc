"""Many visits taken over or returned together: their orders go with them, with the questions of a few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground import facts
from supervision.ground.people import system_post
from supervision.ground.records import State
from supervision.ground.wholesale import accept_many, return_many
from supervision.models import Case, Patrol, Rectification
from supervision.patrols.services.patrol import LIFE
from supervision.patrols.vocabulary.patrol import Conclusion

from .test_many_bring_their_orders import given

ENOUGH = 3


def entered(cast, count, **more):
    rows = [given(cast, Conclusion.RECTIFY, deadline=7, **more) for _ in range(count)]
    rows += [given(cast, Conclusion.TRANSFER) for _ in range(2)]
    made = LIFE.create_many(rows, by=system_post(), state=State.SUBMITTED)
    people = ("made_by__user", "made_by__organisation__region", "accepted_by__user", "subject", "region__county")
    return list(Patrol.objects.select_related(*people).filter(pk__in=[row.pk for row in made]).order_by("pk"))


def orders(rows):
    return Rectification.objects.filter(patrol__in=[row.pk for row in rows])


def told(rows):
    labels = ("supervision.patrol", "supervision.rectification")
    found = facts.Fact.objects.live().filter(source_label__in=labels)
    return sorted(found.values_list("kind", "source_label", "source_id", "source_version", "by"))


def test_their_orders_are_taken_over_with_them(cast):
    rows = entered(cast, ENOUGH)
    done = accept_many(LIFE, rows, by=cast.guangxin.post)
    assert len(done.done) == ENOUGH + 2 and not done.left
    found = list(orders(rows))
    assert len(found) == ENOUGH
    assert {(row.state, row.version, row.accepted_by_id) for row in found} == {
        (State.ACCEPTED, 2, cast.guangxin.post.pk)
    }
    assert all(row.accepted_at for row in found)


def test_many_are_told_and_moved_as_one_by_one_they_are(cast):
    """The same rows twice: by the batch, and each by itself; every column and every fact is the same."""
    together, alone = entered(cast, ENOUGH), entered(cast, ENOUGH)
    accept_many(LIFE, together, by=cast.guangxin.post)
    for row in alone:
        LIFE.accept(row, by=cast.guangxin.post)

    def like(rows):
        keys = {row.pk: at for at, row in enumerate(rows)}
        mine = {row.pk: keys[row.patrol_id] for row in orders(rows)}
        return sorted(
            (kind, label, (keys if label.endswith("patrol") else mine)[source], version, by)
            for kind, label, source, version, by in told(rows)
            if source in (keys if label.endswith("patrol") else mine)
        ), sorted((row.state, row.version, row.stage, row.accepted_by_id) for row in orders(rows))

    assert like(together) == like(alone)
    assert like(together)[0], "there is something to compare"


def test_their_leads_go_when_they_are_returned(cast):
    rows = entered(cast, ENOUGH)
    assert Case.objects.filter(patrol__in=[row.pk for row in rows], state=State.DRAFT).count() == 2
    return_many(LIFE, rows, by=cast.guangxin.post, why="日期有误")
    assert {row.state for row in Case.objects.filter(patrol__in=[row.pk for row in rows])} == {State.VOID}
    assert {(row.state, row.returned_why) for row in orders(rows)} == {(State.RETURNED, "日期有误")}


@pytest.mark.parametrize("verb", [accept_many, return_many])
def test_it_asks_as_much_for_thirty_as_for_three(cast, verb):
    more = {} if verb is accept_many else {"why": "日期有误"}
    asked = []
    for count in (ENOUGH, 10 * ENOUGH):
        rows = entered(cast, count)
        with CaptureQueriesContext(connection) as seen:
            verb(LIFE, rows, by=cast.guangxin.post, **more)
        asked.append(len(seen))
    assert asked[1] <= asked[0] + 3, asked

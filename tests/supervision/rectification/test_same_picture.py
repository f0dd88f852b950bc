"""One picture is not both before and after: whichever door it comes by, and also that of the patrol."""

import datetime as dt

import pytest

from supervision.ground import files
from supervision.ground.errors import RuleViolation
from supervision.ground.files.services import SAME_PICTURE
from supervision.models import Rectification
from supervision.patrols.services import rectification as services
from supervision.patrols.vocabulary.rectification import Stage
from tests.supervision.patrol.maker import rectify

from .test_same_person import CHECKED, FIXED, own, picture


@pytest.fixture
def order(cast):
    return Rectification.objects.get(patrol=rectify(accepted=True))


@pytest.fixture
def reported(cast, order):
    return services.report_fixed(order, by=cast.township.post, fixed_on=FIXED, report="已补记")


def test_the_recheck_refuses_it_and_nothing_is_closed(cast, reported):
    with pytest.raises(RuleViolation, match=SAME_PICTURE) as refused:
        own(reported, cast.township.post, after=[picture("red")])
    assert refused.value.field == "after"
    fresh = Rectification.objects.get(pk=reported.pk)
    assert fresh.stage == Stage.REPORTED


def test_one_of_several_is_enough_to_refuse(cast, reported):
    with pytest.raises(RuleViolation, match=SAME_PICTURE):
        own(reported, cast.township.post, after=[picture("green"), picture("red")])


def test_what_was_sent_as_put_right_is_not_how_it_was(cast, reported):
    files.attach([picture("blue")], to=reported, by=cast.township.post)
    with pytest.raises(RuleViolation, match=SAME_PICTURE) as refused:
        own(reported, cast.township.post, before=[picture("blue")])
    assert refused.value.field == "before"


def test_the_picture_of_the_visit_is_not_sent_as_put_right(cast, order):
    files.attach([picture("red")], to=order.patrol, by=cast.township.post)
    url = f"/supervision/rectifications/{order.pk}/step/fix/"
    typed = {"fixed_on": "2021-11-10", "report": "已补记", "version": order.version}
    refused = cast.township.post_to(url, typed | {"photos": picture("red")})
    assert refused.status_code == 422 and SAME_PICTURE in refused.content.decode()
    order.refresh_from_db()
    assert order.stage == Stage.OPEN and not files.of(order).exists()
    cast.township.post_to(url, typed | {"photos": picture("green")}, follow=True)
    order.refresh_from_db()
    assert (order.stage, order.fixed_on) == (Stage.REPORTED, dt.date(2021, 11, 10))


def test_the_picture_of_the_visit_is_how_it_was(cast, reported):
    files.attach([picture("red")], to=reported.patrol, by=cast.township.post)
    own(reported, cast.township.post)
    reported.refresh_from_db()
    assert (reported.stage, reported.closed_on) == (Stage.CLOSED, CHECKED)


def test_the_same_picture_of_two_visits_is_no_matter_of_this(cast, order):
    other = Rectification.objects.get(patrol=rectify(accepted=True))
    for one in (order, other):
        files.attach([picture("green")], to=one, by=cast.township.post)
        assert files.of(one).count() == 1

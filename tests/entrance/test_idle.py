"""A log-in that nobody uses ends: at a desk after half an hour, on one's own phone after a week; nothing is lost."""

from __future__ import annotations

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache

from supervision.ground import signins
from supervision.ground.people import Role
from supervision.ground.signins import SEEN
from supervision.ground.unsent import aside
from supervision.patrols.models.patrol import Patrol
from tests.cast import PASSWORD
from tests.supervision.unsent import maker

MINUTE, DAY = 60, 24 * 3600
HOME = "/me/"


def left_alone(member, seconds):
    """As if the last use was so long ago."""
    session = member.client.session
    session[SEEN] -= seconds
    session.save()


def opens(member):
    return member.get(HOME).status_code == 200


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_its_time(role):
    own = role in (Role.TOWNSHIP_SUPERVISOR, Role.VILLAGE_ASSISTANT, Role.PRODUCER, Role.MARKET)
    assert signins.allowed(role) == (7 * DAY if own else 30 * MINUTE)


@pytest.mark.parametrize(
    ("name", "just", "late"),
    [("guangxin", 29 * MINUTE, 31 * MINUTE), ("city", 29 * MINUTE, 31 * MINUTE), ("auditor", 29 * MINUTE, 31 * MINUTE),
     ("township", 6 * DAY, 7 * DAY + MINUTE), ("assistant", 6 * DAY, 7 * DAY + MINUTE),
     ("producer", 6 * DAY, 7 * DAY + MINUTE), ("market", 6 * DAY, 7 * DAY + MINUTE)],
)  # fmt: skip
def test_it_ends_after_its_time_and_not_before(cast, name, just, late):
    member = getattr(cast, name)
    assert opens(member)
    left_alone(member, just)
    assert opens(member), "used in time"
    left_alone(member, just)
    assert opens(member), "use renews it"
    left_alone(member, late)
    assert member.get(HOME).url == f"/login?next={HOME}"
    assert not opens(member)


def test_the_cookie_lasts_as_long(cast):
    for member, seconds in ((cast.guangxin, 30 * MINUTE), (cast.township, 7 * DAY)):
        opens(member)
        assert member.client.cookies["sessionid"]["max-age"] == seconds
        kept = Session.objects.get(pk=member.client.session.session_key)
        assert abs((kept.expire_date - kept.expire_date.now(kept.expire_date.tzinfo)).total_seconds() - seconds) < 60


def test_a_bar_that_asks_by_itself_keeps_nobody_in(cast):
    opens(cast.guangxin)
    left_alone(cast.guangxin, 20 * MINUTE)
    assert cast.guangxin.get(HOME, headers={"HX-Request": "true"}).status_code == 200
    left_alone(cast.guangxin, 11 * MINUTE)
    assert not opens(cast.guangxin)


def test_the_api_ends_as_well(cast):
    opens(cast.guangxin)
    left_alone(cast.guangxin, 31 * MINUTE)
    answer = cast.guangxin.get("/api/subjects/")
    assert answer.status_code == 401 and "登录已过期" in answer.json()["detail"]


def test_what_was_typed_when_the_time_ran_out_waits_for_its_person(cast):
    """Without a script; with one the form stays on the screen (tests/browser/test_session_ended_while_typing)."""
    member = cast.township
    cache.delete(aside._place(member.user.pk))  # the cache outlives a test's transaction
    paper = maker.patrol(member)
    opens(member)
    left_alone(member, 8 * DAY)
    told = member.client.post(maker.NEW, paper, follow=True)
    assert "刚才填写的内容已暂存" in told.content.decode()
    assert not Patrol.objects.exists()
    member.client.post("/login", {"username": "township", "password": PASSWORD})
    waiting = dict(maker.hidden(member.client.get("/supervision/unsent/").content.decode()))
    assert member.client.post(maker.NEW, waiting).status_code == 302
    assert Patrol.objects.get().guidance == maker.WORDS


def test_a_script_is_told_to_log_in_and_keeps_the_form(cast):
    opens(cast.guangxin)
    left_alone(cast.guangxin, 31 * MINUTE)
    answer = cast.guangxin.client.post(maker.NEW, maker.patrol(cast.guangxin), headers={"X-Na-Script": "1"})
    assert answer.status_code == 401 and answer.json()["login"].startswith("/login")

"""登录明细: kept for as many days as the site says, then taken away at night, with an act that says how many."""

import datetime as dt

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from shangrao_nongan import environment
from supervision.ground import signins
from supervision.ground.acts import Act
from supervision.ground.signins import SignIn
from supervision.tasks import forget_signins
from tests import make

pytestmark = pytest.mark.django_db
KEPT = 366


def came_in(days, key, *, ended=None, session_until=None):
    """So many days ago; `ended` and the session's end in days from now."""
    now = timezone.now()
    at = {
        name: now + dt.timedelta(days=on) for name, on in (("began_at", -days), ("ended_at", ended)) if on is not None
    }
    if session_until is not None:
        Session.objects.create(session_key=key, session_data="", expire_date=now + dt.timedelta(days=session_until))
    return SignIn.objects.create(user=make.post("township").user, session=key, device="手机", **at)


def left():
    return set(SignIn.objects.values_list("session", flat=True))


def test_what_is_over_for_so_long_goes(cast):
    before = left()
    came_in(KEPT + 9, "ended", ended=-KEPT - 1)
    came_in(KEPT + 1, "ran out", session_until=-KEPT - 1)
    came_in(KEPT + 1, "its session is gone")
    came_in(KEPT + 9, "ended a little later", ended=-KEPT + 1)
    came_in(KEPT + 9, "used until lately", session_until=-1)
    came_in(KEPT + 9, "still in use", session_until=5)
    came_in(KEPT - 1, "young", ended=-KEPT + 1)
    assert forget_signins() == 3
    assert left() - before == {"ended a little later", "used until lately", "still in use", "young"}
    assert forget_signins() == 0, "a second time there is nothing to do"


def test_it_is_an_act_of_its_own(cast):
    came_in(KEPT + 9, "ended", ended=-KEPT - 1)
    forget_signins()
    acts = Act.objects.filter(verb=signins.FORGOTTEN)
    assert [act.why for act in acts] == [f"{KEPT}天以前的登录明细1条"]
    assert signins.FORGOTTEN in cast.auditor.get("/signins/").content.decode()
    forget_signins()
    assert acts.count() == 1, "a night on which nothing goes says nothing"


def test_many_go_in_portions(cast, monkeypatch):
    from supervision.ground.signins import forgetting

    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for at in range(5):
        came_in(KEPT + 9, f"s{at}", ended=-KEPT - 1)
    assert forget_signins() == 5


def test_how_long_is_said_by_the_site_and_shown(cast, settings):
    settings.SIGNIN_DAYS = 200
    came_in(300, "ended", ended=-201)
    assert forget_signins() == 1
    assert "明细保留 200 天（默认·待核对）" in cast.auditor.get("/signins/").content.decode()


def test_never_shorter_than_the_law_asks(monkeypatch):
    assert settings.SIGNIN_DAYS == KEPT
    monkeypatch.setenv("SIGNIN_DAYS", "183")
    with pytest.raises(ImproperlyConfigured, match="184"):
        environment.number("SIGNIN_DAYS", KEPT, least=184)


def test_by_itself(settings):
    assert "supervision.forget_signins" in {one["task"] for one in settings.CELERY_BEAT_SCHEDULE.values()}

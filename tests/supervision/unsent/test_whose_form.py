"""A form is saved in the name of who opened it, in the post in which it was opened, or not at all."""

from __future__ import annotations

import datetime as dt

from supervision.ground.people import Post, Role
from supervision.patrols.models.patrol import Patrol

from . import maker

SCRIPT = {"X-Na-Script": "1"}


def test_another_person_s_form_is_refused(cast):
    answer = cast.guangxin.post_to(maker.NEW, maker.patrol(cast.township), headers=SCRIPT)
    assert answer.status_code == 409
    assert "另一位用户" in answer.json()["sentence"]
    assert not Patrol.objects.exists()


def test_another_post_of_the_same_person_is_refused_and_named(cast):
    first = cast.township.post
    typed = maker.patrol(cast.township)
    other = Post.objects.create(
        user=first.user, organisation=cast.guangxin.post.organisation, role=Role.COUNTY_OFFICER,
        since=dt.date(2020, 1, 1),
    )  # fmt: skip
    cast.township.post_to("/post", {"post": other.pk})
    page = cast.township.post_to(maker.NEW, typed).content.decode()
    assert f"{first.organisation.name} · 乡镇监管员" in page and f"{other.organisation.name} · " in page
    assert not Patrol.objects.exists()
    cast.township.post_to("/post", {"post": first.pk})
    waiting = cast.township.get("/supervision/unsent/").content.decode()
    cast.township.post_to(maker.NEW, dict(maker.hidden(waiting)))
    assert Patrol.objects.get().made_by == first


def test_one_s_own_form_is_saved_and_the_script_told_where_to_go(cast):
    answer = cast.township.post_to(maker.NEW, maker.patrol(cast.township), headers=SCRIPT)
    assert answer.status_code == 200
    assert answer.json() == {"go": f"/supervision/patrols/{Patrol.objects.get().pk}/"}


def test_a_script_is_told_that_a_login_is_needed(client, cast):
    answer = client.post(maker.NEW, maker.patrol(cast.township), headers=SCRIPT)
    assert answer.status_code == 401
    assert answer.json()["login"].startswith("/login?next=")


def test_what_another_typed_waits_for_him_alone(cast):
    page = cast.guangxin.post_to(maker.NEW, maker.patrol(cast.township)).content.decode()
    assert "另一位用户" in page and maker.WORDS not in page
    assert maker.WORDS not in cast.guangxin.get("/supervision/unsent/").content.decode()
    assert maker.WORDS in cast.township.get("/supervision/unsent/").content.decode()

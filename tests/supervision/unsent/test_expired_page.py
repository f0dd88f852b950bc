"""Without a script: a page of an earlier log-in offers to send the same content again; another site's never does."""

from __future__ import annotations

import pytest
from django.test import Client

from supervision.patrols.models.patrol import Patrol

from . import maker


@pytest.fixture
def strict(cast):
    """A browser of 董团乡's supervisor that checks tokens as a real one has to."""
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.township.client.cookies
    return client


def test_the_same_content_is_offered_to_be_sent_again(strict, cast):
    answer = strict.post(maker.NEW, maker.patrol(cast.township), headers={"Origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "填写的内容都还在" in page and "刷新" not in page
    fields = dict(maker.hidden(page))
    assert fields["guidance"] == maker.WORDS
    cast.township.post_to(maker.NEW, fields)
    assert Patrol.objects.get().guidance == maker.WORDS


@pytest.mark.parametrize("origin", ["https://evil.example", "null", ""])
def test_what_another_site_sends_is_not_offered(strict, cast, origin):
    headers = {"Origin": origin} if origin else {}
    page = strict.post(maker.NEW, maker.patrol(cast.township), headers=headers).content.decode()
    assert "页面已过期" in page
    assert maker.hidden(page) == []


def test_who_has_logged_in_since_does_not_see_it(cast):
    client = Client(enforce_csrf_checks=True)
    client.cookies = cast.guangxin.client.cookies
    answer = client.post(maker.NEW, maker.patrol(cast.township), headers={"Origin": "http://testserver"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "另一位用户" in page and maker.WORDS not in page
    assert maker.WORDS in cast.township.get("/supervision/unsent/").content.decode()


def test_a_script_is_given_the_fresh_token(strict, cast):
    answer = strict.post(maker.NEW, maker.patrol(cast.township), headers={"X-Na-Script": "1"})
    assert answer.status_code == 403
    again = maker.patrol(cast.township, csrfmiddlewaretoken=answer.json()["token"])
    assert strict.post(maker.NEW, again, headers={"X-Na-Script": "1"}).status_code == 200
    assert Patrol.objects.count() == 1

"""Whose post has ended opens nothing and writes nothing: a sentence behind every address, never a fault."""

import datetime as dt

import pytest

from supervision.ground.people import Post

TURNED_AWAY = {302, 403, 404, 405}
# One's own account, the page that says one has no post, lists that are empty without one, and what is public.
OPEN = {
    "favicon", "healthz", "readyz", "login", "certificate-public", "password_change", "password_change_done", "home",
    "todos", "me", "devices", "second", "login-code", "supervision:jobs", "supervision:notices", "supervision:unsent",
    "supervision:mine",
}  # fmt: skip


@pytest.fixture
def dismissed(cast):
    """Signed in, with the session of a post that is over."""
    member = cast.city
    member.client.raise_request_exception = False
    Post.objects.filter(pk=member.post.pk).update(until=dt.date(2021, 12, 19))
    return member


def status(member, method, url):
    answer = getattr(member.client, method)(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_opens(scene, dismissed, method):
    asked = [target for target in scene.targets() if target.name not in OPEN | {"logout"}]
    assert len(asked) > 200
    found = {target.url: status(dismissed, method, target.url) for target in asked}
    assert {url: answer for url, answer in found.items() if answer not in TURNED_AWAY} == {}


def test_one_s_own_pages_still_answer(scene, dismissed):
    found = {target.url: status(dismissed, "get", target.url) for target in scene.targets() if target.name in OPEN}
    assert {url: answer for url, answer in found.items() if answer not in (200, 302, 503)} == {}


@pytest.mark.parametrize("url", ["/supervision/subjects/", "/credit/", "/monitoring/quotas/", "/greenfood/growth/"])
def test_the_reason_is_said(scene, dismissed, url):
    answer = dismissed.get(url)
    assert answer.status_code == 403
    assert "没有在任岗位" in answer.content.decode()

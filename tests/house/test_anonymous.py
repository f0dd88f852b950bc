"""Without a login nothing opens but the public list: pages lead to the login, the API answers 401 or 403."""

from django.test import Client

from . import site


def test_the_public_list_is_short(scene):
    client, opened = Client(), set()
    for target in scene.targets():
        answer = client.get(target.url)
        if target.address.is_api:
            assert answer.status_code in (401, 403), target.url
        elif answer.status_code == 302 and answer.url.startswith("/login"):
            continue
        else:
            opened.add(target.name)
    # Leaving asks for a POST and for nobody's name; the second step of a log-in opens after the first alone.
    assert opened - {"logout"} == site.PUBLIC - {"login-code"}


def test_nothing_can_be_posted(scene):
    client = Client()
    for target in scene.targets():
        if target.name in ("login", "logout"):
            continue
        answer = client.post(target.url, {"why": "试试"})
        turned_away = answer.status_code == 302 and answer.url.startswith("/login")
        assert turned_away or answer.status_code in (401, 403, 405), (target.url, answer.status_code)

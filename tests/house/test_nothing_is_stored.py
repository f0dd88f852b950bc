"""What a signed-in browser gets is never kept: not a page, not an answer of the API, not an export, not a picture."""

from __future__ import annotations

import pytest
from django.test import Client

from .scene import Scene
from .site import PUBLIC

pytestmark = pytest.mark.doors


def test_every_address_says_no_store_to_who_is_signed_in(scene: Scene, cast) -> None:
    asked = 0
    for target in scene.targets():
        if not target.is_page or target.name in PUBLIC:
            continue
        answer = cast.guangxin.client.get(target.url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        assert answer["Cache-Control"] == "no-store", target.url
        asked += 1
    assert asked > 150


def test_a_redirect_to_the_login_and_the_login_itself_are_not_kept(cast) -> None:
    assert cast.guangxin.client.post("/logout")["Cache-Control"] == "no-store"
    assert "no-store" in Client().get("/login")["Cache-Control"]


def test_public_answers_keep_their_own_word(db) -> None:
    assert "no-store" in Client().get("/healthz")["Cache-Control"]

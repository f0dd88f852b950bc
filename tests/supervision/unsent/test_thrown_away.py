"""Who throws away what waits at a log-out throws away what was put aside here; who merely logs out does not."""

from __future__ import annotations

import pytest
from django.test import Client

from supervision.ground.unsent import aside
from tests.cast import PASSWORD

from . import maker


@pytest.mark.parametrize(("typed", "left"), [({"drop": "1"}, 0), ({}, 1)])
def test_what_was_put_aside(cast, typed, left):
    Client().post(maker.NEW, maker.patrol(cast.township))
    user = cast.township.post.user_id
    assert len(aside.all_of(user)) == 1
    client = Client()
    client.post("/login", {"username": "township", "password": PASSWORD})
    client.post("/logout", typed)
    assert len(aside.all_of(user)) == left

"""A word that is too long to be looked for is refused in our words, on every list."""

from __future__ import annotations

import pytest

import shangrao_nongan.urls  # noqa: F401  the addresses enter the registers
from supervision.ground import desk

pytestmark = pytest.mark.django_db


def test_a_list_says_how_long_the_word_may_be(cast):
    asked = 0
    for register in desk.REGISTERS.values():
        if not cast.city.post.has_perm(register.perm("view")):
            continue
        answer = cast.city.client.get(register.url(), {"q": "好" * 61})
        page = answer.content.decode()
        assert answer.status_code == 200, register.key
        if 'name="q"' in page:
            assert "最多60个字，现有61个字。" in page, register.key
            asked += 1
    assert asked > 10

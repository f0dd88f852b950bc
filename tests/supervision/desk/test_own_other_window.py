"""Whoever changed the record himself in another window is not told that somebody else did."""

import pytest

from supervision.ground.records import State
from tests import make
from tests.cast import DONGTUAN

from .conftest import URL

pytestmark = pytest.mark.django_db
KEYS = ("7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b41", "7d9f3a52-9c0e-4b57-8f1e-2f4f1f0a9b42")


def test_the_page_says_that_it_was_oneself(cast):
    made = make.subject("两窗合作社", state=State.DRAFT, address="老街1号", phone="13907931234")
    page = f"{URL}{made.pk}/edit/"
    typed = {
        "name": made.name, "kind": "cooperative", "industry": made.industry, "region": DONGTUAN,
        "registered_on": f"{made.registered_on}", "version": made.version, "save": "1", "contact": made.contact,
        "leading": made.leading,
    }  # fmt: skip
    assert cast.township.post_to(page, typed | {"address": "新街2号", "client_key": KEYS[0]}).status_code == 302
    late = cast.township.post_to(page, typed | {"address": "我的街3号", "client_key": KEYS[1]})
    text = late.content.decode()
    assert late.status_code == 422
    assert "您在另一个窗口改过" in text and "已被他人修改" not in text
    assert "用后来改的：新街2号" in text and "我的街3号" in text

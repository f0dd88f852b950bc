"""Every register that is entered by hand, sent a second time: told, asked, or another one, as the person means it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest

from supervision.ground.desk.registry import Register
from supervision.ground.sent import Sent
from tests.supervision.sent.ageing import older

from . import site
from .sendings import CORRECTED, ONE_ONLY, TYPED, member

pytestmark = pytest.mark.django_db
ENTERED = [register for register in site.registers() if register.create]
each = pytest.mark.parametrize("register", ENTERED, ids=[register.key for register in ENTERED])


class Sending:
    """One filled-in page, sent as often as a test likes."""

    def __init__(self, cast: Any, register: Register):
        self.register, self.who = register, member(cast, register)
        self.typed = TYPED[register.key]() | {"client_key": str(uuid.uuid4())}
        self.button = "submit" if register.direct else "save"
        self.before = self.count()

    def send(self, who: Any = None, **changes: Any) -> Any:
        sent = self.typed | {self.button: "1"} | changes
        return (who or self.who).post_to(self.register.url("new"), sent)

    def count(self) -> int:
        return self.register.model._default_manager.count()

    @property
    def made(self) -> int:
        return self.count() - self.before


@pytest.fixture
def page(cast, register):
    sending = Sending(cast, register)
    first = sending.send()
    assert sending.made == 1, first.context and first.context["form"].errors
    return sending


def another() -> dict[str, str]:
    return {"client_key": str(uuid.uuid4())}


def test_all_of_them_are_tried_here():
    assert {register.key for register in ENTERED} == set(TYPED) == set(CORRECTED)


@each
def test_the_second_click_is_told_and_makes_nothing(page, register):
    answer = page.send()
    assert page.made == 1
    if register.key == "posts":  # tells it on the page that has the way to a new first password
        assert "刚刚已任命，没有重复办理" in answer.content.decode()
        return
    assert answer.status_code == 302
    text = page.who.get(answer.url).content.decode()
    assert "刚刚已" in text


@each
def test_the_same_from_another_page_is_asked_and_then_made(page, register):
    asked = page.send(**another())
    assert asked.status_code == 422
    assert page.made == 1
    told, text = asked.context["before"], asked.content.decode()
    assert "刚刚已保存过" in text and "仍要再记一条" in text and f'href="{told["url"]}"' in text
    form = asked.context["form"]
    kept = {name: str(form[name].value()) for name in page.typed if name in form.fields and name != "client_key"}
    assert kept == {name: str(page.typed[name]) for name in kept}, "what was typed stays"
    wanted = another() | {"again": str(told["again"])}
    answer = page.send(**wanted)
    if register.key in ONE_ONLY:
        assert answer.status_code == 302 or answer.context["form"].errors
        assert page.made == 1
        return
    assert answer.status_code == 302, answer.context["form"].errors
    assert page.made == 2
    assert page.send(**wanted).status_code == 302
    assert page.made == 2, "the button that asks for another one is pressed once, however often"


@each
def test_the_same_page_corrected_shows_both_and_makes_nothing(page, register):
    answer = page.send(**CORRECTED[register.key])
    assert answer.status_code == 422
    assert page.made == 1
    shown = {one.name: (one.saved, one.typed) for one in answer.context["before"].get("differences", ())}
    if register.key != "posts":
        assert set(shown) >= set(CORRECTED[register.key]) & set(answer.context["form"].fields), shown
        assert all(saved != typed for saved, typed in shown.values())
    assert "没有写入" in answer.content.decode()


@each
def test_after_ten_minutes_it_is_no_repetition(page, register):
    older(Sent.objects.all(), dt.timedelta(minutes=10, seconds=1))
    answer = page.send(**another())
    if register.matter:
        assert page.made == 1 and "同一事项您已经记过一条" in answer.content.decode()
        return
    if register.key in ONE_ONLY:
        assert page.made == 1
        assert "刚刚已保存过" not in answer.content.decode()
        return
    assert page.made == 2, answer.context and answer.context["form"].errors


@each
def test_another_person_is_not_asked(cast, page, register):
    other = member(cast, register, page.who)
    if other is None:
        pytest.skip("only one of the cast enters these")
    answer = page.send(other, **another())
    assert "刚刚已保存过" not in answer.content.decode()
    assert page.made == (1 if register.key in ONE_ONLY else 2)


@each
def test_anothers_key_tells_nothing(cast, page, register):
    """Neither that there is a record nor which: with the same key another person's page is a page of its own."""
    other = member(cast, register, page.who)
    if other is None:
        pytest.skip("only one of the cast enters these")
    typed = TYPED[register.key]()
    answer = page.send(other, **typed)
    assert answer.status_code in (200, 302), answer.context["form"].errors
    assert page.made == 2

"""Every register's list, form, record and steps, and every other page: nothing sticks out sideways on any screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

import shangrao_nongan.urls  # noqa: F401  the addresses enter the registers
from supervision.ground import desk
from supervision.ground.desk import Register
from tests import make, registers
from tests.cast import Member
from tests.monitoring import making

from .conftest import DESK, PHONE, fits_the_screen

pytestmark = pytest.mark.browser
ROOMS = sorted({register.model._meta.app_label for register in desk.REGISTERS.values()})
RECORDERS = ("guangxin", "township", "city", "producer", "lab_tester")
OTHERS = (
    "home", "todos", "me", "password_change", "supervision:jobs", "supervision:notices", "supervision:fiveone",
    "monitoring:quotas", "credit:overview",
    "greenfood:growth", "assessment:schemes",
)  # fmt: skip


@pytest.fixture
def seen_by(visit, cast) -> Callable[[str], Page]:
    """One page for each person, opened at the first question."""
    pages: dict[str, Page] = {}

    def page(name: str) -> Page:
        if name not in pages:
            pages[name] = visit(getattr(cast, name))
        return pages[name]

    return page


@pytest.mark.parametrize("room", ROOMS)
def test_the_registers_of_a_room_fit_every_screen(seen_by, cast, room):
    for register in [one for one in desk.REGISTERS.values() if one.model._meta.app_label == room]:
        made = row_of(register)
        reader = first(cast, lambda member, r=register, m=made: reads(member, r, m))
        fits(seen_by(reader), register.url())
        fits(seen_by(reader), register.url("detail", made.pk))
        if register.create:
            writer = first(cast, lambda member, r=register: member.post.has_perm(r.perm("add")))
            fits(seen_by(writer), register.url("new"))
        for step in register.steps:
            judged = register.model._default_manager.get(pk=made.pk)
            may = [name for name in RECORDERS if not register.why_not(step, judged, getattr(cast, name).post)]
            for doer in may[:1]:
                fits(seen_by(doer), register.url("step", made.pk, step.name))


def reads(member: Any, register: Register, made: Any) -> bool:
    return member.post.has_perm(register.perm("view")) and register.rows(member.post).filter(pk=made.pk).exists()


def row_of(register: Register) -> Any:
    """The cast's own laboratory has to see the order."""
    if register.key == "testorders":
        return making.sample().order
    return registers.make(register.model._meta.label)


def first(cast: Any, may: Callable[[Member], bool]) -> str:
    return next(name for name in (*RECORDERS, "auditor") if may(getattr(cast, name)))


def test_the_other_pages_fit_every_screen(seen_by, cast):
    addresses = [reverse(name) for name in OTHERS]
    for address in [*addresses, reverse("dossier", args=[make.subject().pk])]:
        fits(seen_by("city"), address)
    fits(seen_by("township"), reverse("supervision:patrols-new"))
    fits(seen_by("guangxin"), reverse("supervision:subjects-import"))


def fits(page: Page, address: str) -> None:
    assert page.goto(address).status == 200, address
    for screen in (DESK, PHONE):
        page.set_viewport_size(screen["viewport"])
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert fits_the_screen(page), (address, screen["viewport"])

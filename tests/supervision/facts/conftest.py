from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from supervision.ground import clock, facts
from supervision.ground.facts import registry
from tests import make

PROBLEM, URGENT = "test.problem", "test.urgent"


@pytest.fixture(autouse=True)
def _own_registry() -> Iterator[None]:
    """Kinds and receivers of the test only: what the rooms registered must not listen in."""
    registries = (registry.KINDS, registry.RECEIVERS)
    kept = [dict(known) for known in registries]
    for known in registries:
        known.clear()
    facts.kind(PROBLEM, "发现问题")
    facts.kind(URGENT, "紧急情况", urgent=True)
    yield
    for known, before in zip(registries, kept, strict=True):
        known.clear()
        known.update(before)


@pytest.fixture
def subject(cast):
    return make.subject()


@pytest.fixture
def tell(cast) -> Callable:
    """Tell a fact about a subject, told by that subject's own record unless said otherwise."""

    def tell(about, /, *, kind: str = PROBLEM, **more):
        row = {"on": clock.today(), "source": about, "by": cast.guangxin.post, "subject": about}
        return facts.record(kind, **row | more)

    return tell


@pytest.fixture
def heard() -> Callable:
    """A receiver that notes what it hears, and fails for the facts in `bad`."""

    def listen(name: str = "listener", kinds=(PROBLEM, URGENT)):
        notes, bad = [], set()

        def take(fact):
            if fact.pk in bad:
                raise RuntimeError("收不下")
            notes.append(fact.pk)

        facts.receives(name, kinds=kinds)(take)
        return notes, bad

    return listen

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from supervision.ground import jobs, sending
from supervision.ground.jobs import registry

KIND = "test.count"


@pytest.fixture(autouse=True)
def _own_kind() -> Iterator[None]:
    jobs.kind(KIND, "清点")
    yield
    registry.KINDS.pop(KIND)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple]:
    """Messages that would have gone to the broker."""
    messages: list[tuple] = []

    def take(name, args=(), **kwargs):
        messages.append((name, *args))

    monkeypatch.setattr(sending.current_app, "send_task", take, raising=False)
    return messages


@pytest.fixture
def start(cast) -> Callable:
    def start(**more):
        return jobs.start(KIND, **{"by": cast.guangxin.post} | more)

    return start

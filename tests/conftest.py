from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from tests import databases, traces
from tests.cast import Cast, Member

TODAY = "2021-12-20"
# No test is a matter of time: on a loaded machine an example may take a second.
hypothesis.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.load_profile("house")


@pytest.fixture(scope="session")
def database_name(worker_id: str) -> str:
    return f"nongan_test_{worker_id}_{os.getpid()}"


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: Any, database_name: str) -> Iterator[None]:
    """Replaces pytest-django's: a clone of the template instead of a migration in every worker."""
    with django_db_blocker.unblock():
        databases.clone(database_name)
    yield
    with django_db_blocker.unblock():
        databases.drop(database_name)


@pytest.fixture(scope="session", autouse=True)
def _own_acts() -> Iterator[None]:
    """What a test writes by hand is its own act; see tests/traces.py."""
    with connection.execute_wrapper(traces.of_the_test):
        yield


@pytest.fixture(autouse=True)
def _still_own_acts() -> None:
    """Also after a test that took the connection apart."""
    if traces.of_the_test not in connection.execute_wrappers:
        connection.execute_wrappers.append(traces.of_the_test)


@pytest.fixture(autouse=True)
def _standing_date(settings: Any, tmp_path: Any) -> None:
    """Every test lives on one day of the demonstration year and keeps its files to itself."""
    import datetime as dt

    settings.DEMO_TODAY = dt.date.fromisoformat(TODAY)
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _own_home(monkeypatch: Any) -> None:
    """The numbers of the home page are kept for a minute: never those of another test."""
    from shangrao_nongan.home import kept

    mine, key_of = uuid.uuid4().hex, kept.key_of
    monkeypatch.setattr(kept, "key_of", lambda post, year: f"{mine}:{key_of(post, year)}")


@pytest.fixture(scope="session", autouse=True)
def _entered_at_its_time() -> Iterator[None]:
    """Rows of any day can be made, as if entered on it."""
    from supervision.ground import entry

    with entry.of_its_day():
        yield


@pytest.fixture(autouse=True)
def _typed_today(request: Any) -> Iterator[None]:
    """A test that asks the rule of 补录 itself is marked `entry_days`."""
    from supervision.ground import entry

    with entry.of_its_day(not request.node.get_closest_marker("entry_days")):
        yield


@pytest.fixture
def cast(db: Any) -> Cast:
    """The standing cast; each member has .post, .user and a signed-in .client."""
    return Cast()


@pytest.fixture
def queries_of(db: Any) -> Callable[[Member, str], int]:
    """How many queries a page costs: the same for one row and for twenty."""

    def count(member: Member, url: str) -> int:
        member.get(url)
        with CaptureQueriesContext(connection) as seen:
            answer = member.get(url)
        assert answer.status_code == 200, (url, answer.status_code)
        return len(seen)

    return count

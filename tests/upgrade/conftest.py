"""The stored release as a database of its own, before and after the upgrade to this code.

`landed` and `upgraded` are names of databases; `databases.owner_of(name)` or `app_of(name)` connects to one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.test import override_settings

from tests import databases

from . import stored

KEYS: dict[str, Any] = {
    "PERSONAL_DATA_KEYS": [stored.KEYS["PERSONAL_DATA_KEYS"]],
    "PERSONAL_DIGEST_KEY": stored.KEYS["PERSONAL_DATA_KEYS"],
}


@pytest.fixture(scope="session")
def _restored(worker_id: str) -> Iterator[str]:
    """Restored once; every `landed` and `upgraded` is a clone."""
    name = f"nongan_test_stored_{worker_id}_{os.getpid()}"
    databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    databases._admin(f'CREATE DATABASE "{name}"')
    stored.restore(databases.url_of(name, owner=True))
    yield name
    databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def _cloned(_restored: str, worker_id: str) -> Callable[[str], Iterator[str]]:
    def clone(kind: str) -> Iterator[str]:
        name = f"nongan_test_{kind}_{worker_id}_{os.getpid()}"
        databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        databases._admin(f'CREATE DATABASE "{name}" TEMPLATE "{_restored}"')
        yield name
        databases._admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    return clone


@pytest.fixture
def landed(_cloned: Any) -> Iterator[str]:
    """The stored release, not upgraded; each test has its own."""
    yield from _cloned("landed")


@pytest.fixture(scope="module")
def upgraded(_cloned: Any, django_db_blocker: Any) -> Iterator[str]:
    """The stored release after what deploy/release.sh does; shared by the tests of a file."""
    for name in _cloned("upgraded"):
        with django_db_blocker.unblock():
            upgrade(name)
        yield name


@pytest.fixture(autouse=True)
def _databases_of_their_own(django_db_blocker: Any, settings: Any) -> Iterator[None]:
    """These tests commit, each to its own database, and read it with the keys of the stored release."""
    for setting, value in KEYS.items():
        setattr(settings, setting, value)
    with django_db_blocker.unblock():
        yield


def upgrade(name: str) -> None:
    """With the keys of the release: an upgrade for a whole file comes before those of its tests."""
    with override_settings(**KEYS), databases.owner_of(name):
        call_command("migrate", verbosity=0, interactive=False)
    with override_settings(**KEYS), databases.app_of(name):
        call_command("load_reference", stdout=open(os.devnull, "w"))


@pytest.fixture
def next_migration(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Give this code one more migration, of the app `credit`, without a file."""

    def add(*operations: Any) -> None:
        load = MigrationLoader.load_disk

        def with_one_more(loader: MigrationLoader) -> None:
            load(loader)
            last = max(name for app, name in loader.disk_migrations if app == "credit")
            made = Migration("9999_trial", "credit")
            made.operations, made.dependencies = list(operations), [("credit", last)]
            loader.disk_migrations["credit", "9999_trial"] = made

        monkeypatch.setattr(MigrationLoader, "load_disk", with_one_more)

    return add

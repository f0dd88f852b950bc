"""A database with one of everything, made once for a file of tests; each test runs in a transaction on it."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections
from django.test import override_settings

from supervision.ground import clock
from tests import databases
from tests.conftest import TODAY

from . import scene as scenes


@pytest.fixture(scope="module")
def standing(
    django_db_setup: None, django_db_blocker: Any, worker_id: str, tmp_path_factory: Any
) -> Iterator[tuple[scenes.Scene, Any]]:
    media = tmp_path_factory.mktemp("media")
    kept, name = connections["default"].settings_dict["NAME"], f"nongan_test_house_{worker_id}_{os.getpid()}"
    with django_db_blocker.unblock():
        databases.clone(name)
        day = dt.date.fromisoformat(TODAY)
        with pytest.MonkeyPatch.context() as patch, override_settings(MEDIA_ROOT=media, DEMO_TODAY=day), clock.at(day):
            patch.setattr("supervision.ground.sending.send", lambda *given, **more: True)  # nobody listens here
            scene = scenes.build()
    yield scene, media
    with django_db_blocker.unblock():
        databases.drop(name)
        connections["default"].settings_dict["NAME"] = kept


@pytest.fixture
def scene(standing: tuple[scenes.Scene, Any], db: None, settings: Any) -> scenes.Scene:
    """The rows and addresses; whatever a test writes is rolled back."""
    settings.MEDIA_ROOT = standing[1]
    return standing[0]

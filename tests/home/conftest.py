from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from tests.conftest import TODAY

from . import world


@pytest.fixture(scope="module")
def year(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[None]:
    """Some rows of everything: accepted, in every other state, and of the year before.

    Built once for the tests of a file, each of which is taken back to it; the file is taken back as a whole.
    """
    files: Path = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO_TODAY=dt.date.fromisoformat(TODAY), MEDIA_ROOT=files):
            world.build()
        yield
        transaction.set_rollback(True)

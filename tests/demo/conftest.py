from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings

from shangrao_nongan.demo import services

YEAR, SCALE = 2021, 0.02
TODAY = dt.date(2021, 12, 20)


@pytest.fixture(scope="module")
def year(django_db_setup: Any, django_db_blocker: Any) -> Iterator[dict[str, dict[str, int]]]:
    """The counts of a small demonstration year, which is there for all tests of a file and gone after them."""
    with django_db_blocker.unblock(), override_settings(DEMO_TODAY=TODAY), transaction.atomic():
        yield services.seed(year=YEAR, scale=SCALE)
        transaction.set_rollback(True)

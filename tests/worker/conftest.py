from __future__ import annotations

from typing import Any

import pytest

from tests import databases


@pytest.fixture
def database(transactional_db: Any, database_name: str) -> str:
    """The address of this test's database, for another process."""
    return databases.url_of(database_name)

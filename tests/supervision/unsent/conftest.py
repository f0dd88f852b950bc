from __future__ import annotations

import pytest
from django.core.cache import cache

from supervision.ground.unsent import aside


@pytest.fixture(autouse=True)
def _nothing_waits(cast):
    """The cache outlives a test's transaction."""
    cache.delete_many([aside._place(member.user.pk) for member in (cast.township, cast.guangxin)])

import pytest

from . import world


@pytest.fixture
def year(cast):
    """Some rows of everything: accepted, in every other state, and of the year before."""
    world.build()

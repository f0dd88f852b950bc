import pytest

from supervision.grid.training import TRAININGS

from .maker import again, fresh, only, training


@pytest.fixture
def done(cast):
    """Entered and taken over by the city's one person."""
    row = training(only(cast.city))
    return TRAININGS.life.accept(again(row), by=fresh(cast.city))

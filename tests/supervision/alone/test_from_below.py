"""What the city has taken over, alone as well, is not undone by the county whose row it was."""

import pytest

from supervision.grid.training import TRAININGS
from supervision.ground.errors import RuleViolation

from .maker import again, fresh, only, training

LIFE = TRAININGS.life


@pytest.fixture
def corrected(cast):
    """Entered by a county, given back, corrected and handed in by the city, and taken over there by the one who did."""
    city, row = only(cast.city), training(cast.guangxin.post)
    LIFE.return_(again(row), by=city, why="请补充")
    row = again(row)
    LIFE.edit(row, by=city, version=row.version, present=2)
    LIFE.submit(again(row), by=city)
    return LIFE.accept(again(row), by=fresh(cast.city))


@pytest.mark.parametrize("verb", [LIFE.void, LIFE.return_])
def test_the_county_does_not_undo_it(corrected, cast, verb):
    assert again(corrected).alone
    for member in (cast.guangxin, cast.guangxin_admin):
        with pytest.raises(RuleViolation, match=r"这是上级（.*）办理的"):
            verb(again(corrected), by=fresh(member), why="改回去")


def test_who_did_it_alone_may_take_it_back(corrected, cast):
    assert LIFE.void(again(corrected), by=fresh(cast.city), why="登记有误").voided_by == cast.city.post

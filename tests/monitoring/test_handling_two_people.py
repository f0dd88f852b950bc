"""A file is closed by a second person of the level that ordered the sampling, or above, and reopened by none below."""

import pytest

from monitoring import figures, services
from monitoring.models import Handling
from monitoring.offers import TODOS
from monitoring.vocabulary import Level
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.measures import Period
from supervision.ground.people import Role
from supervision.ground.records import State
from tests.cast import GUANGXIN
from tests.monitoring import making
from tests.monitoring.test_handling import handle

pytestmark = pytest.mark.django_db


def fresh():
    return Handling.objects.get()


def waits_for(post):
    found = {todo.code: todo.rows(post).count() for todo in TODOS if todo.code.startswith("handlings_")}
    return {code for code, number in found.items() if number}


def test_who_handed_it_in_does_not_close_it_under_another_post_either(cast):
    handle(making.failed(), cast.guangxin.post)
    for post in (cast.guangxin.post, making.another_post(cast.guangxin.post, Role.COUNTY_ADMIN)):
        with pytest.raises(RuleViolation):
            services.accept_handling(fresh(), by=post)
    assert figures.handled(Period.of_year(2021))[GUANGXIN].numerator == 0
    services.accept_handling(fresh(), by=cast.guangxin_admin.post)
    assert figures.handled(Period.of_year(2021))[GUANGXIN].numerator == 1


@pytest.mark.parametrize("level", [Level.PROVINCE, Level.CITY])
def test_of_a_task_from_above_the_city_closes_it_and_no_county_reopens_it(cast, level):
    handle(making.failed(level=level, by=cast.city.post), cast.guangxin.post)
    assert (waits_for(cast.guangxin_admin.post), waits_for(cast.reviewer.post)) == (set(), {"handlings_city"})
    with pytest.raises(RuleViolation, match="下达任务的一级"):
        services.accept_handling(fresh(), by=cast.guangxin_admin.post)
    services.accept_handling(fresh(), by=cast.reviewer.post)
    for call in (services.return_handling, services.void_handling):
        with pytest.raises(RuleViolation, match=r"下达任务的一级|这是上级"):
            call(fresh(), by=cast.guangxin_admin.post, why="重新办理")
    assert fresh().state == State.ACCEPTED


def test_the_neighbour_closes_nothing(cast):
    handle(making.failed(), cast.guangxin.post)
    assert not Handling.objects.visible_to(cast.xinzhou.post).exists()
    assert waits_for(cast.xinzhou.post) == set()
    with pytest.raises(Forbidden):
        services.accept_handling(fresh(), by=cast.township.post)

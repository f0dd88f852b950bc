"""From which day a certificate is lost decides in which year it is: a day that has passed is given by the city."""

import datetime as dt

import pytest
from django.urls import reverse

from greenfood import services
from greenfood.models import Certification
from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Role
from tests import registers
from tests.supervision.records.test_who_decides import second_post_of

YESTERDAY = dt.date(2021, 12, 19)


@pytest.fixture
def held(cast):
    return registers.certification(registers.HERE)


@pytest.mark.parametrize("name", ["guangxin", "guangxin_admin"])
def test_the_county_gives_today(cast, held, name):
    member = getattr(cast, name)
    with pytest.raises(RuleViolation, match="须由市级登记早于今天的退出日期") as refused:
        services.withdraw(held, by=member.post, why="不再种植", on=YESTERDAY)
    assert refused.value.field == "on"
    services.withdraw(held, by=member.post, why="不再种植")
    assert Certification.objects.get(pk=held.pk).ended_on == clock.today()


def test_a_second_post_of_the_county_is_the_county(cast, held):
    other = second_post_of(cast.guangxin, Role.COUNTY_ADMIN)
    with pytest.raises(RuleViolation, match="须由市级"):
        services.withdraw(held, by=other, why="不再种植", on=YESTERDAY)


def test_the_city_gives_the_day_on_which_it_was(cast, held):
    services.withdraw(held, by=cast.reviewer.post, why="年检不合格", on=YESTERDAY)
    assert Certification.objects.get(pk=held.pk).ended_on == YESTERDAY


def test_the_page_says_it_at_the_day_and_the_neighbour_finds_none(cast, held):
    page = reverse("greenfood:certifications-step", args=[held.pk, "end"])
    assert "早于今天的日期涉及本县得分" in cast.guangxin.get(page).content.decode()
    typed = {"how": "surrendered", "on": "2021-12-19", "why": "不再种植", "version": held.version}
    answer = cast.guangxin.post_to(page, typed)
    assert answer.status_code == 422 and answer.context["form"].errors["on"]
    assert cast.xinzhou.get(page).status_code == 404

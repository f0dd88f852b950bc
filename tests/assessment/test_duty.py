"""Who has a duty and did nothing has 0; only who has none is not measured. Asked of every indicator of the house."""

import datetime as dt

import pytest

from greenfood import services as greenfood
from shangrao_nongan import offers
from supervision.ground import clock
from supervision.ground.measures import Period
from supervision.ground.regions import Region
from supervision.ground.subjects import Kind
from tests import make, registers
from tests.monitoring import making

YEAR, BEFORE = Period.of_year(2021), Period.of_year(2019)
GUANGXIN, XINZHOU = "361104", "361102"
AFTER = dt.date(2022, 6, 1)


def nobody_there():
    return XINZHOU, YEAR


def no_plan():
    return GUANGXIN, BEFORE


def no_failure():
    return GUANGXIN, YEAR


def no_share():
    greenfood.set_target(by=make.post("city"), county=make.region(GUANGXIN), year=2021, net=0, why="没有认证产品")
    return GUANGXIN, YEAR


def no_township():
    Region.objects.filter(county=XINZHOU).update(assessed=False)
    return XINZHOU, YEAR


def a_cooperative():
    make.subject(kind=Kind.COOPERATIVE)
    return GUANGXIN, YEAR


def a_failure_left_alone():
    making.failed()
    return GUANGXIN, YEAR


def an_order_left_alone():
    registers.make("supervision.rectification")
    return GUANGXIN, YEAR


# indicator: (what leaves a county without the duty, or None where every county has it; what gives it and no more)
WORLD = {
    "quantitative_completion": (no_plan, no_failure),
    "pass_rate": (no_plan, no_failure),
    "problems_found": (no_plan, no_failure),
    "sync_rate": (no_plan, no_failure),
    "handled": (no_failure, a_failure_left_alone),
    "cases": (None, no_failure),
    "five_one": (no_township, None),
    "patrols": (nobody_there, a_cooperative),
    "records_checked": (nobody_there, a_cooperative),
    "rectification": (no_failure, an_order_left_alone),
    "certificate_subjects": (nobody_there, a_cooperative),
    "certificate_pilots": (nobody_there, None),
    "credit_files": (nobody_there, a_cooperative),
    "net_growth": (no_share, no_failure),
    "dual_lab": (None, nobody_there),
    "city_total": (None, no_failure),
    "no_major_incident": (None, no_failure),
}


def measured(code, place):
    county, period = place()
    with clock.at(AFTER):
        return offers.indicators()[code].compute(period, {})[county]


def test_every_indicator_is_here_and_says_whose_duty_it_is():
    assert set(WORLD) == set(offers.indicators())
    assert [code for code, one in offers.indicators().items() if len(one.duty) < 4] == []


@pytest.mark.parametrize("code", sorted(code for code, (free, _) in WORLD.items() if free))
def test_without_the_duty_it_does_not_apply(cast, code):
    one = measured(code, WORLD[code][0])
    assert one.not_applicable, one


@pytest.mark.parametrize("code", sorted(code for code, (_, idle) in WORLD.items() if idle))
def test_with_the_duty_and_nothing_done_it_is_nothing(cast, code):
    one = measured(code, WORLD[code][1])
    assert not one.not_applicable
    assert one.exact == 0 and one.counted == []

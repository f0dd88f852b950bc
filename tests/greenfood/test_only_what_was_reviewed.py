"""净增 and the totals count what a second person has taken over: nobody raises his own score by entering a certificate,
and what the city's one person took over alone waits as well.
"""

import datetime as dt

import pytest

from greenfood import figures, offers, services
from greenfood.models import Certification
from supervision.ground.facts import Fact
from supervision.ground.measures import Period
from supervision.ground.records import ALONE, State
from tests.greenfood.make import certification, row
from tests.supervision.alone.maker import fresh, joined, only

pytestmark = pytest.mark.django_db
YEAR, GUANGXIN = Period.of_year(2021), "361104"
NEW = dt.date(2021, 12, 1)


def entered(by):
    [made] = services.register_many([row(valid_from=NEW, valid_to=dt.date(2024, 11, 30))], by=by)
    return Certification.objects.get(pk=made.pk)


def numbers():
    return [one.compute(YEAR, {})[GUANGXIN].numerator for one in offers.FIGURES]


def test_what_was_only_handed_in_is_left_out_and_named(cast):
    certification(valid_from=dt.date(2021, 3, 1))
    before = numbers()
    made = entered(cast.guangxin.post)
    assert made.state == State.SUBMITTED and numbers() == before
    assert (made.pk, figures.NOT_REVIEWED) in figures.net_growth(YEAR)[GUANGXIN].left_out
    listed = cast.guangxin.get("/greenfood/certifications/?standing=in_force").content.decode()
    assert made.product_name in listed, "in the register it stands all the same"
    services.accept(made, by=cast.guangxin_admin.post)
    assert numbers() == [one + 1 for one in before]


def test_what_one_person_took_over_alone_waits_and_tells_nothing(cast):
    certification(valid_from=dt.date(2021, 3, 1))
    before = numbers()
    made = entered(only(cast.city))
    services.accept(made, by=fresh(cast.city))
    made.refresh_from_db()
    told = Fact.objects.live().of_source(made)
    assert made.alone and numbers() == before and not told.exists()
    assert (made.pk, ALONE) in figures.net_growth(YEAR)[GUANGXIN].left_out
    services.certifying.LIFE.confirm(Certification.objects.get(pk=made.pk), by=joined(cast.reviewer))
    assert numbers() == [one + 1 for one in before] and told.exists()

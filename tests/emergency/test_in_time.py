"""初报及时率: the time allowed runs from the notice, and who says nothing at all is late too."""

import datetime as dt

import pytest

from emergency import services
from emergency.figures import first_reports
from emergency.forms import SupplementForm
from emergency.models import Incident
from supervision.ground import clock, facts
from supervision.ground.measures import Period
from supervision.ground.people import system_post
from tests import make

pytestmark = pytest.mark.django_db
NEW = "/emergency/incidents/new/"


def share():
    found = first_reports(Period.of_year(2021))["361104"]
    return found.numerator, found.denominator


def test_noticed_earlier_the_report_is_late(cast):
    early = clock.now() - dt.timedelta(hours=3)
    made = services.report_first(by=cast.township.post, title="疑似中毒", noticed_at=early)
    assert made.noticed_at == early and made.reports.get().late
    services.report_first(by=cast.township.post, title="另一起")
    assert share() == (1, 2)


def test_a_moment_to_come_holds_nothing_up(cast):
    later = clock.now() + dt.timedelta(days=1)
    made = services.report_first(by=cast.township.post, title="疑似中毒", noticed_at=later)
    assert made.noticed_at <= clock.now() and not made.reports.get().late


def test_the_form_asks_and_does_not_insist(cast):
    cast.township.post_to(NEW, {"title": "三小时前接报", "noticed_at": "2021-12-19T08:00", "submit": "1"})
    cast.township.post_to(NEW, {"title": "刚接报", "submit": "1"})
    first, second = Incident.objects.order_by("id")
    assert first.noticed_on == dt.date(2021, 12, 19) and second.noticed_on == clock.today()
    assert share() == (1, 2)
    assert "noticed_at" not in SupplementForm(post=cast.guangxin.post).fields


def test_who_never_reports_is_not_in_time(cast):
    subject = make.subject()
    fact = facts.record(
        "case.transferred", on=dt.date(2021, 12, 1), source=subject, by=system_post(), subject=subject, summary="移送"
    )
    (lead,) = services.take_leads([fact], by=system_post())
    assert share() == (0, 0)  # a lead nobody has taken up is no incident yet
    services.begin_verifying(lead, by=cast.guangxin.post)
    assert share() == (0, 1)

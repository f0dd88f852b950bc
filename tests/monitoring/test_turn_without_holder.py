"""A report or a correction that waits for a post that nobody holds says so on its page."""

import datetime as dt

import pytest
from django.urls import reverse

from monitoring import services
from monitoring.models import TestOrder
from monitoring.services.awaiting import NO_ORDERER, NO_VERIFIER
from supervision.ground import history
from supervision.ground.people import Post, Role
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def leave(**whose):
    with history.acting(None, "离任"):
        Post.objects.filter(**whose).update(until=dt.date(2021, 3, 1))


def page(member, order):
    return member.get(reverse("monitoring:testorders-detail", args=[order.pk])).content.decode()


def test_a_correction_without_another_verifier(cast):
    order = making.corrected(making.failed(), 腐霉利="0.61").order
    assert NO_VERIFIER not in page(cast.lab_tester, order)
    leave(role=Role.LAB_VERIFIER)
    assert NO_VERIFIER in page(cast.lab_tester, order)


def test_who_entered_it_is_no_other_verifier(cast):
    order = making.corrected(making.failed(), 腐霉利="0.61").order
    leave(role=Role.LAB_VERIFIER)
    with history.acting(None, "任命岗位"):
        own = cast.lab_tester.post
        since = dt.date(2021, 1, 1)
        Post.objects.create(user=own.user, organisation=own.organisation, role=Role.LAB_VERIFIER, since=since)
    assert NO_VERIFIER in page(cast.lab_tester, order)


def test_a_correction_that_nobody_may_consent_to(cast):
    order = making.checked(making.corrected(making.failed(), 腐霉利="0.61")).order
    assert NO_ORDERER not in page(cast.lab_tester, order)
    leave(role__in=(Role.CITY_ADMIN, Role.CITY_REVIEWER))
    assert NO_ORDERER in page(cast.lab_tester, order)


def test_an_entered_report_without_a_verifier(cast):
    order = TestOrder.objects.get(sample=making.sample())
    tester = cast.lab_tester.post
    services.receive_order(order, by=tester, version=order.version)
    lines = {result.analyte_id: making.line(None) for result in order.results.all()}
    services.enter_results(order, by=tester, version=order.version, lines=lines, finish=True)
    assert NO_VERIFIER not in page(cast.lab_tester, order)
    leave(role=Role.LAB_VERIFIER)
    assert NO_VERIFIER in page(cast.lab_tester, order)

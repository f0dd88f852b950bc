"""Two posts are still one person: who tested does not verify with the other post."""

import datetime as dt

import pytest

from monitoring import services
from monitoring.models import TestOrder
from supervision.ground import history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, Role
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def test_the_second_post_verifies_nothing(cast):
    tester, order = cast.lab_tester.post, TestOrder.objects.get(sample=making.sample())
    with history.acting(cast.city.post, "任命岗位"):
        given = {"organisation": tester.organisation, "role": Role.LAB_VERIFIER, "since": dt.date(2021, 1, 1)}
        second = Post.objects.create(user=tester.user, **given)
    services.receive_order(order, by=tester, version=1)
    lines = {code: making.line("0.1") for code in order.results.values_list("analyte", flat=True)}
    services.enter_results(order, by=tester, version=2, lines=lines, finish=True)
    with pytest.raises(RuleViolation, match="检测人以外"):
        services.confirm_result(order, by=second, version=3)
    assert TestOrder.objects.get().state == "entered"

"""Two officers report on one incident at the same moment: the order of reports holds all the same."""

import pytest

from emergency import services
from emergency.models import Incident
from supervision.ground.errors import RuleViolation
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def both(cast, incident, first, second):
    """What the second is told who asks while the report of the first is on its way."""
    posts = iter((cast.guangxin.post, cast.guangxin_admin.post))

    def report(kind):
        mine, by = Incident.objects.get(pk=incident.pk), next(posts)
        return lambda: services.add_report(mine, kind=kind, text="情况", by=by)

    return together(report(first), report(second))[1]


@pytest.mark.parametrize("second", ["final", "follow"])
def test_nothing_follows_a_final_report(cast, second):
    incident = services.report_first(by=cast.township.post, title="疑似中毒")
    refused = both(cast, incident, "final", second)
    assert isinstance(refused, RuleViolation), refused
    assert "已提交终报" in str(refused)
    assert incident.reports.filter(kind="final").count() == 1
    assert not incident.reports.filter(kind="follow").exists()


def test_two_that_go_together_are_both_there(cast):
    incident = services.report_first(by=cast.township.post, title="疑似中毒")
    assert both(cast, incident, "follow", "follow").pk
    assert incident.reports.filter(kind="follow").count() == 2

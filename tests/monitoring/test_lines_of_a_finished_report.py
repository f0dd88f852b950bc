"""By hand, with the application's own database role: nothing comes into a report or a correction that is finished."""

import pytest
from django.db import Error, transaction

from monitoring import services
from monitoring.models import Correction, Result
from supervision.ground import clock, history
from tests.monitoring import making

pytestmark = pytest.mark.django_db


def refused(attempt):
    with pytest.raises(Error, match="不能修改"), transaction.atomic(), history.acting(None, "试图修改"):
        attempt()


def other(order):
    """An item that is not in the report yet."""
    code = making.code("氧乐果")
    assert not order.results.filter(analyte=code).exists()
    return {"order": order, "analyte_id": code, **making.line("0.5")}


@pytest.fixture
def asked(cast):
    return making.checked(making.corrected(making.failed(), 腐霉利="0.61"))


def test_no_line_comes_into_a_correction_that_was_checked_or_is_in_force(cast, asked):
    refused(lambda: Result.objects.create(correction=asked, **other(asked.order)))
    services.consent_correction(Correction.objects.get(pk=asked.pk), by=cast.city.post, version=asked.version)
    for verified in (False, True):
        refused(
            lambda verified=verified: Result.objects.create(correction=asked, verified=verified, **other(asked.order))
        )


def test_no_open_line_comes_into_a_verified_report(asked):
    refused(lambda: Result.objects.create(**other(asked.order)))


def test_a_line_does_not_move_into_another_correction(cast, asked):
    services.consent_correction(Correction.objects.get(pk=asked.pk), by=cast.city.post, version=asked.version)
    later = making.corrected(asked.order.sample, papers=False, 腐霉利="0.62")
    refused(lambda: later.lines.filter(analyte=making.code("毒死蜱")).update(correction=asked))


def test_no_correction_comes_in_finished(cast, asked):
    order = making.failed(batch="另一批").order
    given = {"order": order, "edition": 2, "why": "称量", "entered_at": clock.now()}
    people = {"entered_by": cast.lab_tester.post, "checked_by": cast.lab_verifier.post}
    for state in ("done", "refused", "consent"):
        refused(lambda state=state: Correction.objects.create(state=state, **given, **people))

"""What the question costs: one journey before and one after a saving, and nothing where a page is only looked at."""

import datetime as dt
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground import sent
from supervision.ground.sent import Sent
from tests import make, registers

from .ageing import older

pytestmark = pytest.mark.django_db


def asked(call):
    with CaptureQueriesContext(connection) as seen:
        answer = call()
    return answer, sum("supervision_sent" in query["sql"] for query in seen)


def test_two_journeys_for_a_saving_and_none_for_a_page(cast):
    page = "/supervision/patrols/new/"
    typed = {"subject": registers.HERE.subject().pk, "held_on": "2021-12-20", "records_kept": "complete", "save": "1"}
    saved, cost = asked(lambda: cast.township.post_to(page, typed | {"client_key": str(uuid.uuid4())}))
    assert (saved.status_code, cost) == (302, 2)
    assert asked(lambda: cast.township.get(f"{page}?subject={typed['subject']}"))[1] == 0
    assert asked(lambda: cast.township.get(saved.url))[1] == 0
    assert asked(lambda: cast.township.get(f"{saved.url}edit/"))[1] == 0


def test_what_is_a_month_old_is_forgotten(cast):
    key, by = uuid.uuid4(), make.post("township")
    given = sent.Given("patrols:new", key, "a")
    for age in (dt.timedelta(days=29), dt.timedelta(days=31)):
        with sent.once(sent.Given(given.door, uuid.uuid4(), f"{age.days}"), by=by) as doing:
            doing.came_to(registers.HERE.subject())
        older(Sent.objects.filter(digest=f"{age.days}"), age)
    assert sent.prune() == 1
    assert Sent.objects.get().digest == "29"

"""Two connections at the same moment: one record, and the second person's window is told or asked."""

import uuid

import pytest
from django.db import connection

from supervision.ground import sent
from supervision.ground.sent import Sent
from supervision.patrols.models.patrol import Patrol
from tests import registers
from tests.cast import Member
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/supervision/patrols/new/"


@pytest.fixture
def visit():
    typed = {"subject": registers.HERE.subject().pk, "held_on": "2021-12-20", "records_kept": "complete", "save": "1"}

    def send(key, who="township", **changes):
        return Member(who).post_to(NEW, typed | {"client_key": key} | changes)

    Member("township").get("/")  # signed in before the transaction that stays open
    return send


def keys():
    return str(uuid.uuid4()), str(uuid.uuid4())


def test_the_same_page_twice_is_one_record(visit):
    key, _ = keys()
    first, second = together(lambda: visit(key), lambda: visit(key))
    assert first.status_code == 302, first.context["form"].errors
    assert second.status_code == 302, second
    assert first.url == second.url
    assert (Patrol.objects.count(), Sent.objects.count()) == (1, 1)


def test_the_same_content_from_two_windows_is_asked_about(visit):
    one, other = keys()
    first, second = together(lambda: visit(one), lambda: visit(other))
    assert (first.status_code, second.status_code) == (302, 422), second
    assert "刚刚已保存过" in second.content.decode()
    assert Patrol.objects.count() == 1


def test_the_second_visit_of_the_day_is_asked_about(visit):
    one, other = keys()
    _first, second = together(lambda: visit(one), lambda: visit(other, guidance="按间隔期采收"))
    assert second.status_code == 422 and "同一事项" in second.content.decode()
    assert Patrol.objects.count() == 1


def test_two_people_do_not_wait_for_each_other():
    """Numbers are given out one after the other in a county; the question before that is each person's own."""

    def ask(name, wait=""):
        with sent.once(sent.Given("patrols:new", uuid.uuid4(), "a"), by=Member(name).post) as doing:
            if wait:
                with connection.cursor() as cursor:
                    cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
                    return cursor.fetchone()[0]
            return doing.near

    assert together(lambda: ask("township"), lambda: ask("guangxin", "asked")) == (None, 0)

"""The county closes, suspends and reopens a subject on its page; who is supervised cannot do it himself."""

from supervision.models import Subject
from tests import make
from tests.certificates.make import producer_subject

GIVEN = {"status": "suspended", "since": "2021-12-01", "why": "停业整顿"}


def url(subject):
    return f"/supervision/subjects/{subject.pk}/step/status/"


def test_the_county_suspends_and_reopens(cast):
    subject = make.subject()
    page = cast.guangxin.get(url(subject))
    assert page.context["form"]["status"].value() == "active"
    assert cast.guangxin.post_to(url(subject), GIVEN | {"version": subject.version}).status_code == 302
    subject.refresh_from_db()
    assert subject.status == "suspended"
    assert subject not in Subject.objects.active()
    again = {"status": "active", "since": "2021-12-10", "why": "整改完成", "version": subject.version}
    assert cast.guangxin.post_to(url(subject), again).status_code == 302
    assert subject in Subject.objects.active()


def test_a_day_in_the_future_and_a_missing_reason_are_refused(cast):
    subject = make.subject()
    for wrong in ({"since": "2022-01-01"}, {"why": " "}, {"status": "x"}):
        answer = cast.guangxin.post_to(url(subject), GIVEN | wrong | {"version": subject.version})
        assert answer.status_code == 422, wrong
    assert subject in Subject.objects.active()


def test_neither_the_producer_nor_the_township_does_it(cast):
    own = producer_subject()
    assert url(own) not in cast.producer.get(f"/supervision/subjects/{own.pk}/").content.decode()
    for member in (cast.producer, cast.market, cast.township, cast.assistant, cast.auditor):
        assert member.get(url(own)).status_code == 403
        assert member.post_to(url(own), GIVEN | {"version": own.version}).status_code == 403
    assert own in Subject.objects.active()

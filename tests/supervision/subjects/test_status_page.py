"""Who keeps the register tells on the subject's page that it stopped, with proof; another person takes it over."""

from supervision.models import Change, Subject
from tests import make
from tests.certificates.make import producer_subject
from tests.supervision.changes.maker import accepted, photo

GIVEN = {"status": "suspended", "effective_on": "2021-12-01", "why": "停业整顿"}


def url(subject):
    return f"/supervision/subjects/{subject.pk}/step/alter/"


def test_it_is_told_taken_over_and_ended_again(cast):
    subject = make.subject()
    page = cast.township.get(url(subject))
    assert page.context["form"]["status"].value() == "active"
    given = GIVEN | {"version": subject.version, "proof": photo()}
    assert cast.township.post_to(url(subject), given).status_code == 302
    assert subject in Subject.objects.active(), "as long as nobody has taken it over"
    accepted(Change.objects.get())
    subject.refresh_from_db()
    assert (subject.status, subject.status_since.isoformat()) == ("suspended", "2021-12-01")
    assert subject not in Subject.objects.active()
    again = {"status": "active", "effective_on": "2021-12-10", "why": "整改完成", "version": subject.version}
    assert cast.township.post_to(url(subject), again).status_code == 302
    accepted(Change.objects.order_by("-id")[0])
    assert subject in Subject.objects.active()


def test_what_is_missing_or_wrong_is_said_at_its_field(cast):
    subject = make.subject()
    for wrong, field in (
        ({"effective_on": "2022-01-01"}, "effective_on"),
        ({"why": " "}, "why"),
        ({"status": "x"}, "status"),
        ({"proof": ""}, "proof"),
        ({"effective_on": "2021-11-30"}, "effective_on"),
    ):
        answer = cast.guangxin.post_to(url(subject), {**GIVEN, "proof": photo(), **wrong, "version": subject.version})
        assert answer.status_code == 422, wrong
        assert list(answer.context["form"].errors) == [field], wrong
        assert f'value="{wrong.get("effective_on", "2021-12-01")}"' in answer.content.decode(), "what was typed stays"
    assert not Change.objects.exists()
    assert subject in Subject.objects.active()


def test_neither_the_producer_nor_the_assistant_does_it(cast):
    own = producer_subject()
    assert url(own) not in cast.producer.get(f"/supervision/subjects/{own.pk}/").content.decode()
    for member in (cast.producer, cast.market, cast.assistant, cast.auditor):
        assert member.get(url(own)).status_code == 403
        assert member.post_to(url(own), GIVEN | {"version": own.version}).status_code == 403
    assert own in Subject.objects.active()

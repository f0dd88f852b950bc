"""The database or the process goes in the middle of saving: one record or none, and sent again it ends well."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection

from supervision.ground import files
from supervision.ground.desk.views.form import FormView, NewView
from supervision.ground.desk.views.step import StepView
from supervision.ground.sent import Sent
from supervision.patrols.models.patrol import Patrol
from tests import databases, registers
from tests.cast import Cast
from tests.house.scene import photo

pytestmark = pytest.mark.django_db(transaction=True)
NEW = "/supervision/patrols/new/"


@pytest.fixture
def township():
    member = Cast().township
    member.client.raise_request_exception = False
    return member


@pytest.fixture
def visit(township):
    typed = {
        "subject": registers.HERE.subject().pk, "held_on": "2021-12-20", "records_kept": "complete", "save": "1",
        "guidance": "按标签用药", "client_key": str(uuid.uuid4()),
    }  # fmt: skip
    content = photo().read()
    return lambda: township.post_to(NEW, typed | {"photos": SimpleUploadedFile("田.jpg", content, "image/jpeg")})


def cut_off():
    """The server process of this connection is gone, as after a crash of PostgreSQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        databases._admin(f"SELECT pg_terminate_backend({cursor.fetchone()[0]})")


class Once:
    """Stands before a method and does something else at the first call, before or after it."""

    def __init__(self, then, *, after=False):
        self.then, self.after, self.left = then, after, 1

    def before(self, method):
        def call(view, *given):
            first, self.left = self.left, 0
            if first and not self.after:
                self.then()
            answer = method(view, *given)
            if first and self.after:
                self.then()
            return answer

        return call


def killed():
    raise SystemError("the process was killed here")


def one_whole_record():
    patrol = Patrol.objects.get()
    assert Sent.objects.filter(record=patrol.pk, register="supervision.patrol").count() == 1
    assert files.of(patrol).count() == 1
    assert patrol.events.filter(version=1).count() == 1


@pytest.mark.parametrize("after", [False, True], ids=["before the files", "after the files"])
def test_postgresql_goes_in_the_middle_of_saving(township, visit, monkeypatch, after):
    monkeypatch.setattr(FormView, "attach", Once(cut_off, after=after).before(FormView.attach))
    answer = visit()
    assert answer.status_code == 422
    assert "数据库刚才中断" in answer.content.decode() and answer.context["form"]["guidance"].value() == "按标签用药"
    assert (Patrol.objects.count(), Sent.objects.count(), files.models.Attachment.objects.count()) == (0, 0, 0)
    assert visit().status_code == 302
    one_whole_record()


def test_the_process_goes_between_the_commit_and_the_answer(visit, monkeypatch):
    monkeypatch.setattr(NewView, "done", Once(killed).before(NewView.done))
    assert visit().status_code == 500
    assert Patrol.objects.count() == 1
    again = visit()
    assert again.status_code == 302
    assert again.url == f"/supervision/patrols/{Patrol.objects.get().pk}/"
    one_whole_record()


def test_a_step_whose_answer_got_lost_is_done_once(township, monkeypatch):
    incident = registers.incident(registers.HERE)
    page = f"/emergency/incidents/{incident.pk}/step/report/"
    typed = {"kind": "follow", "text": "已送检", "version": incident.version, "client_key": str(uuid.uuid4())}
    monkeypatch.setattr(StepView, "onward", Once(killed).before(StepView.onward))
    assert township.post_to(page, typed).status_code == 500
    assert incident.reports.filter(kind="follow").count() == 1
    again = township.post_to(page, typed, follow=True)
    assert "刚刚已办理，没有重复办理" in again.content.decode()
    assert "已被他人修改" not in again.content.decode()
    assert incident.reports.filter(kind="follow").count() == 1


def test_a_correction_that_was_cut_off_is_made_at_the_second_try(township, monkeypatch):
    draft = registers.HERE.subject()
    type(draft).objects.filter(pk=draft.pk).update(state="draft")
    page = f"/supervision/subjects/{draft.pk}/edit/"
    form = township.get(page).context["form"]
    typed = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    typed |= {"address": "新街2号", "save": "1"}
    monkeypatch.setattr(FormView, "attach", Once(cut_off, after=True).before(FormView.attach))
    broken = township.post_to(page, typed)
    assert broken.status_code == 422 and "数据库刚才中断" in broken.content.decode()
    draft.refresh_from_db()
    assert (draft.address, draft.version) == ("", typed["version"])
    assert township.post_to(page, typed).status_code == 302
    draft.refresh_from_db()
    assert (draft.address, draft.version) == ("新街2号", typed["version"] + 1)


def test_a_page_asked_for_meanwhile_says_what_passes_by_itself(township, monkeypatch):
    monkeypatch.setattr(FormView, "page", Once(cut_off).before(FormView.page))
    answer = township.get("/supervision/trainings/new/")
    connection.close()
    assert answer.status_code == 503
    assert "数据库暂时连不上" in answer.content.decode()


def test_that_the_connection_is_really_gone():
    cut_off()
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    connection.close()

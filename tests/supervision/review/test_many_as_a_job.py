"""Above some number a job does it and tells how far it is; broken off it has done what it says, run again the rest."""

from __future__ import annotations

import pytest

from supervision.ground.desk import Selection, many, tasks
from supervision.ground.jobs import Job, Status
from supervision.ground.records import State
from supervision.patrols.models.patrol import Patrol

from .conftest import picked_all, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(settings):
    settings.SELECTION_AT_ONCE = 2


def accepted():
    return Patrol.objects.filter(state=State.ACCEPTED).count()


def test_many_are_a_job_with_progress(cast, visit, few, monkeypatch):
    for _ in range(5):
        visit()
    monkeypatch.setattr(many, "CHUNK", 2)
    where = picked_all(cast.guangxin)
    answer = cast.guangxin.post_to(where, {"verb": "accept"})
    job = Job.objects.get(kind=many.DECIDE)
    assert answer.url == f"/supervision/jobs/{job.pk}/" and accepted() == 0
    assert "一并办理" in text_of(cast.guangxin.get(where))
    again = cast.guangxin.post_to(where, {"verb": "accept"})
    assert again.url == answer.url, "a second click finds the job"
    tasks.decide_selection(job.pk)
    job.refresh_from_db()
    assert (job.status, job.result_url, accepted()) == (Status.DONE, where, 5)
    assert job.text == "已办理5条，未办理0条"


def test_what_a_cancelled_job_did_is_done_and_the_rest_is_not(cast, visit, few, monkeypatch):
    for _ in range(5):
        visit()
    monkeypatch.setattr(many, "CHUNK", 2)
    where = picked_all(cast.guangxin)
    selection = Selection.objects.get()

    def stop(done, total, text):
        if done >= 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        many.run(selection.pk, "accept", by=cast.guangxin.post, tell=stop)
    assert accepted() == 2
    assert "已办理 2 条" in text_of(cast.guangxin.get(where))
    told = []
    many.run(selection.pk, "accept", by=cast.guangxin.post, tell=lambda *say: told.append(say[:2]))
    assert accepted() == 5 and told == [(0, 3), (2, 3), (3, 3)]
    assert {row.version for row in Patrol.objects.all()} == {2}

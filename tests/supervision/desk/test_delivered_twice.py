"""An import job that is delivered twice, one after the other or at the same moment, writes once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.ground.desk import importing, tasks
from supervision.ground.desk.models import BatchState
from supervision.ground.jobs import Job, Status
from supervision.ground.subjects import Subject
from tests.together import together

from .conftest import SUBJECTS, row


def batch_of(cast, sheet_of):
    rows = (row(name=name, kind="农户") for name in ("农户一", "农户二"))
    upload = SimpleUploadedFile("名录.xlsx", sheet_of(*rows).read())
    batch = importing.take_in(SUBJECTS, upload, by=cast.guangxin.post)
    assert (batch.good, batch.bad) == (2, 0)
    return batch


def test_a_message_that_comes_again_after_the_work_was_done(cast, sheet_of):
    batch = batch_of(cast, sheet_of)
    job = importing.confirm(batch, by=cast.guangxin.post)
    tasks.import_register(job.pk)
    batch.refresh_from_db()
    written = batch.created_ids
    # The worker died after its rows were written and before the job was marked as done.
    Job.objects.filter(pk=job.pk).update(status=Status.RUNNING, finished_at=None)
    tasks.import_register(job.pk)
    batch.refresh_from_db()
    assert (batch.state, batch.created_ids, batch.good) == (BatchState.DONE, written, 2)
    assert Subject.objects.filter(name__startswith="农户").count() == 2
    assert Job.objects.get(pk=job.pk).status == Status.DONE


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment(cast, sheet_of):
    batch, by = batch_of(cast, sheet_of), cast.guangxin.post
    _, second = together(*[lambda: importing.run_import(batch.pk, by=by)] * 2)
    batch.refresh_from_db()
    assert second == batch, second
    assert len(batch.created_ids) == 2
    assert sorted(Subject.objects.filter(name__startswith="农户").values_list("pk", flat=True)) == batch.created_ids


def test_an_import_taken_back_is_not_written_again(cast, sheet_of):
    batch, by = batch_of(cast, sheet_of), cast.guangxin.post
    importing.run_import(batch.pk, by=by)
    importing.run_undo(batch.pk, by=by, why="传错了")
    importing.run_import(batch.pk, by=by)
    batch.refresh_from_db()
    assert batch.state == BatchState.UNDONE
    assert Subject.objects.live().filter(name__startswith="农户").count() == 0

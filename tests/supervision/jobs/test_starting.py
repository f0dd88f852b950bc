"""Starting, cancelling, retrying; and the sweep that brings back what got lost on the way."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from supervision.ground import jobs, sending
from supervision.ground.errors import Forbidden, RuleViolation
from supervision.ground.jobs import Job, Status

from .conftest import KIND


def test_the_message_goes_out_after_commit(start, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        job = start(params={"year": 2021})
        assert sent == []
    assert sent == [(KIND, job.pk)]
    job.refresh_from_db()
    assert (job.status, job.params, job.label) == (Status.QUEUED, {"year": 2021}, "清点")
    assert job.sent_at is not None


def test_an_unknown_kind_is_refused(start, cast):
    with pytest.raises(ValueError, match="没有登记"):
        jobs.start("test.unheard_of", by=cast.guangxin.post)


def test_a_failed_send_is_not_lost(start, monkeypatch, django_capture_on_commit_callbacks):
    def down(*args, **kwargs):
        raise ConnectionError("拒绝连接")

    monkeypatch.setattr(sending.current_app, "send_task", down, raising=False)
    with django_capture_on_commit_callbacks(execute=True):
        job = start()
    assert Job.objects.get(pk=job.pk).sent_at is None


def test_the_sweep_sends_what_was_never_sent(start, sent):
    job = start()
    assert jobs.sweep() == 1
    assert sent == [(KIND, job.pk)]
    assert jobs.sweep() == 0


@pytest.mark.parametrize(
    ("status", "silent_for", "again"),
    [
        (Status.QUEUED, 300, True),
        (Status.QUEUED, 10, False),
        (Status.RUNNING, 300, True),
        (Status.RUNNING, 10, False),
        (Status.DONE, 300, False),
        (Status.CANCELLED, 300, False),
    ],
)
def test_the_sweep_sends_again_what_fell_silent(start, sent, status, silent_for, again):
    job, then = start(), Now() - timedelta(seconds=silent_for)
    Job.objects.filter(pk=job.pk).update(status=status, sent_at=then, heartbeat_at=then)
    assert jobs.sweep() == int(again)


def test_a_second_start_with_the_same_key_gives_the_job_under_way(start):
    first = start(key="2021")
    assert start(key="2021") == first
    assert start(key="2022") != first
    Job.objects.filter(pk=first.pk).update(status=Status.DONE)
    assert start(key="2021") != first


def test_a_queued_job_is_cancelled_at_once(start, cast):
    job = jobs.cancel(start(), by=cast.guangxin.post)
    assert job.status == Status.CANCELLED
    with pytest.raises(RuleViolation, match="不能取消"):
        jobs.cancel(job, by=cast.guangxin.post)


def test_a_failed_job_is_run_again(start, cast, sent, django_capture_on_commit_callbacks):
    job = start()
    Job.objects.filter(pk=job.pk).update(status=Status.FAILED, attempt=3, error="坏了", sent_at=Now())
    with django_capture_on_commit_callbacks(execute=True):
        jobs.retry(job, by=cast.guangxin.post)
    job.refresh_from_db()
    assert (job.status, job.attempt, job.error) == (Status.QUEUED, 0, "")
    assert sent == [(KIND, job.pk)]


def test_what_is_under_way_is_not_run_again(start, cast):
    with pytest.raises(RuleViolation, match="不能重新运行"):
        jobs.retry(start(), by=cast.guangxin.post)


def test_a_retry_makes_no_second_job_of_the_same_key(start, cast):
    old = start(key="2021")
    Job.objects.filter(pk=old.pk).update(status=Status.FAILED)
    start(key="2021")
    with pytest.raises(RuleViolation, match="正在进行"):
        jobs.retry(old, by=cast.guangxin.post)


def test_the_neighbour_cannot_cancel_or_retry(start, cast):
    job = start()
    with pytest.raises(Forbidden):
        jobs.cancel(job, by=cast.xinzhou.post)
    Job.objects.filter(pk=job.pk).update(status=Status.FAILED)
    with pytest.raises(Forbidden):
        jobs.retry(job, by=cast.xinzhou.post)

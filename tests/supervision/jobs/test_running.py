"""Running a job: once at a time, with an end in words whatever happens."""

import io

import pytest
from django.db import OperationalError

from supervision.ground import history, jobs, locks
from supervision.ground.errors import RuleViolation
from supervision.ground.jobs import Job, Status
from supervision.ground.people import Post


def _run(job, work=lambda run: None):
    with jobs.running(job.pk) as run:
        work(run)
    job.refresh_from_db()
    return job


def test_a_job_runs_and_leaves_its_result(start):
    def work(run):
        run.progress(2, 4, "正在清点")
        run.finish(file=io.BytesIO(b"42"), name="清点.txt", url="/monitoring/")

    job = _run(start(params={"year": 2021}), work)
    assert (job.status, job.percent, job.attempt, job.error) == (Status.DONE, 100, 1, "")
    assert (job.done, job.total, job.text) == (2, 4, "正在清点")
    assert (job.result_name, job.result_url, job.result.read()) == ("清点.txt", "/monitoring/", b"42")
    assert "清点" not in job.result.name
    assert job.finished_at is not None


def test_a_finished_job_is_not_run_twice(start):
    job = _run(start())
    with pytest.raises(jobs.NotMine):
        _run(job)
    assert Job.objects.get(pk=job.pk).attempt == 1


def test_a_second_runner_goes_away_quietly(start):
    from django.db import connection

    job, other = start(), connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [_crc("jobs"), job.pk])
            assert cursor.fetchone() == (True,)
        with pytest.raises(jobs.NotMine):
            _run(job)
    finally:
        other.close()
    assert Job.objects.get(pk=job.pk).attempt == 0


def _crc(name):
    import zlib

    return locks._signed(zlib.crc32(name.encode()))


def test_what_a_dead_worker_left_is_taken_over(start):
    job = start()
    Job.objects.filter(pk=job.pk).update(status=Status.RUNNING, attempt=1)
    assert _run(job).status == Status.DONE
    assert job.attempt == 2


def test_interrupted_too_often_it_stops(start):
    job = start(max_attempts=2)
    Job.objects.filter(pk=job.pk).update(status=Status.RUNNING, attempt=2)
    with pytest.raises(jobs.NotMine):
        _run(job)
    job.refresh_from_db()
    assert (job.status, job.error) == (Status.FAILED, "任务运行了 2 次都被中断，已停止重试。")


def _raise(failure):
    def work(run):
        raise failure

    return work


def test_a_broken_rule_is_told_in_its_own_words(start):
    job = _run(start(), _raise(RuleViolation("该年度已封账。")))
    assert (job.status, job.error) == (Status.FAILED, "该年度已封账。")


def test_a_fault_of_the_program_is_told_without_its_insides(start):
    job = _run(start(), _raise(KeyError("secret")))
    assert job.status == Status.FAILED
    assert "程序出错" in job.error
    assert "secret" not in job.error


def test_a_lost_connection_queues_the_job_again(start):
    job = _run(start(max_attempts=2), _raise(OperationalError("server closed")))
    assert (job.status, job.sent_at, job.finished_at) == (Status.QUEUED, None, None)
    job = _run(job, _raise(OperationalError("server closed")))
    assert job.status == Status.FAILED


def test_a_post_no_longer_in_force_runs_nothing(start, cast):
    job = start()
    with history.acting(None, "离任"):
        Post.objects.filter(pk=cast.guangxin.post.pk).update(until="2021-12-01")
    with pytest.raises(jobs.NotMine):
        _run(job)
    job.refresh_from_db()
    assert (job.status, job.error) == (Status.FAILED, "发起人的岗位已不在任，任务没有运行。")


def test_a_cancelled_job_stops_at_its_next_step(start):
    steps = []

    def work(run):
        steps.append(1)
        run._beat.cancel_requested = True  # what the heartbeat reads from the row
        run.progress(1, 2)
        steps.append(2)

    job = _run(start(), work)
    assert (job.status, job.text, steps) == (Status.CANCELLED, "已按要求停止", [1])

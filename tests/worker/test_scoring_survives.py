"""What may happen to a scoring on its way: a killed worker, a forgetful broker, two starts, a failing indicator.

Never a half or a double score.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from celery import current_app
from django.db import connection

from shangrao_nongan.assessment.models import Run, ScoreLine, ScoreSheet
from shangrao_nongan.assessment.vocabulary import RunState
from supervision.ground import jobs
from supervision.ground.jobs import Job, Status
from supervision.ground.jobs.vocabulary import RESEND_AFTER, STALE_AFTER
from tests.setup import workers

from .scoring import START, as_owner, ended, let_pass, one_whole_score, until

pytestmark = pytest.mark.worker


def test_a_killed_workers_job_comes_back_and_ends_once(cast, database):
    with as_owner(database) as link, workers.running(database) as process:
        link.cursor().execute("LOCK TABLE certificates_certificate IN ACCESS EXCLUSIVE MODE")  # the worker gets stuck
        cast.reviewer.post_to(START)
        until(process, lambda: Job.objects.filter(status=Status.RUNNING, text__startswith="正在计算").exists())
        process.kill()
        process.wait()
        link.rollback()
    assert Run.objects.get().state == RunState.COMPUTING
    assert not ScoreSheet.objects.exists()

    let_pass(STALE_AFTER)
    with workers.running(database) as process:
        until(process, lambda: jobs.sweep() or ended())
        until(process, ended)
    assert Job.objects.get().attempt == 2
    one_whole_score()


def test_two_starts_at_once_and_a_forgetful_broker_give_one_score(cast, database):
    clients = [cast.reviewer.client, cast.city.client]

    def press(client: Any) -> str:
        try:
            return client.post(START).url
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        assert len(set(both.map(press, clients))) == 1
    current_app.control.purge()  # the broker was restarted and kept nothing
    let_pass(RESEND_AFTER)
    assert jobs.sweep() == 1
    let_pass(RESEND_AFTER)
    assert jobs.sweep() == 1  # still no worker: now there are two messages
    with workers.running(database) as process:
        until(process, ended)
    one_whole_score()


def test_a_failing_indicator_is_marked_and_the_rest_is_scored(cast, database):
    with as_owner(database) as link:
        link.cursor().execute("ALTER TABLE emergency_determination RENAME TO put_away")
        link.commit()
    with workers.running(database) as process:
        cast.reviewer.post_to(START)
        until(process, ended)
    run = Run.objects.get()
    assert run.state == RunState.INCOMPLETE
    assert ScoreLine.objects.exclude(error="").values("item").distinct().count() == 1
    assert ScoreLine.objects.filter(error="", points__gt=0).exists()
    assert "计算出错" in cast.reviewer.get(f"/assessment/runs/{run.pk}/").content.decode()

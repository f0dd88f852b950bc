"""The heartbeat is seen from outside while the work is still in its transaction."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection

from supervision.ground.jobs import Job
from supervision.ground.jobs.heartbeat import Heartbeat

from .conftest import KIND


@pytest.fixture
def outside(db) -> Iterator[Any]:
    """Another connection, whose rows are really there."""
    link = connection.copy()
    yield link
    link.close()


@pytest.fixture
def committed(cast, outside) -> Iterator[int]:
    values = {field.column: field.get_default() for field in Job._meta.concrete_fields if field.column != "id"}
    values |= {"kind": KIND, "post_id": cast.guangxin.post.pk, "status": "running", "params": "{}", "result": ""}
    columns = ", ".join(values)
    marks = ", ".join("now()" if name == "created_at" else "%s" for name in values)
    given = [value for name, value in values.items() if name != "created_at"]
    with outside.cursor() as cursor:
        cursor.execute(f"INSERT INTO supervision_job ({columns}) VALUES ({marks}) RETURNING id", given)
        pk = cursor.fetchone()[0]
        yield pk
        cursor.execute("UPDATE supervision_job SET status = 'done' WHERE id = %s", [pk])


def _until(true: Callable[[], bool]) -> bool:
    pause = threading.Event()
    return any(true() or pause.wait(0.05) for _ in range(100))


def test_progress_is_seen_before_the_work_commits(committed):
    with Heartbeat(committed) as beat:
        beat.say(done=3, total=12, text="正在汇总 3/12")
        assert _until(lambda: Job.objects.filter(pk=committed, done=3, text="正在汇总 3/12").exists())
    assert Job.objects.get(pk=committed).heartbeat_at is not None


def test_a_wish_to_cancel_is_noticed(committed, outside):
    with outside.cursor() as cursor:
        cursor.execute("UPDATE supervision_job SET cancel_requested = true WHERE id = %s", [committed])
    with Heartbeat(committed) as beat:
        assert _until(lambda: beat.cancel_requested)

"""A page's statement ends after its time, and the page says so; an export and the workers take the time they need."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.test import Client

from shangrao_nongan.home import views
from supervision.ground.errors import is_gone, is_too_slow

ASK = "from django.conf import settings; print(settings.DATABASES['default'].get('OPTIONS', {}).get('options'))"


def options(first):
    env = {k: v for k, v in os.environ.items() if k != "SERVES_PAGES"}
    done = subprocess.run(
        [sys.executable, "-c", first + ASK], cwd=settings.BASE, env=env, capture_output=True, text=True
    )
    return done.stdout.strip(), done.stderr[-300:]


def test_only_the_web_has_a_limit():
    assert options("import shangrao_nongan.wsgi; ")[0] == "-c statement_timeout=30s"
    assert options("import django; import shangrao_nongan.celery; ")[0] == "None"


@pytest.fixture
def hurried(db):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '40ms'")


def test_who_asks_too_much_is_told_to_ask_for_less(cast, monkeypatch):
    cast.guangxin.get("/me/")

    def slow(*asked, **more):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '40ms'")
            cursor.execute("SELECT pg_sleep(20)")

    monkeypatch.setattr(views.board, "waiting", slow)
    client: Client = cast.guangxin.client
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 503
    assert "用时太长" in answer.content.decode() and "缩小日期或地区范围" in answer.content.decode()


def test_it_is_told_apart_from_a_database_that_is_gone(hurried):
    with pytest.raises(OperationalError) as stopped, connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(20)")
    assert is_too_slow(stopped.value) and not is_gone(stopped.value)
    assert not is_too_slow(OperationalError("server closed the connection"))
    assert not is_too_slow(None)


def test_an_export_is_read_as_fast_as_the_line_allows(hurried):
    from supervision.ground.desk import rowxml

    pieces = list(rowxml._copied("COPY (SELECT pg_sleep(0.2)) TO STDOUT"))
    assert pieces == [b"\n"]

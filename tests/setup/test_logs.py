"""One line per event; the request's id reaches the task that the request started; machines' pulses stay out."""

import io
import json
import logging.config

import pytest
import structlog
from celery.signals import before_task_publish
from django.conf import settings

from shangrao_nongan import logs
from shangrao_nongan.tasks import heartbeat


@pytest.fixture
def lines():
    out = io.StringIO()
    chosen = logs.configure(style="json", level="INFO")
    chosen["handlers"]["out"]["stream"] = out
    logging.config.dictConfig(chosen)
    yield lambda: [json.loads(line) for line in out.getvalue().splitlines()]
    logging.config.dictConfig(settings.LOGGING)


def test_a_request_has_an_id_on_its_line(client, lines):
    client.get("/login", headers={"x-request-id": "abc"})
    finished = [line for line in lines() if line["event"] == "request_finished"]
    assert finished
    assert finished[0]["request_id"]


def test_the_pulse_is_not_written(client, lines):
    client.get("/healthz")
    assert [line for line in lines() if "healthz" in str(line)] == []


def test_the_task_message_carries_the_request_id():
    """The header that django_structlog binds again before the task runs."""
    sent = {}

    def catch(headers=None, **kwargs):
        sent.update(headers)

    before_task_publish.connect(catch)
    with structlog.contextvars.bound_contextvars(request_id="request-1"):
        heartbeat.apply_async(queue="nobody-listens")
    before_task_publish.disconnect(catch)
    assert sent["__django_structlog__"]["request_id"] == "request-1"


def test_a_request_is_one_line_without_its_query(client, lines):
    client.get("/c/00000000/?name=%E5%BC%A0%E4%B8%89")
    about = [line for line in lines() if "/c/0000" in str(line)]
    assert len(about) == 1
    assert about[0]["request"] == "GET /c/00000000/"
    assert about[0]["code"] == 404
    assert about[0]["ms"] >= 0

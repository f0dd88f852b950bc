"""One line per event; the request's id reaches the task that the request started; machines' pulses stay out."""

import io
import json
import logging.config
import re

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


PHONE, IDENTITY = "13912345678", "361121198001011234"


def test_numbers_of_persons_are_masked_on_every_line(lines):
    log = structlog.get_logger("supervision.ground.jobs")
    try:
        raise ValueError(f"电话 {PHONE} 不能\n{PHONE}")
    except ValueError:
        log.exception("job_failed", said={"证件": [f"证{IDENTITY}"]}, error=f"手机{PHONE}")
    logging.getLogger("django").error("号码 %s", PHONE)
    told = json.dumps(lines(), ensure_ascii=False)
    assert len(lines()) == 2 and PHONE not in told and IDENTITY not in told
    assert told.count("139****5678") == 4 and "ValueError" in told


def test_a_row_that_the_database_quotes_is_left_out(lines):
    try:
        raise ValueError('null value in column "name"\nDETAIL:  Failing row contains (7, 张三, 董团村).\n')
    except ValueError:
        structlog.get_logger("x").exception("export_broken")
    told = lines()[0]["exception"]
    assert "张三" not in told and 'column "name"' in told and "DETAIL:（略）" in told


def test_an_export_is_logged_without_what_was_searched_for(cast, lines):
    assert cast.guangxin.get("/supervision/subjects/export/?q=13912345678&state=accepted").status_code == 200
    told = [line for line in lines() if line["event"] == "register_exported"]
    assert told[0]["filters"] == ["q", "state"] and "1391234" not in json.dumps(lines())


def test_the_web_server_in_front_writes_no_queries():
    site = (settings.BASE / "deploy" / "nginx.conf").read_text()
    form = site.partition("log_format without_query")[2].partition(";")[0]
    told = set(re.findall(r"\$\w+", form))
    assert "$uri" in told and not {"$request", "$request_uri", "$args", "$query_string", "$http_referer"} & told
    assert site.count("access_log") == 2 and "access_log /var/log/nginx/nongan.log without_query;" in site

"""Structured logs: one line per event with the request id, which the Celery task carries on.

On stderr: stdout is a command's answer.
"""

from __future__ import annotations

import logging
import re
import time
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

from supervision.ground.kinds import masks

# Asked every few seconds by machines; their lines would bury the others.
QUOTED = re.compile(r"((?:DETAIL|CONTEXT|QUERY):)[^\n]*(?:\n(?=  )[^\n]*)*")
PULSE = ("/healthz", "/readyz", "shangrao_nongan.heartbeat")


def without_pulse(logger: Any, method: str, event: EventDict) -> EventDict:
    of = event.get("request") or event.get("task") or event.get("child_task_name") or ""
    if method in ("info", "debug") and str(of).endswith(PULSE):
        raise structlog.DropEvent
    return event


def one_line_a_request(logger: Any, method: str, event: EventDict) -> EventDict:
    """Of a request only its end is written, without the query: search words and names of people stand there."""
    if event.get("event") == "request_started":
        raise structlog.DropEvent
    if event.get("event") in ("request_finished", "request_failed") and event.get("request"):
        event["request"] = str(event["request"]).partition("?")[0]
    return event


def begun(request: Any, **kwargs: Any) -> None:
    """Receiver: when the request began."""
    request._began = time.perf_counter()


def ended(request: Any, log_kwargs: dict[str, Any], **kwargs: Any) -> None:
    """Receiver: its duration in milliseconds, on the one line."""
    log_kwargs["ms"] = round((time.perf_counter() - request._began) * 1000)


def not_pulse(record: logging.LogRecord) -> bool:
    """The same for Django's own lines, which carry the request."""
    return getattr(getattr(record, "request", None), "path", "") not in PULSE


def without_persons(logger: Any, method: str, event: EventDict) -> EventDict:
    """Numbers of persons masked in whatever is told; of a database's complaint only what is wrong, not the row that it
    quotes (names, addresses). Tracebacks are text by now, without the values of their variables.
    """
    return {name: _plain(value) for name, value in event.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return masks.masked(QUOTED.sub(r"\1（略）", value))
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, (list, tuple)) else value


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=False),
    structlog.processors.StackInfoRenderer(),
]
TOLD: list[Processor] = [structlog.processors.format_exc_info, without_persons]
RENDERERS: dict[str, list[Processor]] = {
    "json": [structlog.processors.JSONRenderer(ensure_ascii=False)],
    # Plain tracebacks: the pretty ones print every local variable, people's data included, and take half a second.
    "console": [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)],
}


def configure(*, style: str, level: str) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING for the same line format."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            without_pulse,
            one_line_a_request,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "line": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": SHARED,
                "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *TOLD, *RENDERERS[style]],
            }
        },
        "filters": {"not_pulse": {"()": "django.utils.log.CallbackFilter", "callback": not_pulse}},
        "handlers": {"out": {"class": "logging.StreamHandler", "stream": "ext://sys.stderr", "formatter": "line",
                             "filters": ["not_pulse"]}},
        "root": {"handlers": ["out"], "level": level},
        "loggers": {
            "axes": {"level": "WARNING"},
            "django.utils.autoreload": {"level": "WARNING"},
            # django_structlog already writes one line per request, refused ones included
            "django.server": {"level": "WARNING"},
            "django.request": {"level": "ERROR"},
            "celery.beat": {"level": "WARNING"},
            "celery.worker.strategy": {"level": "WARNING"},
            "celery.app.trace": {"level": "WARNING"},
            "kombu": {"level": "WARNING"},
            "pgtrigger": {"level": "WARNING"},
        },
    }

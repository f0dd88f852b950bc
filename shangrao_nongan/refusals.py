"""How the API answers what went wrong, where the framework has an English sentence only."""

from __future__ import annotations

from typing import Any

from rest_framework.exceptions import ErrorDetail, Throttled
from rest_framework.response import Response
from rest_framework.views import exception_handler


def refused(exc: Exception, context: dict[str, Any]) -> Response | None:
    """The framework's answer; too many requests are told in Chinese how long to wait."""
    if isinstance(exc, Throttled):
        seconds: int | None = getattr(exc, "wait", None)
        wait = f"请等 {seconds} 秒后再试" if seconds else "请稍后再试"
        exc.detail = ErrorDetail(f"请求太频繁，{wait}。", code=exc.default_code)
    return exception_handler(exc, context)

"""How the API answers what went wrong, where the framework has an English sentence only."""

from rest_framework.exceptions import Throttled
from rest_framework.views import exception_handler


def refused(exc, context):
    """The framework's answer; too many requests are told in Chinese how long to wait."""
    if isinstance(exc, Throttled):
        wait = f"请等 {exc.wait} 秒后再试" if exc.wait else "请稍后再试"
        exc.detail = f"请求太频繁，{wait}。"
    return exception_handler(exc, context)

"""What is sent to the API is read within bounds: how much, how deep, and only what a text column can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from django.conf import settings
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

DEEPEST = 50  # lists and objects within one another; ours need five


class TooMuch(APIException):
    status_code = 413
    default_detail = "一次提交的内容太多，请分几次提交。"
    default_code = "too_much"


class BoundedJSONParser(JSONParser):
    """The framework's own reads whatever comes, and fails on what is nested a thousand times."""

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        most = settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0
        body = stream.read(most + 1)
        if len(body) > most:
            raise TooMuch
        try:
            text = body.decode("utf-8-sig")
            data = json.loads(text, parse_constant=_no_number)
            if "\\u" in text or "\\U" in text:
                json.dumps(data, ensure_ascii=False).encode()  # half a sign, which no column can hold
        except RecursionError as deep:
            raise ParseError("内容的层次太多，请检查 JSON。") from deep
        except UnicodeError as strange:
            raise ParseError("内容里有不能识别的字符，请用 UTF-8 编码。") from strange
        except ValueError as broken:
            raise ParseError("内容不是有效的 JSON，请检查格式。") from broken
        if _deeper(data, DEEPEST):
            raise ParseError("内容的层次太多，请检查 JSON。")
        return data


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _deeper(data: Any, most: int) -> bool:
    """Level by level, so that the depth of what is asked costs no depth here."""
    level = [data] if isinstance(data, dict | list) else []
    for _ in range(most):
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
    return bool(level)

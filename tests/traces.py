"""What a test writes by itself, outside any act of the house, is the test's own act.

The database refuses a change of a tracked row without a context. What a test sets up or alters by hand gets one that
says so; whatever the house writes is left to the house, so that a writer that forgets `history.acting` still shows.
"""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from psycopg2 import extensions

from supervision.ground import history

BY_HAND = "测试直接写入"
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|WITH)\b", re.I)
_silent = False


def of_the_test(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """A wrapper of every statement of the tests' own thread; servers and workers of a test are without it."""
    if not _silent and not history.inside() and WRITES.match(sql if isinstance(sql, str) else sql.decode()):
        link = context["connection"].connection
        if link is not None and link.info.transaction_status != extensions.TRANSACTION_STATUS_INERROR:
            said = json.dumps({"who": "测试", "verb": BY_HAND})
            with context["connection"].wrap_database_errors, link.cursor() as cursor:
                for name, value in (("context_id", str(uuid.uuid4())), ("context_metadata", said)):
                    cursor.execute("SELECT set_config(%s, %s, %s)", [f"pghistory.{name}", value, not link.autocommit])
    return execute(sql, params, many, context)


@contextmanager
def none() -> Iterator[None]:
    """While this lasts a test writes as the application would that forgot to say who and why."""
    global _silent
    before, _silent = _silent, True
    try:
        yield
    finally:
        _silent = before

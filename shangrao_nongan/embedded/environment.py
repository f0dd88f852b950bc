"""The environment the settings ask for, on a machine where nobody has set it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2

from . import keeper
from .state import SECRETS, folder, own_secrets

DEMO_DAY = "2021-12-20"


@contextmanager
def prepared(kind: str) -> Iterator[dict[str, str]]:
    """Yield os.environ with everything missing filled in; starts only those servers that no address was given for."""
    given = {name: value for name, value in os.environ.items() if value.strip() or name == "DEMO_TODAY"}
    state = folder(kind)
    with ExitStack() as stack:
        made = {
            **({} if all(name in given for name in SECRETS) else own_secrets(state)),
            "MEDIA_ROOT": str(state / "media"),
            "DEMO_TODAY": DEMO_DAY,
            **({"APP_ENV": "test", "LOG_LEVEL": "WARNING"} if kind == "test" else {}),
        }
        if not ("DATABASE_URL" in given and "REDIS_URL" in given):
            addresses = stack.enter_context(keeper.servers(kind))
            if "DATABASE_URL" in given:
                addresses = {"REDIS_URL": addresses["REDIS_URL"]}
            made |= addresses
            made["NONGAN_EMBEDDED"] = str(state)
        yield made | given


def embedded_state(environment: Mapping[str, str]) -> Path | None:
    """The state folder when the database is the embedded one, else None."""
    state = environment.get("NONGAN_EMBEDDED")
    return Path(state) if state and quote(state, safe="") in environment["DATABASE_URL"] else None


def is_empty(environment: Mapping[str, str]) -> bool:
    """True for an embedded database without tables; somebody's own server is never prepared unasked."""
    if not embedded_state(environment):
        return False
    connection = psycopg2.connect(environment["DATABASE_URL"])
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('django_migrations') IS NULL")
            return cursor.fetchone() == (True,)
    finally:
        connection.close()

"""One template database (migrated, reference data, the cast), cloned for every worker and after every browser test.

Cloning takes a fifth of a second; migrating in each worker would take many, and a flush would empty the regions.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "shangrao_nongan", "tests")
# Whatever decides what is in the template: tables, triggers, reference data, the people.
INPUTS = re.compile(
    r"/(migrations|models|data|records|editions|people|subjects)/[^/]+$|/(models|reference|apps|history|scheme\w*)\.py$"
    r"|^shangrao_nongan/(triggers|grants|installed|roles|applying|schema|landed)\.py$|/commands/migrate\.py$|^tests/(cast|make|databases)\.py$"
)


@cache
def _fingerprint() -> str:
    """The sum of all inputs; worked out once in a process."""
    found = hashlib.sha256()
    for package in PACKAGES:
        for folder, folders, names in os.walk(ROOT / package):
            folders[:] = sorted(name for name in folders if name not in ("node_modules", "static", "__pycache__"))
            for path in (Path(folder, name) for name in sorted(names)):
                if INPUTS.search(path.relative_to(ROOT).as_posix()):
                    found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def url_of(name: str, *, owner: bool = False) -> str:
    """The address of a test database for another process (a real worker)."""
    return _named(settings.DATABASE_OWNER_URL if owner else settings.DATABASE_URL, name)


def _admin(sql: str) -> list[tuple]:
    return ask(_named(settings.DATABASE_OWNER_URL, "postgres"), sql)


# Whatever is written by hand is an act of the test: a row changes in no other way.
AN_ACT = """SELECT set_config('pghistory.context_id', gen_random_uuid()::text, false),
    set_config('pghistory.context_metadata', '{"who": "测试", "verb": "测试直接写入"}', false)"""


def ask(url: str, sql: str) -> list[tuple]:
    """Run one statement in a connection of its own, outside any transaction of the tests."""
    link = psycopg2.connect(url)
    link.autocommit = True
    try:
        with link.cursor() as cursor:
            cursor.execute(AN_ACT)
            cursor.execute(sql)
            return cursor.fetchall() if cursor.description else []
    finally:
        link.close()


@contextmanager
def _locked() -> Iterator[None]:
    key = hashlib.sha256(settings.DATABASE_OWNER_URL.encode()).hexdigest()[:12]
    with open(Path(tempfile.gettempdir()) / f"nongan-template-{key}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@cache
def template() -> str:
    """The name of the template database, built once for a state of the migrations and the reference data."""
    name = f"nongan_template_{_fingerprint()}"
    with _locked():
        if not _admin(f"SELECT 1 FROM pg_database WHERE datname = '{name}'"):
            _admin(f'DROP DATABASE IF EXISTS "{name}_part" WITH (FORCE)')
            _admin(f'CREATE DATABASE "{name}_part"')
            _fill(f"{name}_part")
            _admin(f'ALTER DATABASE "{name}_part" RENAME TO "{name}"')
    return name


def _fill(name: str) -> None:
    from tests import cast

    with owner_of(name):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("load_reference", stdout=open(os.devnull, "w"))
        cast.build()


@contextmanager
def _connected(name: str, url: str) -> Iterator[None]:
    mine = connections["default"].settings_dict
    kept = {key: mine[key] for key in ("NAME", "USER", "PASSWORD")}
    role = urlsplit(url)
    connections["default"].close()
    mine |= {"NAME": name, "USER": role.username or "", "PASSWORD": role.password or ""}
    try:
        yield
    finally:
        connections["default"].close()
        mine |= kept


def owner_of(name: str) -> AbstractContextManager[None]:
    """While this lasts, the connection is the owner's, to database `name`."""
    return _connected(name, settings.DATABASE_OWNER_URL)


def app_of(name: str) -> AbstractContextManager[None]:
    """While this lasts, the connection is that of web and worker, to database `name`."""
    return _connected(name, settings.DATABASE_URL)


def clone(name: str) -> None:
    connections["default"].close()
    _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _admin(f'CREATE DATABASE "{name}" TEMPLATE "{template()}"')
    connections["default"].settings_dict["NAME"] = name


def drop(name: str) -> None:
    connections["default"].close()
    _admin(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

"""Inside one state of the code: `python collect.py prepare|UNIT… > lines`, with that state first on the path.

Started by `states`, from the folder of the state; every unit stands in a process and on a copy of the database of
its own, so what one of them writes (a session, a notice read) is seen by no other.
"""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
import multiprocessing
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock
from urllib.parse import urlsplit, urlunsplit

HERE = Path(__file__).resolve().parent
MOMENT = dt.datetime(2026, 11, 28, 4, 0, tzinfo=dt.UTC)  # what the clock says, after the stored release was made


def _load(name: str, path: Path, **more: Any) -> Any:
    spec = importlib.util.spec_from_file_location(name, path, **more)
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def start() -> Any:
    """Django with a clock that stands, and the adapter: the state's own one if it has one."""
    _load("sameness", HERE / "__init__.py", submodule_search_locations=[str(HERE)])
    own = Path.cwd() / "tests" / "sameness" / "adapter.py"
    mock.patch("django.utils.timezone.now", return_value=MOMENT).start()
    import django

    django.setup()
    from django.conf import settings

    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if plant := os.environ.get("SAMENESS_PLANT"):
        exec(plant, {})  # noqa: S102  the tool's own tests change one function of the state
    return _load("sameness.adapter", own if own.exists() else HERE / "adapter.py")


def figures(adapter: Any) -> list[tuple[str, str, str, str]]:
    """Every number with its parts, and every record behind it; kinds figure and row."""
    found = []
    for name, period, places in adapter.figures():
        for county, one in sorted(places.items()):
            told = {part: getattr(one, part, None) for part in ("value", "numerator", "denominator", "within")}
            told |= {"not_applicable": getattr(one, "not_applicable", "")} if hasattr(one, "numerator") else {"is": one}
            found.append(("figure", name, f"{period} {county}", _said(told)))
            found += [("row", name, f"{period} {county}", f"counted {pk}") for pk in getattr(one, "counted", ())]
            left = getattr(one, "left_out", ())
            found += [("row", name, f"{period} {county}", f"left out {pk}: {why}") for pk, why in left]
            if left:
                kept = {part: sorted(getattr(one, part) or []) for part in ("missed", "deducted")}
                found.append(("figure", name, f"{period} {county}", f"reasons {_said(kept)} {one.missed is None}"))
    return found


def scores(adapter: Any) -> list[tuple[str, str, str, str]]:
    """Every value of every run, sheet and line; the ids one by one."""
    found = []
    for name, facts in adapter.scores():
        for part, value in facts.items():
            if isinstance(value, list):
                found.append(("score", name, part, str(len(value))))
                found += [("score-row", name, part, json.dumps(one, ensure_ascii=False)) for one in value]
            else:
                found.append(("score", name, part, str(value)))
    return found


def _said(told: dict[str, Any]) -> str:
    return " ".join(f"{name}={value}" for name, value in told.items() if value is not None and value != "")


def units(adapter: Any) -> list[str]:
    """The longest first: two processes then end at about the same time."""
    return ["opened", *(account.who for account in adapter.accounts()), "figures", "scores", "anonymous"]


def run(unit: str, adapter: Any, only: str) -> list[tuple[str, str, str, str]]:
    visit = importlib.import_module("sameness.visit")
    if unit in ("figures", "scores"):
        return {"figures": figures, "scores": scores}[unit](adapter)
    people = {account.who: account for account in adapter.accounts()}
    if unit == "opened":
        first = next(account for account in people.values() if account.who.startswith("city_admin"))
        return visit.Visitor(adapter, first, only).opened()
    return visit.Visitor(adapter, people.get(unit), only).walk()


@contextmanager
def _copy(url: str, owner: str, name: str):
    """A copy of the prepared database for one process."""
    import psycopg2
    from django.db import connections

    def as_owner(sql: str) -> None:
        link = psycopg2.connect(urlunsplit(urlsplit(owner)._replace(path="/postgres")))
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(sql)
        link.close()

    as_owner(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(url).path[1:]}"')
    try:
        connections["default"].settings_dict["NAME"] = name
        yield
    finally:
        connections["default"].close()
        as_owner(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def in_process(unit: str) -> list[str]:
    adapter = sys.modules["sameness.adapter"]
    url, owner = os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]
    with _copy(url, owner, f"nongan_test_same_{os.getpid()}"):
        found = run(unit, adapter, os.environ.get("SAMENESS_ONLY", ""))
    return ["|".join(" ".join(str(part).split()) for part in line) for line in found]


def main(asked: list[str]) -> None:
    adapter = start()
    if asked == ["prepare"]:
        adapter.score()
        print(json.dumps({"units": units(adapter), "roles": sorted(adapter.roles()),
                          "registers": [register.path for register in adapter.registers()]}))  # fmt: skip
        return
    lines: list[str] = []
    jobs = int(os.environ.get("SAMENESS_JOBS", "2"))
    with multiprocessing.get_context("fork").Pool(jobs, maxtasksperchild=1) as pool:
        for found in pool.imap_unordered(in_process, asked, chunksize=1):
            lines += found
    for line in sorted(lines):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])

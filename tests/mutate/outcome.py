"""A pytest plugin (`-p tests.mutate.outcome`): did a test see the fault, or did the run merely break?

Only what a test asks counts: its assertion failed, or what should have been refused was not (pytest's DID NOT RAISE).
A fault that is a refusal too many shows as the refusal itself, so its exceptions are named with it (`shows`).
Everything else proves nothing: a fixture that crashes, a module that cannot be imported, an exception of another kind.
"""

from __future__ import annotations

import json
import os
import traceback
from pathlib import Path
from typing import Any

import pytest

SEEN, BROKE = "seen", "broke"
TEMPLATE, REPORT, SHOWS = "MUTATE_TEMPLATE", "MUTATE_REPORT", "MUTATE_SHOWS"


def judged(error: BaseException, when: str, shows: tuple[str, ...], root: str) -> str:
    """Whether a failure is the answer of a test. An `assert` of the product's own, outside tests/, is none."""
    if when != "call":
        return BROKE
    if isinstance(error, pytest.fail.Exception) or type(error).__name__ in shows:
        return SEEN
    if not isinstance(error, AssertionError):
        return BROKE
    place = Path(traceback.extract_tb(error.__traceback__)[-1].filename)
    of_product = place.is_relative_to(root) and not place.is_relative_to(Path(root, "tests"))
    return BROKE if of_product else SEEN


class Outcome:
    """Notes what every test did and ends the run at the first one that saw the fault."""

    def __init__(self, report: str, shows: tuple[str, ...], root: str) -> None:
        self.report, self.shows, self.root = report, shows, root
        self.ran, self.seen, self.broke = 0, "", []

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
        report = yield
        self.ran += call.when == "call"
        if report.failed and call.excinfo is not None:
            self._note(item, judged(call.excinfo.value, call.when, self.shows, self.root), call.excinfo.typename)
        return report

    def _note(self, item: Any, how: str, name: str) -> None:
        if how == SEEN:
            self.seen = self.seen or item.nodeid
            item.session.shouldstop = "seen"
        else:
            self.broke.append(f"{item.nodeid} {name}")

    def pytest_collectreport(self, report: Any) -> None:
        if report.failed:
            self.broke.append(f"{report.nodeid} collection")

    def pytest_sessionfinish(self, session: Any) -> None:
        found = {"ran": self.ran, "seen": self.seen, "broke": self.broke}
        Path(self.report).write_text(json.dumps(found))


def pytest_configure(config: Any) -> None:
    if name := os.environ.get(TEMPLATE):
        # A fault changes no table: all of them run on the template of the code as it is.
        from tests import databases

        databases._fingerprint = lambda: name
    if path := os.environ.get(REPORT):
        shows = tuple(os.environ.get(SHOWS, "").split())
        config.pluginmanager.register(Outcome(path, shows, str(config.rootpath)), "mutate-outcome")

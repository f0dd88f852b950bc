"""Running the tests of one fault in a copy of the code."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import forked, outcome, scratch
from .fault import Fault

# The tests of a home, for a fault that names none.
TESTS = {
    "supervision/grid/": ("tests/supervision/fiveone", "tests/supervision/laboratory", "tests/supervision/staff"),
    "supervision/patrols/": ("tests/supervision/patrol", "tests/supervision/rectification"),
    "supervision/enforcement/": ("tests/supervision/case",),
    "supervision/ground/": ("tests/supervision",),
    "monitoring/": ("tests/monitoring",),
    "certificates/": ("tests/certificates",),
    "credit/": ("tests/credit",),
    "greenfood/": ("tests/greenfood",),
    "emergency/": ("tests/emergency",),
    "shangrao_nongan/assessment/": ("tests/assessment",),
    "shangrao_nongan/home/": ("tests/home",),
    "shangrao_nongan/": ("tests/home", "tests/house"),
}
SECONDS = 600
DIED, LIVED, BROKE = "died", "lived", "broke"


@dataclass(frozen=True)
class Result:
    fault: Fault | None
    how: str
    said: str
    seconds: float


def tests_of(fault: Fault) -> tuple[str, ...]:
    return fault.tests or next(tests for folder, tests in TESTS.items() if fault.file.startswith(folder))


def verdict(found: dict | None) -> tuple[str, str]:
    """What the report of a run says about the fault."""
    if found is None:
        return BROKE, "没有运行到底"
    if found["seen"]:
        return DIED, found["seen"]
    if found["broke"]:
        return BROKE, found["broke"][0]
    return (LIVED, f"{found['ran']} 个测试全部通过") if found["ran"] else (BROKE, "没有运行任何测试")


def run(folder: Path, fault: Fault | None, tests: Sequence[str], template: str) -> Result:
    """Plant, test, restore."""
    began, report = time.monotonic(), folder / ".mutate-report.json"
    arguments = [
        "-p",
        "tests.mutate.outcome",
        "-p",
        "no:cacheprovider",
        "-n0",
        "--tb=no",
        "--hypothesis-seed=0",
        *tests,
    ]
    environment = {
        **os.environ,
        outcome.TEMPLATE: template,
        outcome.REPORT: str(report),
        outcome.SHOWS: " ".join(fault.shows) if fault else "",
    }
    with scratch.planted(folder, fault):
        forked.run(folder, arguments, environment, seconds=SECONDS)
    found = json.loads(report.read_text()) if report.exists() else None
    report.unlink(missing_ok=True)
    return Result(fault, *verdict(found), time.monotonic() - began)

"""A whole run of pytest: an assertion ends it and kills the fault; errors of import, collection and fixtures do not."""

import json
import os
import subprocess
import sys

import pytest

from . import outcome
from .fault import ROOT
from .trial import BROKE, DIED, LIVED, verdict

FIXTURE = "import pytest\n@pytest.fixture\ndef thing():\n    {}\ndef test_it(thing): {}\n"


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("def test_it(): assert 1 == 1", LIVED),
        ("def test_it(): assert 1 == 2", DIED),
        ("def test_crash(): {}['x']\ndef test_it(): assert 1 == 2", DIED),
        ("def test_it(): {}['x']", BROKE),
        ("import nowhere\ndef test_it(): assert 1 == 2", BROKE),
        ("def test_it(: pass", BROKE),
        (FIXTURE.format("assert 1 == 2", "pass"), BROKE),
        ("def other(): assert 1 == 2", BROKE),
    ],
)
def test_a_run(tmp_path, text, how):
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_one.py").write_text(text)
    report = tmp_path / "report.json"
    more = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT), outcome.REPORT: str(report)}
    given = {name: value for name, value in os.environ.items() if name != outcome.TEMPLATE}
    command = [sys.executable, "-m", "pytest", "-p", "tests.mutate.outcome", "-p", "no:cacheprovider", "tests"]
    subprocess.run(command, cwd=tmp_path, env=given | more, capture_output=True, check=False)
    assert verdict(json.loads(report.read_text()))[0] == how


def test_a_run_that_left_no_report_proves_nothing():
    assert verdict(None)[0] == BROKE

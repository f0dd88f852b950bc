"""The code itself is never touched, a copy is put back, and nothing is left of a run that was killed."""

import os
import tempfile
from contextlib import suppress

from . import scratch
from .fault import Fault

FAULT = Fault("name", "one.py", "a <= b", "a < b", "", "")


def test_planted_and_put_back(tmp_path):
    path, compiled = tmp_path / "one.py", tmp_path / "__pycache__" / "one.cpython-311.pyc"
    compiled.parent.mkdir()
    path.write_text("a <= b")
    compiled.write_bytes(b"old")
    with suppress(KeyError), scratch.planted(tmp_path, FAULT):
        assert path.read_text() == "a < b" and not compiled.exists()
        raise KeyError
    assert path.read_text() == "a <= b"


def test_without_a_fault_nothing_changes(tmp_path):
    with scratch.planted(tmp_path, None):
        assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_swept_away(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    left, mine = tmp_path / f"{scratch.PREFIX}4194305-x", tmp_path / f"{scratch.PREFIX}{os.getpid()}-x"
    left.mkdir()
    mine.mkdir()
    scratch.sweep()
    assert not left.exists() and mine.exists()

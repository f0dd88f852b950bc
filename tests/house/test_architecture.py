"""ARCHITECTURE.md shows a register as it stands in the code, and names what is there."""

from __future__ import annotations

import re

from .source import ROOT

TEXT = (ROOT / "ARCHITECTURE.md").read_text()
EXAMPLE = "supervision/grid/training.py"


def test_the_example_is_the_code_and_has_sixty_lines_at_most():
    (shown,) = re.findall(r"```python\n(.*?)```", TEXT, flags=re.S)
    assert shown == (ROOT / EXAMPLE).read_text()
    assert len([line for line in shown.splitlines() if line.strip()]) <= 60


def test_what_it_names_is_there():
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]*(?:\.[a-z]+)?)`", TEXT))
    assert len(named) >= 8
    bases = (ROOT, ROOT / "supervision", ROOT / "supervision" / "ground", ROOT / "monitoring")
    assert {name for name in named if not any((base / name).exists() for base in bases)} == set()


def test_every_package_of_the_ground_is_named():
    ground = ROOT / "supervision" / "ground"
    parts = {path.stem for path in ground.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    words = set(re.findall(r"[a-z_]+", TEXT))
    assert parts - {"__init__", "spread"} <= words

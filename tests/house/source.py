"""Our own source as the house tests read it: files, syntax trees, templates, models."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

ROOT: Path = settings.BASE
PACKAGES = ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency", "shangrao_nongan")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
NOT_OURS = {"node_modules", "__pycache__", "migrations"}


@cache
def python_files(*, tests: bool = False) -> tuple[Path, ...]:
    """Python files of the product (or of the tests), migrations apart: they are generated."""
    found = (path for package in (("tests",) if tests else PACKAGES) for path in (ROOT / package).rglob("*.py"))
    return tuple(sorted(path for path in found if not NOT_OURS & set(path.parts)))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(), filename=str(path))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Every call with the dotted name of what is called; inner calls show as `()`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            yield dotted(node.func), node


def dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Call):
        return f"{dotted(node.func)}()"
    return f"{dotted(node.value)}[]" if isinstance(node, ast.Subscript) else "?"


def templates() -> list[Path]:
    return sorted((ROOT / "templates").rglob("*.html"))


def our_models() -> list[type[models.Model]]:
    """The models we wrote; the tables of their history are made for us."""
    return [
        model
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES and not hasattr(model, "pgh_tracked_model")
    ]

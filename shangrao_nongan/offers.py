"""What the rooms offer the roof, collected from their `offers` modules: a plain list, so that it can be read."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from supervision.ground.figures import Figure, Shown
from supervision.ground.measures import Panel, Todo

ROOMS = ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency")


def _collect(name: str) -> list[Any]:
    return [offer for room in ROOMS for offer in getattr(import_module(f"{room}.offers"), name, [])]


@cache
def figures() -> dict[str, Figure]:
    """Every figure by its code; a code offered twice is a mistake of the house."""
    found: dict[str, Figure] = {}
    for figure in _collect("FIGURES"):
        if figure.code in found:
            raise ValueError(f"取数指标 {figure.code} 重复")
        found[figure.code] = figure
    return found


@cache
def indicators() -> dict[str, Figure]:
    """Those that the assessment may ask for."""
    return {code: figure for code, figure in figures().items() if figure.scored}


@cache
def todos() -> list[Todo]:
    return _collect("TODOS")


@cache
def cards() -> list[Shown]:
    """Those that the home page shows, in the order of the rooms."""
    return [figure.card for figure in figures().values() if figure.shown]


@cache
def panels() -> list[Panel]:
    return _collect("PANELS")

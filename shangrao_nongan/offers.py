"""What the rooms offer the roof, collected from their `offers` modules: a plain list, so that it can be read."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import Any

from supervision.ground.measures import Card, Indicator, Panel, Todo

ROOMS = ("supervision", "monitoring", "certificates", "credit", "greenfood", "emergency")


def _collect(name: str) -> list[Any]:
    return [offer for room in ROOMS for offer in getattr(import_module(f"{room}.offers"), name, [])]


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its code; a code offered twice is a mistake of the house."""
    found: dict[str, Indicator] = {}
    for indicator in _collect("INDICATORS"):
        if indicator.code in found:
            raise ValueError(f"取数指标 {indicator.code} 重复")
        found[indicator.code] = indicator
    return found


@cache
def todos() -> list[Todo]:
    return _collect("TODOS")


@cache
def cards() -> list[Card]:
    return _collect("CARDS")


@cache
def panels() -> list[Panel]:
    return _collect("PANELS")

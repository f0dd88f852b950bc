"""The registers by their names: `registry.register` enters them; who knows one by its name only looks here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .registry import Register

REGISTERS: dict[str, Register] = {}

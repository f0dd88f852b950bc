"""The site as its URL configuration tells it: every address, the registers, the row behind each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.urls import URLPattern, get_resolver

from supervision.ground.desk.registry import REGISTERS, Register
from supervision.ground.records import State

PUBLIC = {"favicon", "healthz", "readyz", "login", "login-code", "certificate-public"}


@dataclass(frozen=True)
class Address:
    """One pattern of the configuration: `name` with its namespace, `path` with its arguments still open."""

    name: str
    path: str
    view: Any

    @property
    def arguments(self) -> list[str]:
        return re.findall(r"<\w+:(\w+)>", self.path)

    @property
    def is_api(self) -> bool:
        return self.path.startswith("api/")

    @property
    def register(self) -> Register | None:
        """The register a desk's view stands for."""
        initial = getattr(self.view, "view_initkwargs", None) or getattr(self.view, "initkwargs", None) or {}
        return initial.get("register") or getattr(getattr(self.view, "cls", None), "register", None)

    def fill(self, **values: Any) -> str:
        return "/" + re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), self.path)


def addresses() -> list[Address]:
    """Every address of ours; Django's own administration is not used by officials and tested by Django."""
    found: dict[str, Address] = {}
    for address in _walk(get_resolver().url_patterns, "", ""):
        found.setdefault(address.path, address)
    return [address for address in found.values() if not address.path.startswith(("admin/", "static/"))]


def _walk(patterns: list[Any], space: str, before: str) -> Iterator[Address]:
    for pattern in patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name}", path, pattern.callback)
        else:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern.url_patterns, inner, path)


def registers() -> list[Register]:
    import_module(settings.ROOT_URLCONF)
    return [REGISTERS[key] for key in sorted(REGISTERS)]


def correctable(model: Any) -> Any:
    """A state in which a record of this kind may be corrected: an answered objection is no draft any more."""
    return State.RETURNED if State.RETURNED in model.EDITABLE else next(iter(model.EDITABLE))

"""What is strange and yet may be so: told at its field, and saved once the person has ticked that it was checked."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django import forms

from supervision.ground import kinds

SURE = "checked"
LABEL = "已核对无误，按所填内容保存"


def found(
    fields: Mapping[str, Any], cleaned: Mapping[str, Any], kept: Collection[str] = ()
) -> Iterator[tuple[str, str]]:
    """What the boxes and the position doubt, by field; what a correction leaves as it was (`kept`) was asked before."""
    for name, field in fields.items():
        doubt = getattr(field, "doubt", None)
        if doubt is not None and name not in kept and cleaned.get(name) and (said := doubt(cleaned[name])):
            yield name, said
    moved = not {"latitude", "longitude"} <= set(kept)
    if moved and (said := kinds.positions.doubt(cleaned.get("latitude"), cleaned.get("longitude"))):
        yield "latitude", said


def key(doubts: list[tuple[str, str]], cleaned: Mapping[str, Any]) -> str:
    """A tick is for these doubts about these values; another value is asked about again."""
    told = [(name, said, str(cleaned.get(name))) for name, said in doubts]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def tick(value: str) -> forms.Field:
    """The box to tick, named after what it is for."""
    widget = forms.CheckboxInput(attrs={"value": value}, check_test=lambda given: given == value)
    return forms.CharField(label=LABEL, required=False, widget=widget)

"""What a reader says to something written: its value, or its sentence."""

from collections.abc import Callable
from typing import Any

from supervision.ground import kinds


def answer(reader: Callable[..., Any], written: Any, **how: Any) -> tuple[Any, str]:
    """(value, "") or (None, the sentence); anything but a sentence is a fault of the reader and goes on up."""
    try:
        return reader(written, **how), ""
    except kinds.Unreadable as wrong:
        return None, str(wrong) or "-"

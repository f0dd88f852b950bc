from __future__ import annotations

from typing import Any

import django_filters as df

from .filters import UNKNOWN


def choice(label: str, choices: Any, **more: Any) -> df.ChoiceFilter:
    """A choice that says so in Chinese when the address asks for one that does not exist."""
    return df.ChoiceFilter(
        label=label, choices=choices, empty_label=f"全部{label}", error_messages={"invalid_choice": UNKNOWN}, **more
    )

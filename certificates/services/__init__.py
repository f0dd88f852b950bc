"""The verbs of the room: a producer issues and voids, the supervising side marks, anyone reads."""

from .issuing import issue, issue_many, phone_on_paper, void, why_not_void
from .pilots import PILOT, register_pilot
from .reading import look_up
from .standing import hide_phone, mark, unmark, why_not_hide_phone, why_not_mark, why_not_unmark

__all__ = [
    "PILOT",
    "hide_phone",
    "issue",
    "issue_many",
    "look_up",
    "mark",
    "phone_on_paper",
    "register_pilot",
    "unmark",
    "void",
    "why_not_hide_phone",
    "why_not_mark",
    "why_not_unmark",
    "why_not_void",
]

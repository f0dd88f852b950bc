"""The verbs of the room: a producer issues and voids, the supervising side marks, anyone reads."""

from .issuing import issue, issue_many, void
from .pilots import PILOT, register_pilot
from .reading import look_up
from .standing import mark, unmark

__all__ = ["PILOT", "issue", "issue_many", "look_up", "mark", "register_pilot", "unmark", "void"]

"""The verbs of the credit room."""

from .ageing import age, is_old
from .files import follow, inherit, open_file, open_files, take_in
from .objections import OBJECTION, amend_objection, raise_objection, reject_objection, uphold_objection, waits
from .overrides import OVERRIDE, amend_override, confirm_override, propose_override, refuse_override
from .ratings import explain, recompute
from .taking import catch_up, take_back, take_up
from .yearly import rate_all

__all__ = [
    "OBJECTION",
    "OVERRIDE",
    "age",
    "amend_objection",
    "amend_override",
    "catch_up",
    "confirm_override",
    "explain",
    "follow",
    "inherit",
    "is_old",
    "open_file",
    "open_files",
    "propose_override",
    "raise_objection",
    "rate_all",
    "recompute",
    "refuse_override",
    "reject_objection",
    "take_back",
    "take_in",
    "take_up",
    "uphold_objection",
    "waits",
]

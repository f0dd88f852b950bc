from .applying import Applying, code_of, reviewable
from .papers import draft, edit, home_of, publish, refuse_foreign, withdraw
from .reading import drawn_of, may_read, noted, read_through, to_read, why_not_read
from .taking import take_over

__all__ = [
    "Applying",
    "code_of",
    "draft",
    "drawn_of",
    "edit",
    "home_of",
    "may_read",
    "noted",
    "publish",
    "read_through",
    "refuse_foreign",
    "reviewable",
    "take_over",
    "to_read",
    "why_not_read",
    "withdraw",
]

from .applying import Applying, reviewable
from .papers import draft, edit, home_of, publish, refuse_foreign, withdraw
from .reading import noted, read_through, to_read, why_not_read
from .taking import take_over

__all__ = [
    "Applying",
    "draft",
    "edit",
    "home_of",
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

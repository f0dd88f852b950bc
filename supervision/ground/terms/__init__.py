"""Terms (时限): one table of legal periods and one place that counts them, over an editable holiday calendar.

Every deadline, overdue list and reminder is asked for here: ``terms.due(start, "rectification.15")``.
"""

from .models import Holiday, Term
from .reference import load
from .rules import Due
from .services import calendar, due, due_many, in_force, latest
from .vocabulary import Unit

__all__ = [
    "Due",
    "Holiday",
    "Term",
    "Unit",
    "calendar",
    "due",
    "due_many",
    "in_force",
    "latest",
    "load",
]

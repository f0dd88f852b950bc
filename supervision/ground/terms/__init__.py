"""Terms (时限): one table of legal periods and one place that counts them, over an editable holiday calendar.

Every deadline, overdue list and reminder is asked for here: ``terms.due(start, "rectification.15")``.
"""

from .models import Holiday, Term, TermChange, TermEdition
from .reference import load
from .rules import Calendar, Due, add_months
from .services import calendar, due, due_many, in_force, latest
from .vocabulary import Unit
from .waiting import LABEL as OVERDUE_LABEL
from .waiting import late_before, overdue, review_days, reviewed_or_overdue

__all__ = [
    "OVERDUE_LABEL",
    "Calendar",
    "Due",
    "Holiday",
    "Term",
    "TermChange",
    "TermEdition",
    "Unit",
    "add_months",
    "calendar",
    "due",
    "due_many",
    "in_force",
    "late_before",
    "latest",
    "load",
    "overdue",
    "review_days",
    "reviewed_or_overdue",
]

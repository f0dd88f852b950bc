"""Turns: whose move a row waits for and until when. A turn is a query and ends with the work; what was *said* is kept.

A noun declares its duties once (`declare`); from them come the to-dos, who holds them, the ladder and the reminders.
"""

from .asking import Mine, count, late_todo, of, rows, todo
from .duties import DUTIES, Duty, declare
from .models import Said
from .roster import Held, holders
from .rules import LONG, RENEWAL
from .services import remind
from .standing import Turn, on

__all__ = [
    "DUTIES",
    "LONG",
    "RENEWAL",
    "Duty",
    "Held",
    "Mine",
    "Said",
    "Turn",
    "count",
    "declare",
    "holders",
    "late_todo",
    "of",
    "on",
    "remind",
    "rows",
    "todo",
]

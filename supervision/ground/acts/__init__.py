"""What was done with which record, by whom: a row for each, written with the act itself and never changed."""

from .models import AccountAct, Act, Appointment
from .services import done_by, editors_since_submission, note, on_record, returned, started_by

__all__ = [
    "AccountAct",
    "Act",
    "Appointment",
    "done_by",
    "editors_since_submission",
    "note",
    "on_record",
    "returned",
    "started_by",
]

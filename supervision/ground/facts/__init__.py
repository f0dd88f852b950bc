"""The ledger of facts: what happened to whom. How a room tells its siblings something without knowing them.

A fact is appended when a record is accepted (urgent kinds when it is submitted), never changed, and taken back
by a counter-fact. After commit it is delivered to the receivers; the facts of a subject are its timeline.
"""

from .causes import events, follows
from .delivery import deliver, failing, held_back, settle, sweep, waiting
from .models import Fact, FactCause, FactDelivery
from .registry import KINDS, RECEIVERS, kind, receives
from .services import keep, keep_many, record, record_many, retract, retract_many, timeline
from .vocabulary import Severity

__all__ = [
    "KINDS",
    "RECEIVERS",
    "Fact",
    "FactCause",
    "FactDelivery",
    "Severity",
    "deliver",
    "events",
    "failing",
    "follows",
    "held_back",
    "keep",
    "keep_many",
    "kind",
    "receives",
    "record",
    "record_many",
    "retract",
    "retract_many",
    "settle",
    "sweep",
    "timeline",
    "waiting",
]

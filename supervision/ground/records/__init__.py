"""The counter rules every register row obeys: number, place, state, version, scope, history, guards."""

from supervision.ground import history

from .bulk import create_many, insert_many
from .life import EARLIEST, accept, create, edit, reason, return_, submit, touch, void
from .models import Record, scope_indexes
from .scope import RecordQuerySet, ScopedQuerySet, covers_region
from .vocabulary import State

__all__ = [
    "EARLIEST",
    "Record",
    "RecordQuerySet",
    "ScopedQuerySet",
    "State",
    "accept",
    "covers_region",
    "create",
    "create_many",
    "edit",
    "history",
    "insert_many",
    "reason",
    "return_",
    "scope_indexes",
    "submit",
    "touch",
    "void",
]

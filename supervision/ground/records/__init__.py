"""The counter rules every register row obeys: number, place, state, version, scope, history, guards."""

from . import deciding, examining, guards, sealed, signing
from .bulk import create_many, insert_many, move_many, unchanged
from .living import Living, explained, move, reason, seen, touch
from .models import Record, scope_indexes
from .moves import (
    KINDS,
    RIGHTS,
    KeyTaken,
    accept,
    already_there,
    check,
    create,
    edit,
    perm,
    return_,
    stamp,
    submit,
    void,
    why_not,
)
from .numbering import Counter
from .scope import (
    LABORATORY_ROLES,
    OWN,
    SHOWN,
    SUBJECT_ROLES,
    RecordQuerySet,
    ScopedQuerySet,
    covers_region,
    is_citizen,
    sees_whole_counties,
)
from .values import check_values
from .vocabulary import COUNTED, EDITABLE, State

__all__ = [
    "COUNTED",
    "EDITABLE",
    "KINDS",
    "LABORATORY_ROLES",
    "OWN",
    "RIGHTS",
    "SHOWN",
    "SUBJECT_ROLES",
    "Counter",
    "KeyTaken",
    "Living",
    "Record",
    "RecordQuerySet",
    "ScopedQuerySet",
    "State",
    "accept",
    "already_there",
    "check",
    "check_values",
    "covers_region",
    "create",
    "create_many",
    "deciding",
    "edit",
    "examining",
    "explained",
    "guards",
    "insert_many",
    "is_citizen",
    "move",
    "move_many",
    "perm",
    "reason",
    "return_",
    "scope_indexes",
    "sealed",
    "seen",
    "sees_whole_counties",
    "signing",
    "stamp",
    "submit",
    "touch",
    "unchanged",
    "void",
    "why_not",
]

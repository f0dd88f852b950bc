"""Files bound to a record: photos, signatures, documents. Whoever may read the record may read its files."""

from .alike import same_photos
from .images import begin, finish
from .models import Attachment, judges
from .removing import hold, hold_many, remove, removed, why_not_remove
from .services import attach, of
from .vocabulary import PICTURES, TAKEN_OFF, TAKEN_OFF_WHY, Purpose

__all__ = [
    "PICTURES",
    "TAKEN_OFF",
    "TAKEN_OFF_WHY",
    "Attachment",
    "Purpose",
    "attach",
    "begin",
    "finish",
    "hold",
    "hold_many",
    "judges",
    "of",
    "remove",
    "removed",
    "same_photos",
    "why_not_remove",
]

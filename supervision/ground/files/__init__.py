"""Files bound to a record: photos, signatures, documents. Whoever may read the record may read its files."""

from .models import Attachment
from .services import attach, of, remove
from .vocabulary import Purpose

__all__ = [
    "Attachment",
    "Purpose",
    "attach",
    "of",
    "remove",
]

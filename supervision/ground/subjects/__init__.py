"""监管对象: everyone who is supervised, from the enterprise to the small farmer, and what they grow."""

from . import claims, places
from .models import Product, Subject, SubjectBase, SubjectCrop, SubjectQuerySet, SubjectStatus
from .services import personal, pinyin_key, set_credit_grades, with_records
from .vocabulary import NATURAL_PERSONS, SAID_KINDS, SAID_LEADING, Grade, Industry, Kind, Leading, Status

__all__ = [
    "NATURAL_PERSONS",
    "SAID_KINDS",
    "SAID_LEADING",
    "Grade",
    "Industry",
    "Kind",
    "Leading",
    "Product",
    "Status",
    "Subject",
    "SubjectBase",
    "SubjectCrop",
    "SubjectQuerySet",
    "SubjectStatus",
    "claims",
    "personal",
    "pinyin_key",
    "places",
    "set_credit_grades",
    "with_records",
]

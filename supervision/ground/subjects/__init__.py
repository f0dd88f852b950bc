"""监管对象: everyone who is supervised, from the enterprise to the small farmer, and what they grow."""

from .importing import register_subjects, with_records
from .models import Product, Subject, SubjectCrop, SubjectQuerySet, SubjectStatus
from .services import (
    PHONE,
    change_status,
    correct_subject,
    identity_is_valid,
    register_subject,
    set_credit_grades,
    why_not_status,
)
from .vocabulary import NATURAL_PERSONS, Grade, Industry, Kind, Leading, Status

__all__ = [
    "NATURAL_PERSONS",
    "PHONE",
    "Grade",
    "Industry",
    "Kind",
    "Leading",
    "Product",
    "Status",
    "Subject",
    "SubjectCrop",
    "SubjectQuerySet",
    "SubjectStatus",
    "change_status",
    "correct_subject",
    "identity_is_valid",
    "register_subject",
    "register_subjects",
    "set_credit_grades",
    "why_not_status",
    "with_records",
]

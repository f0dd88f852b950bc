"""监管对象: everyone who is supervised, from the enterprise to the small farmer, and what they grow."""

from .models import Product, Subject, SubjectCrop, SubjectStatus
from .services import change_status, register_subject
from .vocabulary import Industry, Kind, Status

__all__ = [
    "Industry",
    "Kind",
    "Product",
    "Status",
    "Subject",
    "SubjectCrop",
    "SubjectStatus",
    "change_status",
    "register_subject",
]

"""监管对象: everyone who is supervised, from the enterprise to the small farmer, and what they grow."""

from . import claims, crops, places
from .alike import ASKED, Traits, alike, among, may_be_one, phone_mark, question, refuse_known, traits_of, twins
from .lines import heirs_of, line_of, lines_of
from .models import Product, Subject, SubjectBase, SubjectCrop, SubjectQuerySet, SubjectStatus
from .numbers import misspelt, respelt
from .services import digest_phones, personal, pinyin_key, respell, set_credit_grades, with_records
from .vocabulary import NATURAL_PERSONS, SAID_KINDS, SAID_LEADING, Grade, Industry, Kind, Leading, Status

__all__ = [
    "ASKED",
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
    "Traits",
    "alike",
    "among",
    "claims",
    "crops",
    "digest_phones",
    "heirs_of",
    "line_of",
    "lines_of",
    "may_be_one",
    "misspelt",
    "personal",
    "phone_mark",
    "pinyin_key",
    "places",
    "question",
    "refuse_known",
    "respell",
    "respelt",
    "set_credit_grades",
    "traits_of",
    "twins",
    "with_records",
]

"""监管对象: everyone who is supervised, from the enterprise to the small farmer, and what they grow."""

from . import apart, claims, crops, likeness, pairs, places, roots
from .alike import (
    ASKED,
    Known,
    Traits,
    alike,
    among,
    known,
    may_be_one,
    phone_mark,
    question,
    refuse_known,
    traits_of,
    twins,
    why,
)
from .apart import SubjectApart
from .lines import heirs_of, line_of, lines_of
from .models import Product, Subject, SubjectBase, SubjectCrop, SubjectQuerySet, SubjectStatus
from .numbers import misspelt, respelt
from .services import count_records, digest_phones, personal, pinyin_key, respell, set_credit_grades, with_records
from .vocabulary import NATURAL_PERSONS, SAID_KINDS, SAID_LEADING, Grade, Industry, Kind, Leading, Status

__all__ = [
    "ASKED",
    "NATURAL_PERSONS",
    "SAID_KINDS",
    "SAID_LEADING",
    "Grade",
    "Industry",
    "Kind",
    "Known",
    "Leading",
    "Product",
    "Status",
    "Subject",
    "SubjectApart",
    "SubjectBase",
    "SubjectCrop",
    "SubjectQuerySet",
    "SubjectStatus",
    "Traits",
    "alike",
    "among",
    "apart",
    "claims",
    "count_records",
    "crops",
    "digest_phones",
    "heirs_of",
    "known",
    "likeness",
    "line_of",
    "lines_of",
    "may_be_one",
    "misspelt",
    "pairs",
    "personal",
    "phone_mark",
    "pinyin_key",
    "places",
    "question",
    "refuse_known",
    "respell",
    "respelt",
    "roots",
    "set_credit_grades",
    "traits_of",
    "twins",
    "why",
    "with_records",
]

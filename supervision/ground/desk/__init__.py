"""The counter every register stands behind: list, detail, form, Excel out, Excel in, REST.

A register is declared once (a `Register` of `Column`s) and given addresses by `desk.paths(key, REGISTER)`.
"""

from . import doubts, importing, keyset, listing, marking, places, registry
from .acts import Direct, Step, Verb
from .api import api_urls, viewset
from .boxes import CodeBox, CreditCodeBox, DayBox, IdentityBox, MomentBox, NumberBox, PhoneBox, TextBox, WholeBox
from .columns import Column, hidden, label_of
from .common import COUNTY, FILED, NUMBER, PLACES, STANDING
from .conditions import Condition, Search
from .export import export
from .fields import FilesField, RegionField, SignatureField, SubjectField, key_in
from .filters import UNKNOWN, DeskFilterSet, called, called_all, search_box
from .forms import DeskForm, DeskModelForm
from .models import DryRun, ImportBatch
from .registry import REGISTERS, Panel, Register, named, register
from .sheets import Sheet, SheetColumn
from .spoken import speak
from .tasks import import_register, undo_import
from .texts import TextForm, asked, clean_texts, is_text, typed
from .urls import paths
from .verbs import LIFE, SUBMIT, verbs_of
from .views.base import DeskView
from .views.form import FormView, NewView, key_of
from .views.search import SubjectSearch

__all__ = [
    "COUNTY",
    "FILED",
    "LIFE",
    "NUMBER",
    "PLACES",
    "REGISTERS",
    "STANDING",
    "SUBMIT",
    "UNKNOWN",
    "CodeBox",
    "Column",
    "Condition",
    "CreditCodeBox",
    "DayBox",
    "DeskFilterSet",
    "DeskForm",
    "DeskModelForm",
    "DeskView",
    "Direct",
    "DryRun",
    "FilesField",
    "FormView",
    "IdentityBox",
    "ImportBatch",
    "MomentBox",
    "NewView",
    "NumberBox",
    "Panel",
    "PhoneBox",
    "RegionField",
    "Register",
    "Search",
    "Sheet",
    "SheetColumn",
    "SignatureField",
    "Step",
    "SubjectField",
    "SubjectSearch",
    "TextBox",
    "TextForm",
    "Verb",
    "WholeBox",
    "api_urls",
    "asked",
    "called",
    "called_all",
    "clean_texts",
    "doubts",
    "export",
    "hidden",
    "import_register",
    "importing",
    "is_text",
    "key_in",
    "key_of",
    "keyset",
    "label_of",
    "listing",
    "marking",
    "named",
    "paths",
    "places",
    "register",
    "registry",
    "search_box",
    "speak",
    "typed",
    "undo_import",
    "verbs_of",
    "viewset",
]

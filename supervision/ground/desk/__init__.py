"""The counter every register stands behind: list, detail, form, Excel out, Excel in, REST.

A register is declared once (a `Register` of `Column`s) and given addresses by `desk.paths(key, REGISTER)`.
"""

from . import doubts, importing, keyset, listing, marking, merging, places, registry, reviewers, single, statistics
from .acts import Direct, Step, Verb
from .api import api_urls, viewset
from .boxes import CodeBox, CreditCodeBox, DayBox, IdentityBox, MomentBox, NumberBox, PhoneBox, TextBox, WholeBox
from .calls import Question
from .columns import Column, hidden, label_of
from .common import COUNTY, FILED, NUMBER, PLACES, STANDING
from .conditions import Condition, Search
from .counting import Counting
from .dimensions import Dimension, keys_of
from .export import export
from .fields import FilesField, RegionField, SignatureField, SubjectField, key_in
from .filters import UNKNOWN, DeskFilterSet, search_box
from .finding import begins, called, called_all, has, in_one_of
from .forms import DeskForm, DeskModelForm, PlainForm
from .models import ACCEPTS, DryRun, ImportBatch, ListLayout, SavedList, Selection
from .narrowing import products
from .parts import Part, Rate
from .picking import forget as forget_picked
from .products import ProductField, WordedMultiple, words_of
from .registry import REGISTERS, Panel, Register, named, register
from .sheets import Sheet, SheetColumn
from .spoken import speak
from .statistics import Statistic, count_statistic
from .tasks import check_import, decide_selection, import_register, review_import, undo_import
from .telling import own_doing, since_page, told_since, what_changed
from .texts import asked, clean_texts, is_text, typed
from .urls import paths
from .verbs import LIFE, SUBMIT, by_itself, verbs_of
from .views.across import Across
from .views.base import DeskView
from .views.form import FormView, NewView
from .views.kept import keep_layout, keep_list
from .views.mine import mine
from .views.search import RegionSearch, SubjectSearch

__all__ = [
    "ACCEPTS",
    "COUNTY",
    "FILED",
    "LIFE",
    "NUMBER",
    "PLACES",
    "REGISTERS",
    "STANDING",
    "SUBMIT",
    "UNKNOWN",
    "Across",
    "CodeBox",
    "Column",
    "Condition",
    "Counting",
    "CreditCodeBox",
    "DayBox",
    "DeskFilterSet",
    "DeskForm",
    "DeskModelForm",
    "DeskView",
    "Dimension",
    "Direct",
    "DryRun",
    "FilesField",
    "FormView",
    "IdentityBox",
    "ImportBatch",
    "ListLayout",
    "MomentBox",
    "NewView",
    "NumberBox",
    "Panel",
    "Part",
    "PhoneBox",
    "PlainForm",
    "ProductField",
    "Question",
    "Rate",
    "RegionField",
    "RegionSearch",
    "Register",
    "SavedList",
    "Search",
    "Selection",
    "Sheet",
    "SheetColumn",
    "SignatureField",
    "Statistic",
    "Step",
    "SubjectField",
    "SubjectSearch",
    "TextBox",
    "Verb",
    "WholeBox",
    "WordedMultiple",
    "api_urls",
    "asked",
    "begins",
    "by_itself",
    "called",
    "called_all",
    "check_import",
    "clean_texts",
    "count_statistic",
    "decide_selection",
    "doubts",
    "export",
    "forget_picked",
    "has",
    "hidden",
    "import_register",
    "importing",
    "in_one_of",
    "is_text",
    "keep_layout",
    "keep_list",
    "key_in",
    "keys_of",
    "keyset",
    "label_of",
    "listing",
    "marking",
    "merging",
    "mine",
    "named",
    "own_doing",
    "paths",
    "places",
    "products",
    "register",
    "registry",
    "review_import",
    "reviewers",
    "search_box",
    "since_page",
    "single",
    "speak",
    "statistics",
    "told_since",
    "typed",
    "undo_import",
    "verbs_of",
    "viewset",
    "what_changed",
    "words_of",
]

"""The counter every register stands behind: list, detail, form, Excel out, Excel in, REST.

A register is declared once (a `Register` of `Column`s) and given addresses by `desk.paths(key, REGISTER)`.
"""

from . import (
    doubts,
    importing,
    keyset,
    linked,
    listing,
    manner,
    marking,
    merging,
    places,
    registry,
    reviewers,
    single,
    statistics,
)
from .acts import Direct, Step, Verb
from .api import api_urls, viewset
from .boxes import CodeBox, CreditCodeBox, DayBox, IdentityBox, MomentBox, NumberBox, PhoneBox, TextBox, WholeBox
from .calls import Question
from .columns import Column, hidden, joined, label_of
from .common import COUNTY, FILED, NUMBER, PLACES, STANDING
from .conditions import Condition, Search
from .contents import as_sent
from .counting import Counting
from .dimensions import Dimension, keys_of
from .export import export
from .fields import FilesField, RegionField, SignatureField, SubjectField, key_in
from .filters import UNKNOWN, DeskFilterSet, search_box
from .finding import begins, called, called_all, has, in_one_of
from .forms import DeskForm, DeskModelForm, PlainForm
from .kept import routine
from .linkbox import LinkField
from .linked import RecordLink
from .manner import ReviewPaper, ReviewPaperItem, ReviewSweep, Taken
from .models import ACCEPTS, DryRun, ImportBatch, ListLayout, SavedList, Selection
from .narrowing import products
from .parts import Part, Rate
from .persons import call_url
from .picking import forget as forget_picked
from .picking import listed as listed_selection
from .products import ProductField, WordedMultiple, words_of
from .registry import REGISTERS, Panel, Register, named, register
from .sheets import Sheet, SheetColumn
from .spoken import speak
from .statistics import Statistic, count_statistic
from .tasks import check_import, decide_selection, import_register, review_import, undo_import
from .telling import own_doing, since_page, told_since, what_changed
from .texts import asked, clean_texts, is_text, typed
from .urls import paths
from .verbs import LIFE, SUBMIT, by_itself, take_back_of, verbs_of
from .views.across import Across
from .views.base import DeskView
from .views.form import FormView, NewView
from .views.kept import keep_layout, keep_list
from .views.linked import LinkAdd, LinkEnd, LinkSearch
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
    "LinkAdd",
    "LinkEnd",
    "LinkField",
    "LinkSearch",
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
    "RecordLink",
    "RegionField",
    "RegionSearch",
    "Register",
    "ReviewPaper",
    "ReviewPaperItem",
    "ReviewSweep",
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
    "Taken",
    "TextBox",
    "Verb",
    "WholeBox",
    "WordedMultiple",
    "api_urls",
    "as_sent",
    "asked",
    "begins",
    "by_itself",
    "call_url",
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
    "joined",
    "keep_layout",
    "keep_list",
    "key_in",
    "keys_of",
    "keyset",
    "label_of",
    "linked",
    "listed_selection",
    "listing",
    "manner",
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
    "routine",
    "search_box",
    "since_page",
    "single",
    "speak",
    "statistics",
    "take_back_of",
    "told_since",
    "typed",
    "undo_import",
    "verbs_of",
    "viewset",
    "what_changed",
    "words_of",
]

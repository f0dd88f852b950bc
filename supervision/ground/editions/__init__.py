"""Editions: reference data that changes with time (检查表、方案、规则 …), drafted by one person, published by another.

What applies on a day is the one published edition valid on it; publishing rewrites nothing that was judged before.
A user gives two typed tables, `Edition` and its `Item` rows, and asks ``editions.applies(Checklist, "planting", day)``.
Where single rows change (时限、产品 …) it is a `dictionary`, written by `dictionaries`.
"""

from . import dictionary
from .comparing import Change, Changed, Difference, Entered, Otherwise, diff, diff_entries, would_have_judged_otherwise
from .loading import SHIPPED, ship, ship_rows
from .models import Edition, EditionQuerySet, Header, Item
from .protection import protect, protect_dictionary
from .reading import Timeline, applies, applies_many, read
from .services import copy, dictionaries, draft, edit, perm, publish, verify, withdraw
from .vocabulary import VERBS, EditionState

__all__ = [
    "SHIPPED",
    "VERBS",
    "Change",
    "Changed",
    "Difference",
    "Edition",
    "EditionQuerySet",
    "EditionState",
    "Entered",
    "Header",
    "Item",
    "Otherwise",
    "Timeline",
    "applies",
    "applies_many",
    "copy",
    "dictionaries",
    "dictionary",
    "diff",
    "diff_entries",
    "draft",
    "edit",
    "perm",
    "protect",
    "protect_dictionary",
    "publish",
    "read",
    "ship",
    "ship_rows",
    "verify",
    "withdraw",
    "would_have_judged_otherwise",
]

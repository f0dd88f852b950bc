"""Editions: reference data that changes with time (检查表、方案、规则 …), drafted by one person, published by another.

What applies on a day is the one published edition valid on it; publishing rewrites nothing that was judged before.
A user gives two typed tables, `Edition` and its `Item` rows, and asks ``editions.applies(Checklist, "planting", day)``.
"""

from .comparing import Change, Changed, Difference, Otherwise, diff, would_have_judged_otherwise
from .loading import SHIPPED, ship
from .models import Edition, EditionQuerySet, Item
from .protection import protect
from .reading import Timeline, applies, applies_many, read
from .services import copy, draft, edit, perm, publish, verify, withdraw
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
    "Item",
    "Otherwise",
    "Timeline",
    "applies",
    "applies_many",
    "copy",
    "diff",
    "draft",
    "edit",
    "perm",
    "protect",
    "publish",
    "read",
    "ship",
    "verify",
    "withdraw",
    "would_have_judged_otherwise",
]

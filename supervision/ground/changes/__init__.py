"""信息变更: the register of changes of what lives long (subjects, staff, laboratories, certifications).

A register declares once which of its fields change and how (`Changes`); the engine tells, decides and puts in force.
"""

from . import rules
from .about import about, marked
from .declaring import Changes, declare, freed_by, is_freed, now_of, open_matters_by, open_matters_of
from .forms import ABOUT, AlterForm, PlaceField, told_with
from .items import Item, Lines, Sealed
from .models import Change, ChangeItem
from .services import LIFE, alter, look, why_not_alter
from .tables import CHANGES, panel, step
from .vocabulary import Ledger, Nature, Standing

__all__ = [
    "ABOUT",
    "CHANGES",
    "LIFE",
    "AlterForm",
    "Change",
    "ChangeItem",
    "Changes",
    "Item",
    "Ledger",
    "Lines",
    "Nature",
    "PlaceField",
    "Sealed",
    "Standing",
    "about",
    "alter",
    "declare",
    "freed_by",
    "is_freed",
    "look",
    "marked",
    "now_of",
    "open_matters_by",
    "open_matters_of",
    "panel",
    "rules",
    "step",
    "told_with",
    "why_not_alter",
]

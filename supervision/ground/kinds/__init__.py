"""The kinds of values: how each is read from what a person wrote, compared, and how wide it stands. No ORM, no widgets.

Each reader takes what stands in a box or a cell and gives the value, or raises `Unreadable` with a sentence for the
person. Form, import, search and API ask the same readers.
"""

from . import blanks, choices, codes, dates, masks, numbers, phones, places, positions, results, spelling, text, units
from .text import Unreadable, clean, fold, narrow
from .widths import LONG, LONG_FROM, NAMED, WIDTHS

__all__ = [
    "LONG",
    "LONG_FROM",
    "NAMED",
    "WIDTHS",
    "Unreadable",
    "blanks",
    "choices",
    "clean",
    "codes",
    "dates",
    "fold",
    "masks",
    "narrow",
    "numbers",
    "phones",
    "places",
    "positions",
    "results",
    "spelling",
    "text",
    "units",
]

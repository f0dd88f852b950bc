"""How each kind of value is shown, and how wide it stands in a workbook.

A model's field says its kind by its type and choices (`desk.Column.of`); a register names a kind only where a value is
shown otherwise than its type says: a code that is no text to be read, an amount of money, a state as a badge.
"""

from __future__ import annotations

# A percentage is stored as a ratio between 0 and 1; `until` is a day after which something has lapsed; `personal` is a
# number of a person that has no shape of its own.
WIDTHS = {
    "text": 14, "code": 14, "date": 12, "until": 14, "moment": 18, "number": 14, "money": 14, "percent": 14,
    "badge": 14, "flag": 8, "region": 14, "personal": 14,
}  # fmt: skip
# Another record by its name; a text over the whole width of a page.
NAMED, LONG = 24, 30
LONG_FROM = 200  # characters a text may have; from here on it may also have several lines

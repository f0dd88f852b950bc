"""One worksheet of an .xlsx, cell by cell as the file is inflated: only cells with a value are kept."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from . import bounds
from .bounds import Budget, NotAWorkbook, Package
from .cells import Block, Page, failed, unsolved
from .words import Words, plain

EPOCH, EPOCH_1904 = dt.datetime(1899, 12, 30), dt.datetime(1904, 1, 1)
LEAP = 60  # Excel's 29 February 1900, a day that never was; before it its count is one off
LAST = 2_958_466  # the day after 9999-12-31
YES = ("1", "true")
MOST_ODD = 300_000  # elements other than rows and cells
LAST_ROW = 1_048_576
PLAIN = frozenset({"c", "v", "f", "row", "is", "t"})  # names as most programs write them


@dataclass
class Setting:
    """What all worksheets of a workbook share."""

    texts: list[str]
    days: list[bool]
    from_1904: bool
    budget: Budget


def read_page(package: Package, part: str, name: str, setting: Setting) -> Page:
    walk = _Walk(Page(name), setting)
    package.walk(part, walk.start, walk.end, walk.text)
    return walk.page


class _Walk:
    """The handlers; a row or cell that does not say where it stands follows the last."""

    def __init__(self, page: Page, setting: Setting) -> None:
        self.page, self.setting = page, setting
        self._names: dict[str, str] = {}
        self._row = self._odd = 0
        self._cells: list[Any] = []
        self._at = -1
        self._kind = self._style = ""
        self._value: list[str] = []
        self._words = Words()
        self._in_value = self._in_words = self._formula = False

    def start(self, element: str, given: dict[str, str]) -> None:
        name = element if element in PLAIN else self._local(element)
        if name == "v":
            self._in_value = True
        elif name == "c":
            self._open(given)
        elif name == "row":
            self._open_row(given)
        elif name == "f":
            self._formula = True
        elif name == "is":
            self._in_words = True
        elif self._in_words:
            self._words.start(name)
        else:
            self._beside(name, given)

    def end(self, element: str) -> None:
        name = element if element in PLAIN else self._local(element)
        if name == "v":
            self._in_value = False
        elif name == "c":
            self._close()
        elif name == "row":
            self._close_row()
        elif name == "is":
            self._in_words = False
        elif self._in_words:
            self._words.end(name)

    def text(self, data: str) -> None:
        if self._in_value:
            self._value.append(data)
        elif self._in_words:
            self._words.text(data)

    def _local(self, element: str) -> str:
        name = element.rpartition(":")[2]
        if len(self._names) < 500:
            self._names[element] = name
        return name

    def _beside(self, name: str, given: dict[str, str]) -> None:
        """What is no cell: of these a worksheet has few."""
        self._odd += 1
        if self._odd > MOST_ODD:
            raise NotAWorkbook
        if name == "mergeCell":
            self._merge(given.get("ref", ""))
        elif name == "col" and given.get("hidden") in YES:
            self._hide_columns(given)

    def _open_row(self, given: dict[str, str]) -> None:
        number = int(given["r"]) if "r" in given else self._row + 1
        if number <= self._row or number > LAST_ROW:
            raise NotAWorkbook
        self._row, self._at, self._cells = number, -1, []
        if given.get("hidden") in YES or given.get("ht") in ("0", "0.0"):
            self.page.hidden_rows.add(number)

    def _close_row(self) -> None:
        if self._cells:
            self.setting.budget.take_row(len(self._cells))
            self.page.lines.append((self._row, self._cells))
            self._cells = []

    def _open(self, given: dict[str, str]) -> None:
        place = given.get("r")
        self._at = _column(place.rstrip("0123456789")) if place else self._at + 1
        self._kind, self._style = given.get("t", "n"), given.get("s", "")
        self._value, self._formula = [], False
        self.page.seen += 1
        if self.page.seen % 10_000 == 0:
            self.setting.budget.take_cells(10_000)

    def _close(self) -> None:
        value = self._read()
        if value is None or value == "":
            return
        at, cells = self._at, self._cells
        if at >= bounds.MOST_COLUMNS:
            raise bounds.refuse(bounds.TOO_FAR)
        if at == len(cells):
            cells.append(value)
            return
        cells.extend([None] * (at + 1 - len(cells)))
        cells[at] = value

    def _read(self) -> Any:
        kind = self._kind
        if kind == "inlineStr":
            return self._words.take()
        written = self._value[0] if len(self._value) == 1 else "".join(self._value)
        if kind == "s":
            return self.setting.texts[int(written)] if written else None
        if not written:
            return unsolved() if self._formula and kind != "str" else None
        if kind == "n":
            return self._number(float(written))
        if kind == "b":
            return written in YES
        if kind == "e":
            return failed(written[:20])
        if kind == "d":
            return _iso(written)
        return plain(written)

    def _number(self, value: float) -> Any:
        if not math.isfinite(value):
            raise NotAWorkbook
        style = self._style
        if not style or not style.isdecimal() or int(style) >= len(self.setting.days):
            return value
        return _day(value, from_1904=self.setting.from_1904) if self.setting.days[int(style)] else value

    def _merge(self, ref: str) -> None:
        first, _colon, last = ref.replace("$", "").partition(":")
        top, left = _place(first)
        bottom, right = _place(last or first)
        self.page.add(Block(top, left, bottom, right))

    def _hide_columns(self, given: dict[str, str]) -> None:
        first, last = int(given.get("min", "1")), int(given.get("max", "1"))
        if len(self.page.hidden_columns) < bounds.MOST_COLUMNS:
            self.page.hidden_columns.append((first - 1, last - 1))


@lru_cache(20_000)
def _column(letters: str) -> int:
    """A → 0, AB → 27."""
    at = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise NotAWorkbook
        at = at * 26 + ord(letter) - 64
    return min(at, bounds.MOST_COLUMNS + 1) - 1


def _place(text: str) -> tuple[int, int]:
    letters = text.rstrip("0123456789")
    return int(text[len(letters) :] or 0), _column(letters)


def _day(value: float, *, from_1904: bool) -> Any:
    """The day or moment of a count of days; a count that is none stays a number."""
    if not 0 <= value < LAST or (not from_1904 and LEAP <= value < LEAP + 1):
        return value
    if value < 1 and not from_1904:
        return (dt.datetime.min + dt.timedelta(seconds=round(value * 86_400))).time()
    if not from_1904 and value < LEAP:
        value += 1
    moment = (EPOCH_1904 if from_1904 else EPOCH) + dt.timedelta(seconds=round(value * 86_400))
    return moment.date() if moment.time() == dt.time() else moment


def _iso(text: str) -> Any:
    try:
        return dt.datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return text

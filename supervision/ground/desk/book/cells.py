"""What stands in an uploaded workbook, whatever program wrote it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from . import bounds

NO_RESULT = "公式没有算出的结果，请在 Excel 里打开并保存一次，或改填数值。"


@dataclass(frozen=True)
class Broken:
    """A cell that shows no value: an error of Excel's, or a formula whose result was not stored."""

    shown: str
    said: str

    def __str__(self) -> str:
        return self.shown


def failed(code: str) -> Broken:
    return Broken(code, f"公式出错（{code}），请改填数值。")


def unsolved() -> Broken:
    return Broken("（公式）", NO_RESULT)


@dataclass(frozen=True)
class Block:
    """Merged cells, first and last row and column included; rows count from 1, columns from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Page:
    """One worksheet: its rows that hold a value, each up to its last value, and what the eye does not see.

    A cell is a str, float, bool, datetime, date, time, None or Broken.
    """

    name: str
    shown: bool = True
    lines: list[tuple[int, list[Any]]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    seen: int = 0  # cells in the file, the empty ones too

    def add(self, block: Block) -> None:
        if len(self.blocks) >= bounds.MOST_MERGED:
            raise bounds.refuse(bounds.TOO_MERGED)
        self.blocks.append(block)


@dataclass
class Book:
    """All worksheets in the order of the tabs. `unknowable` says what this kind of file does not tell a reader,
    `extras` what it holds beside cells.
    """

    pages: list[Page]
    unknowable: str = ""
    extras: list[str] = field(default_factory=list)


def letter_of(at: int) -> str:
    """0 → A, 26 → AA."""
    text, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        text = chr(65 + rest) + text
    return text

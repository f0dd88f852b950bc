"""Which column of a worksheet is which: its head found and its labels understood, as offices write them.

Labels are compared folded (spaces, full width, stars, brackets) and by the other words a column declares. A head may
have several lines, groups above and labels below. What is not understood, or stands there twice, is kept with the
reason, for it has to be told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from supervision.ground import kinds

from .book import Block, Broken, Page, letter_of
from .sheets import Sheet, SheetColumn, text_of

WITHIN = 30  # lines above the data: a title, notes, who fills it in
DEEP = 3
WIDE = 1_000  # columns; what stands beyond is told as a column without a name
MOST_GROUPS = 200
BRACKETS = re.compile(r"\(([^()]*)\)")
UNITS = {
    "亩", "万亩", "公顷", "平方米", "m2", "㎡", "斤", "公斤", "千克", "kg", "吨", "t", "万吨", "元", "万元",
    "头", "只", "羽", "株", "尾", "个",
}  # fmt: skip
EQUAL_UNITS = {"kg": "公斤", "千克": "公斤", "t": "吨", "m2": "平方米"}
# A place in several columns, from the county down, where there is no column with the whole of it.
PLACE_PARTS = (
    ("县", "区县", "县区", "县市区", "县(市、区)", "市县", "所在县", "所属县", "县(区)", "县名"),
    ("乡镇", "乡", "镇", "街道", "乡镇街道", "乡镇(街道)", "乡(镇)", "所属乡镇", "所在乡镇", "镇街", "乡镇(街道、场)"),
    ("村", "行政村", "村(社区)", "村名", "所属村", "所在村", "村委会", "村社区", "村(居)"),
)


@dataclass(frozen=True)
class Odd:
    """A column that is not read, and why when it is not only unknown."""

    at: int
    label: str
    why: str = ""

    def __str__(self) -> str:
        name = f"“{self.label}”" if self.label else "（没有列名）"
        return f"{letter_of(self.at)}列{name}{f'（{self.why}）' if self.why else ''}"


@dataclass
class Head:
    """Where the columns stand: `first` and `last` are row numbers, the rest positions from 0."""

    first: int = 0
    last: int = 0
    labels: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    parts: dict[str, list[int]] = field(default_factory=dict)
    shown: dict[str, int] = field(default_factory=dict)
    other_words: list[tuple[str, str]] = field(default_factory=list)
    odd: list[Odd] = field(default_factory=list)

    @property
    def known(self) -> set[int]:
        return {*self.places.values(), *(at for parts in self.parts.values() for at in parts)}


class Labels:
    """How the columns of a register may be called; `shown` are the columns of its own export, by label."""

    def __init__(self, sheet: Sheet, shown: Mapping[str, str] | None = None) -> None:
        self.columns = {column.name: column for column in sheet.columns}
        self.own = {key(column.label): column.name for column in sheet.columns}
        self.bare = {bare(column.label): column.name for column in sheet.columns}
        self.words = {key(word): column.name for column in sheet.columns for word in column.words}
        self.regions = [column for column in sheet.columns if column.kind == "region"]
        self.shown = {key(label): name for label, name in (shown or {}).items()}
        self.parts = {key(word): level for level, words in enumerate(PLACE_PARTS) for word in words}

    def required(self) -> Iterable[SheetColumn]:
        return (column for column in self.columns.values() if column.required)


def find(page: Page, labels: Labels) -> Head | None:
    """The lines that name most columns, two at least; the shortest and uppermost of equals."""
    lines = [(number, cells[:WIDE]) for number, cells in page.lines[:WITHIN]]
    above = {number for number, _cells in lines}
    groups = [block for block in page.blocks if block.top in above][:MOST_GROUPS]
    best: Head | None = None
    for depth in range(1, DEEP + 1):
        for at in range(len(lines) - depth + 1):
            head = _read(lines[at : at + depth], groups, labels)
            if best is None or len(head.known) > len(best.known):
                best = head
    enough = min(2, len(labels.columns))
    return best if best and len(best.known) >= enough else None


def lacking(head: Head, labels: Labels) -> list[str]:
    """The labels of required columns that are not there."""
    there = {*head.places, *head.parts}
    return [column.label for column in labels.required() if column.name not in there]


def _read(lines: Sequence[tuple[int, list[Any]]], groups: Sequence[Block], labels: Labels) -> Head:
    stacks = _stacks(lines, groups)
    head = Head(lines[0][0], lines[-1][0], [stack[-1] if stack else "" for stack in stacks])
    _own(head, stacks, labels)
    _by_other_words(head, stacks, labels)
    _by_parts(head, stacks, labels)
    for at, label in enumerate(head.labels):
        name = labels.shown.get(key(label))
        if name:
            head.shown.setdefault(name, at)
        if label and at not in head.known:
            head.odd.append(Odd(at, label, _why(label, head, labels)))
    return head


def _stacks(lines: Sequence[tuple[int, list[Any]]], groups: Sequence[Block]) -> list[list[str]]:
    """Of each column the texts above one another; a merged group stands above each of its columns."""
    wide = max(len(cells) for _number, cells in lines)
    stacks: list[list[str]] = [[] for _ in range(wide)]
    for number, cells in lines:
        texts = [_label(cells[at]) if at < len(cells) else "" for at in range(wide)]
        for block in groups:
            if block.top == number and block.bottom < lines[-1][0] and block.left < wide:
                for at in range(block.left + 1, min(block.right + 1, wide)):
                    texts[at] = texts[block.left]
        for at, text in enumerate(texts):
            if text:
                stacks[at].append(text)
    return stacks


def _label(cell: Any) -> str:
    return "" if cell is None or isinstance(cell, Broken) else kinds.clean(text_of(cell).strip().strip("*＊"))[:60]


def _names(stack: list[str]) -> list[str]:
    """What a column may be called: group and label together, then the label alone."""
    return [key("".join(stack)), key(stack[-1])] if len(stack) > 1 else [key(text) for text in stack]


def _own(head: Head, stacks: list[list[str]], labels: Labels) -> None:
    for at, stack in enumerate(stacks):
        for name in _names(stack):
            if found := labels.own.get(name):
                head.places.setdefault(found, at)
                break
    for at, stack in enumerate(stacks):
        if stack and at not in head.known:
            found = labels.bare.get(bare(stack[-1]))
            if found and found not in head.places and not _other_unit(stack[-1], labels.columns[found].label):
                head.places[found] = at


def _by_other_words(head: Head, stacks: list[list[str]], labels: Labels) -> None:
    for at, stack in enumerate(stacks):
        if not stack or at in head.known:
            continue
        names = [*_names(stack), bare(stack[-1])]
        found = next((labels.words[name] for name in names if name in labels.words), "")
        if found and found not in head.places and not _other_unit(stack[-1], labels.columns[found].label):
            head.places[found] = at
            head.other_words.append((stack[-1], labels.columns[found].label))


def _by_parts(head: Head, stacks: list[list[str]], labels: Labels) -> None:
    if len(labels.regions) != 1 or labels.regions[0].name in head.places:
        return
    levels: dict[int, int] = {}
    for at, stack in enumerate(stacks):
        if stack and at not in head.known and (level := labels.parts.get(key(stack[-1]))) is not None:
            levels.setdefault(level, at)
    if set(levels) - {0}:  # a county alone says too little
        head.parts[labels.regions[0].name] = [levels[level] for level in sorted(levels)]
        head.other_words.append(
            ("、".join(head.labels[levels[level]] for level in sorted(levels)), labels.regions[0].label)
        )


def _why(label: str, head: Head, labels: Labels) -> str:
    for names in (labels.own, labels.bare, labels.words):
        found = names.get(key(label)) or names.get(bare(label))
        if not found:
            continue
        if _other_unit(label, labels.columns[found].label):
            return f"单位不同，应为“{labels.columns[found].label}”"
        if found in head.places:
            return f"“{labels.columns[found].label}”已从{letter_of(head.places[found])}列读入"
    return ""


def _other_unit(label: str, own: str) -> bool:
    """Hectares are not taken for mu."""
    written, ours = _unit(label), _unit(own)
    return bool(written and ours and written != ours)


def _unit(label: str) -> str:
    found = [text for text in BRACKETS.findall(kinds.fold(label)) if text in UNITS]
    return EQUAL_UNITS.get(found[0], found[0]) if found else ""


def key(label: str) -> str:
    return kinds.fold(label).strip("*:★")


def bare(label: str) -> str:
    """Without what stands in brackets."""
    return BRACKETS.sub("", key(label)).strip("*:★") or key(label)

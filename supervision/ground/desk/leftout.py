"""Lines of a worksheet that are no rows of the register: feet, heads repeated, hidden rows, rows of other columns."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from supervision.ground import kinds

from .book import Broken, Page, bounds, letter_of
from .heads import Head, Labels, Odd, key
from .sheets import text_of

SUMS = re.compile(r"^(本页|本表)?(合计|总计|共计|小计|累计)(:.*|\d.*|[(].*)?$")
SIGNED = re.compile(
    r"^(填报|填表|制表|审核|审批|负责|经办|报送|统计|联系|复核|单位负责|主要负责|分管领导|主管|录入|上报)"
    r"(人|人员|单位|日期|时间|领导|者)?(签字|签名|盖章|[(][^()]*[)])*:"
)
REMARKED = re.compile(r"^(注|备注|说明|填表说明|填报说明|注意|日期|年月日|电话)(\d*[:.]|$)")
DATED = re.compile(r"^(填报|填表|制表|审核|报送|统计)(日期|时间|单位|人)[(]?")
MOST_NAMED = 12  # ranges or lines in one sentence
MOST_STEPS = 600_000


@dataclass
class Part:
    """One worksheet that is read: its rows, and what in it is not."""

    page: Page
    head: Head
    rows: list[tuple[int, list[Any]]] = field(default_factory=list)
    hidden: list[int] = field(default_factory=list)
    feet: list[tuple[int, str]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    beside: list[int] = field(default_factory=list)  # rows with values in columns that are not read
    nameless: list[int] = field(default_factory=list)
    open_hidden: bool = False


def sort(page: Page, head: Head, labels: Labels, *, with_hidden: bool) -> Part:
    """Each line below the head to where it belongs."""
    part = Part(page, head, open_hidden=with_hidden)
    known, required = sorted(head.known), _required(head, labels)
    lines = [(number, cells) for number, cells in page.lines if number > head.last]
    _take_apart(page, lines, known)
    unnamed = [at for at, label in enumerate(head.labels) if not label]
    nameless: set[int] = set()
    for number, cells in lines:
        filled = [at for at in known if at < len(cells) and not is_empty(cells[at])]
        beyond = range(len(head.labels), len(cells))
        nameless.update(at for at in (*unnamed, *beyond) if at < len(cells) and not is_empty(cells[at]))
        if not filled:
            if any(not is_empty(cell) for cell in cells):
                part.beside.append(number)
        elif _is_head(cells, head, filled, first=not part.rows and not part.hidden):
            part.heads.append(number)
        elif foot := _foot(cells, filled, required):
            part.feet.append((number, foot))
        elif number in page.hidden_rows and not with_hidden:
            part.hidden.append(number)
        else:
            part.rows.append((number, cells))
    part.nameless = sorted(nameless - set(known))
    _feet_beside(part, lines)
    return part


def _required(head: Head, labels: Labels) -> list[list[int]]:
    """Where each required column stands; a place may have several."""
    names = [column.name for column in labels.required()]
    found = [head.parts.get(name) or [head.places[name]] for name in names if name in {*head.places, *head.parts}]
    return found


def is_empty(cell: Any) -> bool:
    """Nothing that a person sees."""
    if isinstance(cell, str):
        return not (cell[:1].isalnum() or kinds.clean(cell))
    return cell is None


def _take_apart(page: Page, lines: list[tuple[int, list[Any]]], known: list[int]) -> None:
    """The value of merged cells belongs to the first of them; each other one says so."""
    rows = dict(page.lines)
    numbers = [number for number, _cells in lines]
    steps = 0
    for block in page.blocks:
        columns = [at for at in known if block.left <= at <= block.right]
        below = numbers[bisect_left(numbers, block.top) : bisect_right(numbers, block.bottom)] if columns else []
        if not below:
            continue
        top = rows.get(block.top, [])
        value = top[block.left] if block.left < len(top) else None
        said = None if is_empty(value) else _merged(block.top, block.left)
        for number in below:
            steps += 1 + len(rows[number]) // 50
            _cover(rows[number], [at for at in columns if (number, at) != (block.top, block.left)], said)
        if steps > MOST_STEPS:
            raise bounds.refuse(bounds.TOO_MERGED)


def _merged(row: int, at: int) -> Broken:
    return Broken("", f"与{letter_of(at)}{row}合并成了一格，值只算在第一格。请取消合并，每格都填写。")


def _cover(cells: list[Any], columns: list[int], said: Broken | None) -> None:
    alone = all(is_empty(cell) or at in columns for at, cell in enumerate(cells))
    for at in columns:
        cells.extend([None] * (at + 1 - len(cells)))
        cells[at] = None if alone else said


def _is_head(cells: list[Any], head: Head, filled: list[int], *, first: bool) -> bool:
    """A head repeated on a further printed page; or the numbers of the columns below the head."""
    at = filled[0]
    if len(filled) < 2 or not (first or text_of(cells[at]).strip("*＊ ")[:1] == head.labels[at][:1]):
        return False
    if all(key(text_of(cells[at])) == key(head.labels[at]) for at in filled):
        return True
    if not first:
        return False
    numbers = [text_of(cell) for cell in cells if not is_empty(cell)]
    return numbers == [str(n) for n in range(1, len(numbers) + 1)] and len(numbers) > 2


def _foot(cells: list[Any], filled: list[int], required: list[list[int]]) -> str:
    """The line's beginning when it is a sum or is signed: its first text says so, and no whole row stands there."""
    if required and all(any(at in filled for at in places) for places in required):
        return ""
    first = next((cell for cell in cells if not is_empty(cell)), None)
    if not isinstance(first, str):
        return ""
    text = kinds.fold(first)
    known = SUMS.match(text) or SIGNED.match(text) or REMARKED.match(text) or DATED.match(text)
    return kinds.clean(first)[:20] if known else ""


def _feet_beside(part: Part, lines: list[tuple[int, list[Any]]]) -> None:
    """A signature line that stands in other columns only is a foot as well."""
    cells = dict(lines)
    for number in list(part.beside):
        if foot := _foot(cells[number], [], [[0]]):
            part.beside.remove(number)
            part.feet.append((number, foot))
    part.feet.sort()


def ranges(numbers: Iterable[int]) -> str:
    """第3行、第7–12行"""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    told = [f"第{a}行" if a == b else f"第{a}–{b}行" for a, b in found[:MOST_NAMED]]
    return "、".join(told) + ("等" if len(found) > MOST_NAMED else "")


def said(part: Part, *, exported: bool) -> list[str]:
    """The sentences of what was left out of a worksheet; of an exported one the columns that only show apart."""
    told = []
    mine = set(part.head.shown.values()) if exported else set()
    odd = [one for one in part.head.odd if one.at not in mine]
    odd += [Odd(at, "", "有内容") for at in part.nameless]
    if odd:
        told.append(f"列：{'、'.join(str(one) for one in odd[:40])}{'等' if len(odd) > 40 else ''}")
    if only := [one for one in part.head.odd if one.at in mine]:
        told.append(f"系统导出的列，只用来对照：{'、'.join(one.label for one in only)}")
    if part.hidden:
        told.append(f"隐藏（或被筛选掉）的行：{ranges(part.hidden)}，共{len(part.hidden)}行")
    if part.feet:
        named = "、".join(f"第{number}行“{text}”" for number, text in part.feet[:MOST_NAMED])
        told.append(f"表尾和合计：{named}{'等' if len(part.feet) > MOST_NAMED else ''}")
    if part.heads:
        told.append(f"重复的表头、栏号：{ranges(part.heads)}")
    if part.beside:
        told.append(f"只在上面这些列里有内容的行：{ranges(part.beside)}")
    return told

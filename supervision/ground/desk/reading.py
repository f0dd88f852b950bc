"""An uploaded workbook as rows of a register, and what in it was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from supervision.ground.errors import RuleViolation

from . import heads, leftout
from .book import Book, letter_of, open_book
from .book.bounds import MOST_ROWS
from .heads import Head, Labels
from .leftout import Part
from .sheets import Sheet, text_of

__all__ = ["LARGEST", "MOST_ROWS", "Line", "Table", "read", "refuse_large"]

LARGEST = 20 * 1024 * 1024
OURS = {"填写说明", "导出说明", "说明", "选项"}  # worksheets that we add to what people get from us


@dataclass(frozen=True)
class Line:
    """A row: its worksheet (nothing where only one is read), Excel's number, its cells as they stand there."""

    sheet: str
    number: int
    cells: list[Any]
    head: Head

    @property
    def where(self) -> str:
        return f"“{self.sheet}”表第{self.number}行" if self.sheet else f"第{self.number}行"

    @property
    def place(self) -> tuple[str, int]:
        return self.sheet, self.number

    def cell(self, name: str) -> Any:
        """What stands in a column; a place that has several columns is put together from them."""
        at = self.head.places.get(name)
        if at is None and (parts := self.head.parts.get(name)):
            found = [self.cells[at] for at in parts if at < len(self.cells) and not leftout.is_empty(self.cells[at])]
            return next((one for one in found if not isinstance(one, str)), None) or " ".join(map(text_of, found))
        return self.cells[at] if at is not None and at < len(self.cells) else None

    def at(self, position: int | None) -> Any:
        return self.cells[position] if position is not None and position < len(self.cells) else None


@dataclass
class Table:
    """The rows of all worksheets that have the head. `taken`, `left` and `notes` say what was read, what was not, and
    what else the person should know.
    """

    book: Book
    parts: list[Part]
    lines: list[Line] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hidden: int = 0


def read(
    content: bytes,
    sheet: Sheet,
    *,
    shown: Mapping[str, str] | None = None,
    others: Iterable[tuple[str, Sheet]] = (),
    with_hidden: bool = False,
) -> Table:
    """The rows; a RuleViolation at the field "file" when it is not the template's. `shown` are the columns of the
    register's own export (label → name), `others` the templates of the other registers.
    """
    refuse_large(len(content))
    book, labels = open_book(content), Labels(sheet, shown)
    found = [(page, heads.find(page, labels)) for page in book.pages if page.shown]
    whole = [(page, head) for page, head in found if head and not heads.lacking(head, labels)]
    if not whole:
        raise RuleViolation(_no_head(book, [head for _page, head in found if head], labels, others), field="file")
    parts = [leftout.sort(page, head, labels, with_hidden=with_hidden) for page, head in whole]
    table = Table(book, parts)
    several = len(parts) > 1
    for part in parts:
        name = part.page.name if several else ""
        table.lines += [Line(name, number, cells, part.head) for number, cells in part.rows]
    table.hidden = sum(len(part.hidden) for part in parts)
    if not table.lines and not table.hidden:
        raise RuleViolation("表里没有数据行。", field="file")
    _tell(table, labels, [(page.name, head) for page, head in found if page not in [one for one, _head in whole]])
    return table


def refuse_large(size: int) -> None:
    if size > LARGEST:
        raise RuleViolation(f"文件超过{LARGEST // 1024 // 1024}MB，请分成几个文件。", field="file")


def _no_head(book: Book, heads_there: list[Head], labels: Labels, others: Iterable[tuple[str, Sheet]]) -> str:
    for label, sheet in others:
        other = Labels(sheet)
        for page in book.pages:
            head = heads.find(page, other) if page.shown else None
            if head and not heads.lacking(head, other):
                return f"这是“{label}”的表格，请到{label}的导入页面上传。"
    if not heads_there:
        hidden = "（隐藏的表不读入）" if any(not page.shown for page in book.pages) else ""
        return f"没有找到表头{hidden}。请使用下载的模板，不要改动列名。"
    best = max(heads_there, key=lambda head: len(head.known))
    odd = f"表里没有认出的列：{'、'.join(str(one) for one in best.odd[:20])}。" if best.odd else ""
    return f"缺少必填的列：{'、'.join(heads.lacking(best, labels))}。{odd}请使用下载的模板。"


def _tell(table: Table, labels: Labels, unread: list[tuple[str, Head | None]]) -> None:
    """Put into sentences what was read, what was not, and what else is to be known."""
    for part in table.parts:
        name = f"“{part.page.name}”表：" if part.page.name else ""
        table.taken.append(f"{name}表头在第{part.head.last}行，{len(part.rows):,}行数据；列：{_columns(part, labels)}")
        table.left += [f"{name if len(table.parts) > 1 else ''}{text}" for text in _left(part, labels)]
        table.notes += [f"{name if len(table.parts) > 1 else ''}{text}" for text in _noted(part)]
    filled = {page.name for page in table.book.pages if page.lines}
    for title, head in unread:
        if title in filled and not (title in OURS and head is None):
            why = f"缺少必填的列：{'、'.join(heads.lacking(head, labels))}" if head else "没有找到表头"
            table.left.append(f"“{title}”表（{why}）")
    hidden = [page.name for page in table.book.pages if not page.shown and page.name not in OURS]
    if hidden:
        table.left.append(f"隐藏的表：{'、'.join(f'“{title}”' for title in hidden)}")
    if table.book.extras:
        table.left.append(f"{'、'.join(table.book.extras)}（只读单元格里的内容）")
    if table.book.unknowable:
        table.notes.append(table.book.unknowable)


def _columns(part: Part, labels: Labels) -> str:
    there = {*part.head.places, *part.head.parts}
    return "、".join(column.label for name, column in labels.columns.items() if name in there)


def _left(part: Part, labels: Labels) -> list[str]:
    """Whether it came out of the register, most of its columns tell."""
    shown = part.head.shown
    return leftout.said(part, exported="number" in shown and len(shown) > len(labels.shown) // 2)


def _noted(part: Part) -> list[str]:
    told = [f"“{written}”读作“{label}”" for written, label in part.head.other_words]
    spans = part.page.hidden_columns
    hidden = sorted(at for at in part.head.known if any(first <= at <= last for first, last in spans))
    if hidden:
        told.append(f"隐藏的列也读入了：{'、'.join(f'{letter_of(at)}列“{part.head.labels[at]}”' for at in hidden)}")
    if part.open_hidden and (opened := part.page.hidden_rows & {number for number, _cells in part.rows}):
        told.append(f"隐藏（或被筛选掉）的行已一并读入：{leftout.ranges(opened)}")
    return told

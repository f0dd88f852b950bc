"""The declaration of an importable workbook, and what one cell may hold.

Excel's habits are met here: whole numbers arrive as decimals, dates as text, long codes as numbers that have lost
their last digits, yes and no as anything.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.db import models

from supervision.ground import clock
from supervision.ground.regions import Region

from .calls import ChecksRows, Registers

KINDS = ("text", "code", "integer", "number", "date", "choice", "flag", "region")
OF_TYPES = {
    (models.DateField,): "date",
    (models.DecimalField,): "number",
    (models.IntegerField,): "integer",
    (models.BooleanField,): "flag",
}
MOST_SIGNS = 200  # in a text of which the model does not say more
SAFE_DIGITS = 10**15  # beyond this Excel has already replaced digits by zeros
DATE = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 0{1,2}:00(?::00)?)?$|^(\d{4})(\d{2})(\d{2})$")
YES, NO = {"是", "有", "1", "true", "y", "√"}, {"否", "无", "0", "false", "n", "×"}


class BadCell(Exception):
    """What is wrong with a cell, in words."""


@dataclass(frozen=True)
class SheetColumn:
    """One column of the template. What is left out (label, kind, choices, greatest length) the model's field says.

    `choices` are (stored, label) pairs; people write the label.

    `words` are the other words by which offices call it in the head of a list.
    `unique` refuses a value twice in the file; `known(values)` tells which are already in the register. `past`
    refuses dates after today. `check(value)` may give one more sentence about a value.
    """

    name: str
    label: str = ""
    kind: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    max_length: int = 0
    least: Decimal | None = None
    most: Decimal | None = None
    places: int = 2
    unique: bool = False
    known: Callable[[Collection[str]], set[str]] | None = None
    known_message: str = "已在台账中登记过。"
    past: bool = True
    check: Callable[[Any], str | None] | None = None
    help: str = ""
    example: str = ""
    width: int = 16
    levels: Sequence[str] = ("township", "village")
    words: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.kind and self.kind not in KINDS:
            raise ValueError(f"{self.name}: unknown kind {self.kind}")

    def of(self, model: type[models.Model]) -> SheetColumn:
        """The whole column, filled up from the model's field of its name where there is one."""
        field: Any = next((one for one in model._meta.get_fields() if one.name == self.name), None)
        return replace(
            self,
            label=self.label or str(field.verbose_name),
            kind=self.kind or _kind_of(field),
            choices=self.choices or [pair for pair in getattr(field, "choices", None) or () if pair[0]],
            max_length=self.max_length or getattr(field, "max_length", None) or MOST_SIGNS,
        )

    def read(self, raw: Any) -> Any:
        """The value of a cell; None when empty. Raises `BadCell`."""
        if raw is None or raw == "" or (isinstance(raw, str) and not raw.strip()):
            if self.required:
                raise BadCell("必填，不能为空。")
            return None
        value = READERS[self.kind](self, raw)
        if self.check and (wrong := self.check(value)):
            raise BadCell(wrong)
        return value


@dataclass(frozen=True, eq=False)
class Sheet:
    """The import side of a register: `fields` are the columns of the template, or names of the model's fields.

    `bulk(rows, by=, batch=)` is the room's bulk verb: dictionaries by column name in, created records out.
    `check(rows, by=)` may look at all rows together: it gives (position, column name, sentence).
    `words` are the other words of columns for heads, by name.
    """

    model: type[models.Model]
    fields: Sequence[str | SheetColumn]
    bulk: Registers
    check: ChecksRows | None = None
    notes: Sequence[str] = ()
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> tuple[SheetColumn, ...]:
        whole = ((SheetColumn(one) if isinstance(one, str) else one).of(self.model) for one in self.fields)
        return tuple(replace(one, words=(*one.words, *self.words.get(one.name, ()))) for one in whole)


def _kind_of(field: Any) -> str:
    if getattr(field, "choices", None):
        return "choice"
    if isinstance(field, models.ForeignKey) and field.related_model is Region:
        return "region"
    return next((kind for types, kind in OF_TYPES.items() if isinstance(field, types)), "text")


def text_of(raw: Any) -> str:
    """A cell as a person reads it."""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e21:
        return str(int(raw))
    if isinstance(raw, dt.datetime) and raw.time() == dt.time():
        raw = raw.date()
    return str(raw).strip()


def _text(column: SheetColumn, raw: Any) -> str:
    value = text_of(raw)
    if len(value) > column.max_length:
        raise BadCell(f"不能超过{column.max_length}个字，现有{len(value)}个字。")
    if any(ord(sign) < 32 and sign not in "\n\t" for sign in value):
        raise BadCell("含有不可见的控制字符，请清除后重新填写。")
    return value


def _code(column: SheetColumn, raw: Any) -> str:
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) >= SAFE_DIGITS:
        raise BadCell("长号码被存成了数字，末几位已丢失。请把单元格设为文本格式后重新填写。")
    if isinstance(raw, float) and not raw.is_integer():
        raise BadCell("应为号码，不能带小数。")
    return _text(column, raw).replace(" ", "").upper()


def _number(column: SheetColumn, raw: Any) -> Decimal:
    text = text_of(raw).replace(",", "").replace("，", "")
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise BadCell("应为数字。") from None
    if isinstance(raw, bool) or not value.is_finite():
        raise BadCell("应为数字。")
    if column.least is not None and value < column.least:
        raise BadCell(f"不能小于{column.least}。")
    if column.most is not None and value > column.most:
        raise BadCell(f"不能大于{column.most}。")
    if not isinstance(raw, float) and -int(value.as_tuple().exponent) > column.places:
        raise BadCell(f"最多{column.places}位小数。")
    return round(value, column.places)


def _integer(column: SheetColumn, raw: Any) -> int:
    value = _number(column, raw)
    if value != int(value):
        raise BadCell("应为整数。")
    return int(value)


def _date(column: SheetColumn, raw: Any) -> dt.date:
    if isinstance(raw, dt.datetime):
        value = raw.date()
    elif isinstance(raw, dt.date):
        value = raw
    else:
        found = DATE.match(text_of(raw))
        if not found:
            raise BadCell("应为日期，如 2021-03-15。")
        try:
            value = dt.date(*(int(part) for part in found.groups() if part))
        except ValueError:
            raise BadCell("没有这一天。") from None
    if column.past and value > clock.today():
        raise BadCell("日期不能晚于今天。")
    if value.year < 1900:
        raise BadCell("日期不能早于1900年。")
    return value


def _choice(column: SheetColumn, raw: Any) -> str:
    value = text_of(raw)
    for stored, label in column.choices:
        if value in (label, stored):
            return stored
    options = "、".join(label for _stored, label in column.choices)
    raise BadCell(f"没有“{value[:20]}”这个选项，应为：{options}。")


def _flag(column: SheetColumn, raw: Any) -> bool:
    value = text_of(raw).lower()
    if value in YES:
        return True
    if value in NO:
        return False
    raise BadCell("应为“是”或“否”。")


READERS: dict[str, Callable[[SheetColumn, Any], Any]] = {
    "text": _text,
    "code": _code,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "flag": _flag,
    "region": _text,  # looked up among all places at once, see checking.py
}

"""The declaration of an importable workbook, and what one cell may hold.

Excel's habits are met here: whole numbers arrive as decimals, codes as numbers. What was written as text is read by the
kinds, as in a form.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from supervision.ground import clock, kinds
from supervision.ground.kinds import Unreadable as BadCell
from supervision.ground.life import Life
from supervision.ground.regions import Region

from .boxes import unit_of
from .calls import ChecksRows, Registers

KINDS = ("text", "code", "phone", "credit", "identity", "integer", "number", "date", "choice", "flag", "region")
OF_TYPES = {
    (models.DateField,): "date",
    (models.DecimalField,): "number",
    (models.IntegerField,): "integer",
    (models.BooleanField,): "flag",
}
MOST_SIGNS = 200  # in a text of which the model does not say more


@dataclass(frozen=True)
class SheetColumn:
    """One column of the template. What is left out (label, kind, choices, bounds) the model's field says.

    `choices` are (stored, label) pairs; people write the label, or one of the `aliases` (said -> stored).

    `words` are the others by which offices call it in the head of a list.
    `unique` refuses a value twice in the file; `known(values)` tells which are already in the register. `past`
    refuses dates after today. `check(value)` may give one more sentence about a value, `doubt(value)` a question that
    does not hold the row back.
    """

    name: str
    label: str = ""
    kind: str = ""
    required: bool = False
    choices: Sequence[tuple[str, str]] = ()
    aliases: Mapping[str, str] = field(default_factory=dict)
    max_length: int = 0
    least: Decimal | int | None = None
    most: Decimal | int | None = None
    places: int | None = None
    unique: bool = False
    known: Callable[[Collection[str]], set[str]] | None = None
    known_message: str = "已在台账中登记过。"
    past: bool = True
    check: Callable[[Any], str | None] | None = None
    doubt: Callable[[Any], str] | None = None
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
        found: Any = next((one for one in model._meta.get_fields() if one.name == self.name), None)
        return replace(
            self,
            label=self.label or str(found.verbose_name),
            kind=self.kind or _kind_of(found),
            choices=self.choices or [pair for pair in getattr(found, "choices", None) or () if pair[1]],
            max_length=self.max_length or getattr(found, "max_length", None) or MOST_SIGNS,
            least=_limit(found, MinValueValidator, max, self.least),
            most=_limit(found, MaxValueValidator, min, self.most, _widest(found)),
            places=getattr(found, "decimal_places", None) if self.places is None else self.places,
        )

    def read(self, raw: Any) -> Any:
        """The value of a cell; None when empty. Raises `BadCell`."""
        if self._is_empty(raw):
            if not self.required:
                return None
            said = text_of(raw) if raw is not None else ""
            raise BadCell(kinds.blanks.refused(said, self.label) or "必填，不能为空。")
        if isinstance(raw, str) and kinds.text.turns(raw):
            raise BadCell(kinds.text.TURNED)
        value = READERS[self.kind](self, raw)
        if self.check and (wrong := self.check(value)):
            raise BadCell(wrong)
        return value

    def note(self, raw: Any, value: Any) -> str:
        """What the person should know of how a good cell was read, or nothing."""
        if value is None:
            return ""
        if self.kind == "number" and kinds.numbers.rounded(raw, places=self.places):
            before, now = (kinds.numbers.shown(Decimal(str(one))) for one in (raw, value))
            return f"原为 {before}，已按四舍五入保留{self.places}位小数：{now}。"
        return self.doubt(value) if self.doubt else ""

    def _is_empty(self, raw: Any) -> bool:
        if raw is None or not isinstance(raw, str):
            return raw is None
        if not kinds.blanks.is_blank(raw):
            return False
        return not (kinds.clean(raw) and self._is_a_choice(raw))

    def _is_a_choice(self, raw: str) -> bool:
        """A column in which 无 is an answer keeps it."""
        if self.kind == "flag":
            return kinds.fold(raw) in kinds.choices.NO
        said = {kinds.fold(one) for one in (*self.aliases, *(label for _stored, label in self.choices))}
        return self.kind == "choice" and kinds.fold(raw) in said


@dataclass(frozen=True, eq=False)
class Sheet:
    """The import side of a register: `fields` are the columns of the template, or names of the model's fields.

    `bulk(rows, by=, batch=)` is the room's bulk verb: dictionaries by column name in, created records out.
    `check(rows, by=)` may look at all rows together: it gives (position, column name, sentence).
    `life` and `of_row`: the noun's own rules are asked of the record that a whole row would become, as in the form;
    `at` says in which column a field of the record is written that has none of its name.
    `words` are the other heads of columns, by name.
    What is imported waits for a second person. `at_once` is the reason why the rows of a register need none (nobody is
    judged by them); `old_at_once` why those of a file of old records (历史补录) need none.
    """

    model: type[models.Model]
    fields: Sequence[str | SheetColumn]
    bulk: Registers
    check: ChecksRows | None = None
    notes: Sequence[str] = ()
    life: Life[Any] | None = None
    of_row: Callable[[Mapping[str, Any]], Any] | None = None
    at: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)
    at_once: str = ""
    old_at_once: str = ""

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


def _limit(found: Any, sort: type[Any], pick: Callable[..., Any], *more: Any) -> Any:
    """The narrowest bound of the model's validators and what else is given."""
    limits = [one.limit_value for one in getattr(found, "validators", ()) if isinstance(one, sort)]
    given = [limit for limit in (*limits, *more) if limit is not None]
    return pick(given) if given else None


def _widest(found: Any) -> Decimal | None:
    """The greatest number that the column of the database holds."""
    if not isinstance(found, models.DecimalField) or found.max_digits is None or found.decimal_places is None:
        return None
    step = Decimal(1).scaleb(-found.decimal_places)
    return Decimal(10) ** (found.max_digits - found.decimal_places) - step


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
    if isinstance(raw, (int, float)) and not isinstance(raw, bool) and abs(raw) >= kinds.codes.SAFE_DIGITS:
        raise BadCell(kinds.codes.DIGITS_LOST)
    value = kinds.clean(text_of(raw), lines=column.max_length >= kinds.LONG_FROM)
    if len(value) > column.max_length:
        raise BadCell(f"最多{column.max_length}个字，现有{len(value)}个字。")
    return value


def _written(raw: Any) -> str | float:
    """What a reader of codes takes: text and numbers as they are, anything else as a person reads it."""
    return raw if isinstance(raw, (str, int, float)) else text_of(raw)


def _code(column: SheetColumn, raw: Any) -> str:
    return _text(column, kinds.codes.read(_written(raw)))


def _phone(column: SheetColumn, raw: Any) -> str:
    return kinds.phones.read(_written(raw))


def _credit(column: SheetColumn, raw: Any) -> str:
    return kinds.codes.credit(_written(raw))


def _identity(column: SheetColumn, raw: Any) -> str:
    return kinds.codes.identity(_written(raw), today=clock.today())


def _number(column: SheetColumn, raw: Any, *, whole: bool = False) -> Decimal:
    return kinds.numbers.read(
        raw, places=column.places, least=column.least, most=column.most, unit=unit_of(column.label), whole=whole
    )


def _integer(column: SheetColumn, raw: Any) -> int:
    return int(_number(column, raw, whole=True))


def _date(column: SheetColumn, raw: Any) -> dt.date:
    value = kinds.dates.read(raw)
    if column.past and value > clock.today():
        raise BadCell("日期不能晚于今天。")
    return value


def _choice(column: SheetColumn, raw: Any) -> str:
    return kinds.choices.read(text_of(raw), column.choices, column.aliases)


def _flag(column: SheetColumn, raw: Any) -> bool:
    return kinds.choices.flag(text_of(raw))


READERS: dict[str, Callable[[SheetColumn, Any], Any]] = {
    "text": _text,
    "code": _code,
    "phone": _phone,
    "credit": _credit,
    "identity": _identity,
    "integer": _integer,
    "number": _number,
    "date": _date,
    "choice": _choice,
    "flag": _flag,
    "region": _text,  # looked up among all places at once, see checking.py
}

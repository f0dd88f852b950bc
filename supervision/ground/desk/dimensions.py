"""By what the rows of a register can be told apart in 自定义统计: it follows from the columns, undeclared.

A place, the month, a choice, a yes or no, the product, the subject, the person, whatever a column points at. No text
that somebody wrote, and nothing of a person's numbers. What a row has several of (the items of a sample) is declared,
as a `Dimension` with `many`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import django_filters as df
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, CharField, F, Func, Q, Value, When
from django.db.models.functions import TruncDate

from supervision.ground.people import Post, User
from supervision.ground.regions import Region
from supervision.ground.subjects import Product

from .columns import Column, shown_as
from .narrowing import FLAGS, field_at
from .parts import Part

if TYPE_CHECKING:
    from .registry import Register

BLANK, EMPTY, NONE = "-", "（未填）", "（无）"
FORMATS = {"month": ("月份", "YYYY-MM"), "quarter": ("季度", 'YYYY-"Q"Q'), "year": ("年份", "YYYY")}
TIME = re.compile(r"^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])))?$")
GROUPS = {"place": "地区", "time": "时间", "choice": "分类", "row": "对象、产品和人员", "text": "对象、产品和人员"}
LONG = 60
OUTSIDE = "（不在辖区内）"
PUBLIC = (Region, Product)  # of these anybody may read the names
Pairs = Sequence[tuple[Any, Any]]


class Unknown(LookupError):
    """No value of this dimension."""


@dataclass(frozen=True, eq=False)
class Dimension:
    """One way to tell rows apart.

    `expr` is a path or an expression of the year that is looked at; of `many` it gives an array, and a row counts
    under each of its values. `to` is the model of which the values are keys, `words` gives the labels of values that
    are neither choices nor keys. `native` names the condition of the list that asks for the same.
    """

    name: str
    label: str
    expr: str | Callable[[int], Any]
    kind: str = "choice"
    choices: Pairs = ()
    to: Any = None
    many: bool = False
    words: Callable[[Collection[str]], Mapping[str, str]] | None = None
    native: str = ""
    known: frozenset[str] | None = None  # what that condition offers; None: everything

    @property
    def group(self) -> str:
        return GROUPS[self.kind]

    def expression(self, year: int) -> Any:
        return F(self.expr) if isinstance(self.expr, str) else self.expr(year)

    def read(self, text: str) -> Any:
        """The stored value that an address names; None for what is not filled in."""
        if text == BLANK:
            return None
        if self.choices:
            found = [value for value, _label in self.choices if str(value) == text]
            if found:
                return found[0]
            raise Unknown
        if len(text) > LONG or "\0" in text or (self.kind == "time" and not TIME.match(text)):
            raise Unknown
        if self.to is not None and not isinstance(self.to._meta.pk, CharField):
            if not (text.isascii() and text.isdecimal() and len(text) < 19):
                raise Unknown
            return int(text)
        return text

    def narrow(self, rows: Any, text: str, year: int) -> Any:
        """The rows that have this value."""
        value, path = self.read(text), self.expr
        if not isinstance(path, str):
            path = f"cut_{self.name}"
            rows = rows.alias(**{path: self.expression(year)})
        if value is not None:
            return rows.filter(**{f"{path}__contains" if self.many else path: [value] if self.many else value})
        empty = Q(**{f"{path}__isnull": True})
        if self.many:
            empty |= Q(**{f"{path}__len": 0})
        elif self.is_text:
            empty |= Q(**{path: ""})
        return rows.filter(empty)

    @property
    def is_text(self) -> bool:
        """Whether nothing can be an empty text as well."""
        stored = all(isinstance(value, str) for value, _label in self.choices)
        return self.kind == "text" or (self.kind == "choice" and stored)

    def labels(self, texts: Collection[str], *, whole: bool = False) -> dict[str, str]:
        """What a person reads for these values, in one query; `whole` puts the county before a township."""
        wanted = [text for text in texts if text != BLANK]
        found = {text: text for text in wanted}
        if self.choices:
            found |= {str(value): str(label) for value, label in self.choices}
        elif self.words is not None:
            found |= self.words(wanted)
        elif self.to is Region:
            places = Region.objects.filter(pk__in=wanted).select_related("county", "township")
            found |= {place.pk: place.full_name if whole else place.name for place in places}
        elif self.to is not None:
            rows = self.to._base_manager.filter(pk__in=wanted)
            found |= {str(pk): str(label) for pk, label in rows.values_list("pk", shown_as(self.to))}
        elif self.kind == "time":
            found = {text: _of_time(text) for text in wanted}
        return found | {BLANK: NONE if self.many else EMPTY}


@dataclass(frozen=True)
class Cut:
    """The rows of one value of a dimension: what a cell of a table asks its list for."""

    dimension: Dimension
    text: str
    within: Any  # the rows of the register that the post sees
    year: int

    @property
    def said(self) -> str:
        return f"{self.dimension.label} {self._word}"

    @property
    def _word(self) -> str:
        """An address may name any key: what none of the rows in sight has is not called by its name."""
        told = self.text == BLANK or self.dimension.to in (None, *PUBLIC)
        if not told and not self.dimension.narrow(self.within, self.text, self.year).exists():
            return OUTSIDE
        return self.dimension.labels([self.text], whole=True).get(self.text, self.text)


def _of_time(text: str) -> str:
    found = TIME.match(text)
    year, month, quarter = found.groups() if found else (text, None, None)
    return f"{year}年{int(month)}月" if month else f"{year}年第{quarter}季度" if quarter else f"{year}年"


def of_register(register: Register) -> dict[str, Dimension]:
    """By name, in the order in which they are offered."""
    model, native = register.model, _natives(register)
    every = [*_of_columns(model, register.columns), *_of_conditions(register), *register.dimensions]
    every += [_of_part(part) for part in register.every_part]
    found: dict[str, Dimension] = {}
    for one in every:
        if one.name not in found and not any(one.expr == other.expr for other in found.values()):
            found[one.name] = native(one)
    order = list(GROUPS)
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[1].kind)))


def _of_part(part: Part) -> Dimension:
    return Dimension(part.name, part.label, part.expression, choices=[(True, "是"), (False, "否")])


def _of_columns(model: Any, columns: Sequence[Column]) -> Iterator[Dimension]:
    for column in columns:
        if column.kind == "personal" or not column.export or column.name == "late_why":
            continue
        path = column.name
        if isinstance(column.expr, str):  # the name of what is pointed at
            path = (column.expr.rpartition("__")[0] or column.expr).removesuffix("__user")
        field = field_at(model, path)
        if isinstance(field, models.ForeignKey):
            yield from _of_relation(column, path, field.related_model)
        elif field is not None and path == column.name:
            yield from _of_field(model, column, field)


def _of_field(model: Any, column: Column, field: Any) -> Iterator[Dimension]:
    name, label = column.name, column.label
    if isinstance(field, models.BooleanField):
        yield Dimension(name, label, name, choices=[(True, "是"), (False, "否")])
    elif isinstance(field, models.DateField):  # moments are of its kind too
        if name == getattr(model, "DATE_FIELD", ""):
            for unit, (said, form) in FORMATS.items():
                yield Dimension(unit, said, _time(field, form), "time", native="since")
        else:
            yield Dimension(f"{name}_month", f"{label}（月）", _time(field, FORMATS["month"][1]), "time")
    elif field.choices and isinstance(field, models.CharField | models.IntegerField):
        yield _of_choices(name, label, [pair for pair in field.flatchoices if pair[0] not in ("", None)])


def _of_choices(path: str, label: str, pairs: Pairs) -> Dimension:
    """Two values that are spoken of with one word are one line of the table."""
    first: dict[str, Any] = {}
    for value, said in pairs:
        first.setdefault(str(said), value)
    again = [When(**{path: value}, then=Value(first[str(said)])) for value, said in pairs if first[str(said)] != value]
    kept = [(value, said) for value, said in pairs if first[str(said)] == value]
    merged = Case(*again, default=F(path), output_field=CharField()) if again else None
    return Dimension(path, label, (lambda year: merged) if again else path, choices=kept)


def _time(field: Any, form: str) -> Callable[[int], Any]:
    day = TruncDate(field.name) if isinstance(field, models.DateTimeField) else F(field.name)
    made = Func(day, Value(form), function="to_char", output_field=CharField())
    return lambda year: made


def _of_relation(column: Column, path: str, to: Any) -> Iterator[Dimension]:
    name, label = column.name, column.label
    if to is Region:
        yield Dimension(name, label, path, "place", to=to)
    elif to is Post:
        yield Dimension(name, label, f"{path}__user", "row", to=User)
    elif shown_as(to) != "number":
        yield Dimension(name, label, path, "row", to=to)
    if to is Product:
        yield Dimension(f"{name}_category", f"{label}大类", f"{path}__category", "text")


def _of_conditions(register: Register) -> Iterator[Dimension]:
    """What the list is asked for and no column shows: the kind and the grade of the subject."""
    for name, one in register.filters.base_filters.items():
        pairs = one.extra.get("choices") if isinstance(one, df.ChoiceFilter) else None
        if pairs and one.method is None and one.field_name and name not in ("region", "state"):
            plain = [pair for pair in pairs if pair[0] not in ("", None) and not isinstance(pair[1], list | tuple)]
            if plain and plain != FLAGS and "__" in one.field_name:
                yield Dimension(name, str(one.label), one.field_name, choices=plain)


def _natives(register: Register) -> Callable[[Dimension], Dimension]:
    """With the condition of the list that asks for the same, so that it can be seen and changed there."""
    filters = register.filters.base_filters

    def native(one: Dimension) -> Dimension:
        if one.native:
            return one if one.native in filters else replace(one, native="")
        if one.kind == "place" and one.expr in ("county", "township") and "region" in filters:
            return replace(one, native="region")
        for name, known in filters.items():
            if isinstance(known, df.ChoiceFilter) and known.method is None and known.field_name == one.expr:
                if name == "state" or getattr(known, "offers", None):
                    return replace(one, native=name)
                if offered := known.extra.get("choices"):
                    return replace(one, native=name, known=frozenset(str(value) for value, _label in offered))
        return one

    return native


def keys_of(path: str, *values: str) -> Callable[[int], Any]:
    """The keys of a JSON object that have one of these values, as an array: the items found wanting at a visit."""
    listed = ", ".join(f"'{value}'" for value in values)
    inside = f"SELECT e.key::varchar FROM jsonb_each_text(%(expressions)s) e WHERE e.value IN ({listed})"
    made = Func(F(path), template=f"ARRAY({inside})", output_field=ArrayField(CharField()))
    return lambda year: made

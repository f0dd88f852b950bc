"""What somebody asks: the register, rows, columns, numbers and conditions, read from the address of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict

from supervision.ground import measures as numbers
from supervision.ground.records import Record
from supervision.ground.regions import Level

from ..cells import Ticks
from ..dimensions import Dimension
from ..filters import STANDS, UNKNOWN, states_of
from ..listing import Rows, narrow
from ..registry import REGISTERS, Register
from ..texts import clean_texts
from .measures import ROWS, Measure, of_register

if TYPE_CHECKING:
    from supervision.ground.people import Post

SHAPE = ("register", "r1", "r2", "c", "m", "order", "zero")
APART = ("sort", "after", "before", "page", "size", "columns", "also")  # of the list, and of no table
MOST_MEASURES = 4
ORDERS = [("", "自然顺序"), ("most", "由多到少")]
FIRST_PLACE = {Level.CITY: "county", Level.TOWNSHIP: "region"}
SAME = "行和列不能是同一项。"
SEVERAL = "“{}”和“{}”一条记录都可以有多个值，一张表只能用其中一项。"


class ShapeForm(forms.Form):
    """Rows, columns and numbers of a table, from what the register has."""

    r1 = forms.ChoiceField(label="行")
    r2 = forms.ChoiceField(label="行再分", required=False)
    c = forms.ChoiceField(label="列", required=False)
    m = Ticks(label="统计什么", widget=forms.CheckboxSelectMultiple)
    order = forms.ChoiceField(label="行的顺序", choices=ORDERS, required=False)
    zero = forms.BooleanField(label="没有记录的地区也列出", required=False)

    def __init__(
        self, data: Any, *, dimensions: Mapping[str, Dimension] | None = None, measures: Iterable[Measure] = ()
    ) -> None:
        super().__init__(data)
        self.dimensions = dimensions or {}
        offered: Any = grouped(self.dimensions.values())
        self.fields["r1"].choices = offered  # type: ignore[attr-defined]
        self.fields["r2"].choices = [("", "不再分"), *offered]  # type: ignore[attr-defined]
        self.fields["c"].choices = [("", "不分列"), *offered]  # type: ignore[attr-defined]
        self.fields["m"].choices = [(one.name, one.label) for one in measures]  # type: ignore[attr-defined]
        for known in self.fields.values():
            known.error_messages |= {"invalid_choice": UNKNOWN, "required": f"请选择{known.label}。"}
        clean_texts(self.fields, refuse=False)

    def clean_m(self) -> list[str]:
        chosen = self.cleaned_data["m"]
        if len(chosen) > MOST_MEASURES:
            raise forms.ValidationError(f"一张表最多统计 {MOST_MEASURES} 项，现选了 {len(chosen)} 项。")
        return list(dict.fromkeys(chosen))

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        taken: list[str] = []
        for name in ("r1", "r2", "c"):
            value = cleaned.get(name)
            if value and value in taken:
                self.add_error(name, SAME)
            elif value:
                taken.append(value)
        several = [self.dimensions[name].label for name in taken if self.dimensions[name].many]
        if len(several) > 1:
            self.add_error("c" if cleaned.get("c") else "r2", SEVERAL.format(*several[:2]))
        return cleaned


def grouped(found: Iterable[Dimension]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Choices in groups, as a select shows them."""
    return [(group, [(one.name, one.label) for one in some]) for group, some in groupby(found, lambda one: one.group)]


@dataclass(frozen=True, eq=False)
class Question:
    """One table that somebody asks for, and whether it can be answered."""

    register: Register
    post: Post
    year: int
    shape: ShapeForm
    shaped: QueryDict  # what the shape was made from, defaults included
    filters: Any
    narrowed: Rows
    asked: QueryDict  # the conditions alone, as the register's list takes them

    @property
    def valid(self) -> bool:
        return self.shape.is_valid() and self.filters.is_valid()

    @cached_property
    def rows(self) -> list[Dimension]:
        names = (self.shape.cleaned_data[name] for name in ("r1", "r2"))
        return [self.shape.dimensions[name] for name in names if name]

    @cached_property
    def column(self) -> Dimension | None:
        return self.shape.dimensions.get(self.shape.cleaned_data["c"])

    @cached_property
    def dimensions(self) -> list[Dimension]:
        return [*self.rows, *([self.column] if self.column else [])]

    @cached_property
    def measures(self) -> list[Measure]:
        known = of_register(self.register)
        return [known[name] for name in self.shape.cleaned_data["m"]]

    @property
    def by_number(self) -> bool:
        return bool(self.shape.cleaned_data["order"])

    @property
    def with_empty_places(self) -> bool:
        return bool(self.shape.cleaned_data["zero"])

    @property
    def period(self) -> numbers.Period | None:
        """The year of the list, where that is what narrows it."""
        return self.filters.period

    @property
    def title(self) -> str:
        """抽样单：乡镇（街道）× 判定"""
        said = "、".join(one.label for one in self.rows)
        return f"{self.register.label}：{said}" + (f" × {self.column.label}" if self.column else "")


def offered(post: Post) -> list[Register]:
    """The registers of which this post reads the rows, in the order of the addresses."""
    return [one for one in REGISTERS.values() if one.told_apart and post.has_perm(one.perm("view"))]


def first_place(register: Register, post: Post) -> str:
    """By what a register is told apart where nobody has chosen: the places below one's own, else what it has."""
    wanted = (FIRST_PLACE.get(Level(post.region.level), "township"), "township", "county", "region")
    known = register.told_apart
    return next((name for name in wanted if name in known), next(iter(known)))


def ask(register: Register, *, post: Post, data: QueryDict, year: int) -> Question:
    """The question of an address; what is not said there has a default, what is wrong there a sentence."""
    shape, asked = QueryDict(mutable=True), data.copy()
    for name in (*SHAPE, *APART):
        if name in SHAPE and name in asked:
            shape.setlist(name, asked.getlist(name))
        asked.pop(name, None)
    for name in [*asked]:
        if not any(asked.getlist(name)):
            del asked[name]
    shape.setdefault("r1", first_place(register, post))
    shape.setdefault("m", ROWS)
    form = ShapeForm(shape, dimensions=register.told_apart, measures=of_register(register).values())
    if "state" not in asked and _has_stands(register):
        asked["state"] = STANDS[0]
    filters, rows = narrow(register, post=post, data=asked, year=year)
    filters.form.fields.pop("also", None)
    return Question(register, post, year, form, shape, filters, rows, asked)


def _has_stands(register: Register) -> bool:
    """Whether its rows are drafts first: then only what was handed in is counted, unless one asks otherwise."""
    own = register.filters.base_filters.get("state")
    return own is not None and issubclass(register.model, Record) and STANDS in states_of(own, register.model)


def without(data: QueryDict, names: Sequence[str]) -> QueryDict:
    found = data.copy()
    for name in names:
        found.pop(name, None)
    return found

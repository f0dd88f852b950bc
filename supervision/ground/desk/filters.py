"""What every register can be narrowed by: place, state, period, and one search box."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

import django_filters as df
from django import forms
from django.db.models import Q, QuerySet

from supervision.ground import clock, kinds
from supervision.ground.entry import asks_why_late
from supervision.ground.measures import Period
from supervision.ground.records import (
    ALONE,
    COUNTED,
    LABORATORY_ROLES,
    STANDING_ALONE,
    SUBJECT_ROLES,
    Record,
    State,
    is_citizen,
)
from supervision.ground.regions import Region

from . import narrowing, places
from .cells import CellFilter, TicksFilter
from .dimensions import Cut, Dimension
from .models import Selection
from .searching import Looking, matching
from .spoken import speak
from .texts import clean_texts

if TYPE_CHECKING:
    from supervision.ground.people import Post

NUMBER = re.compile(r"^[A-Za-z]{2,6}-[\dA-Za-z-]*$")
UNKNOWN = narrowing.UNKNOWN
NOT_PICKED = "没有找到这份选定的名单，它可能已过期或不是本单位的。"
STRANGE = "没有“{}”这个筛选条件，请从台账页面重新选择。"
# What an address may carry besides conditions: the order, the place in the list and its length, the columns.
TURNS = frozenset({"sort", "after", "before", "page", "size", "columns"})
TWICE = "“{}”给了两个不同的值，请只选一个。"
ASIDE = (State.DRAFT, State.VOID)
STANDS = ("counted", "已提交和已审核")  # what the numbers of the office are made of
MINE, WHOLE = ("mine", "我的草稿"), "all"
BY_ONE = ("alone", ALONE)
WRONG_DATE = "请填写正确的日期，如 2021-03-15。"


def _date(label: str, lookup: str) -> df.DateFilter:
    return df.DateFilter(
        label=label,
        method=lookup,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": WRONG_DATE},
    )


def search_box(label: str, hint: str = "") -> df.CharFilter:
    """The first box of a list, named after what it looks for."""
    widget = forms.TextInput(attrs={"placeholder": hint, "enterkeyhint": "search"})
    return df.CharFilter(label=label, method="filter_q", max_length=60, widget=widget)


def states_of(own: df.Filter, model: Any) -> list[tuple[str, str]]:
    """In the noun's own words; and both that count together, where it has both."""
    known = list(own.extra["choices"])
    known = list(model._meta.get_field("state").choices) if known == list(State.choices) else known
    return [*known, STANDS] if set(COUNTED) <= set(dict(known)) else known


class FilterForm(forms.Form):
    """The conditions together. One that does not exist is refused: left out, it would show more than was asked for."""

    strange: Sequence[str] = ()  # given by the filter set, as is
    twice: Sequence[str] = ()
    further: frozenset[str] = frozenset()

    @property
    def first(self) -> list[Any]:
        """The conditions that stand above the list."""
        return [field for field in self.visible_fields() if field.name not in self.further]

    @property
    def folded(self) -> list[Any]:
        """Those behind “更多条件”."""
        return [field for field in self.visible_fields() if field.name in self.further]

    @property
    def unfolded(self) -> bool:
        """One of them is in use, or wrong: then they are all shown."""
        return any(self.data.get(field.name) or field.errors for field in self.folded)

    def full_clean(self) -> None:
        clean_texts(self.fields, refuse=False)
        for field in self.fields.values():
            speak(field)
        super().full_clean()

    def clean(self) -> dict[str, Any]:
        super().clean()
        cleaned = self.cleaned_data
        if self.strange:
            self.add_error(None, STRANGE.format("、".join(self.strange)))
        if self.twice:
            self.add_error(None, TWICE.format("、".join(self.twice)))
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "结束日期不能早于开始日期。")
        return cleaned


class DeskFilterSet(df.FilterSet):
    """The base of the rooms' filter sets. Values that mean nothing get a sentence at their field and no rows."""

    # By name the column that a condition of its own follows from, and what is looked in: both from the register.
    from_columns: ClassVar[Mapping[str, str]] = {}

    q = search_box("编号或监管对象")
    region = df.ChoiceFilter(label="地区", method="filter_region", choices=(), empty_label="全部地区")
    state = df.ChoiceFilter(
        label="状态", choices=State.choices, empty_label="全部状态", error_messages={"invalid_choice": UNKNOWN}
    )
    since = _date("开始日期", "filter_since")
    until = _date("结束日期", "filter_until")

    also = TicksFilter(
        label="一并列出",
        method="filter_also",
        choices=[(State.DRAFT.value, "草稿"), (State.VOID.value, "作废")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": UNKNOWN},
    )
    late = df.ChoiceFilter(
        label="补录",
        method="filter_late",
        choices=[("yes", "只看补录"), ("no", "不含补录")],
        empty_label="含补录",
        error_messages={"invalid_choice": UNKNOWN},
    )

    picked = df.ChoiceFilter(
        label="选定",
        method="filter_picked",
        choices=(),
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": NOT_PICKED},
    )
    cell = CellFilter(label="统计条件", method="filter_cell", choices=())

    class Meta:
        form = FilterForm

    def __init__(
        self, data: Any, queryset: QuerySet[Any], *, post: Post, year: int | None = None, dated: bool = False
    ) -> None:
        super().__init__(data, queryset)
        self.post, self.year, self.dated = post, year, dated
        if is_citizen(post) or post.role in (*SUBJECT_ROLES, *LABORATORY_ROLES):
            self.filters.pop("cell", None)  # they have no tables, and nothing to find out by them
        self._ask_for_states(queryset.model)
        if not asks_why_late(queryset.model):
            self.filters.pop("late", None)
        if "region" in self.filters:
            self._ask_for_place()
        self._ask_for_picked(queryset.model)
        self._ask_for_columns()
        box: Any = self.filters.get("q")
        if box is not None and not box.extra["widget"].attrs.get("placeholder"):
            box.extra["widget"].attrs |= {"placeholder": type(self).look_in(post).hint}

    @classmethod
    def dimensions(cls) -> Mapping[str, Dimension]:
        """By what its rows are told apart: given by the register."""
        return {}

    @classmethod
    def look_in(cls, post: Post) -> Looking:
        """What the first box looks in."""
        return Looking()

    def _ask_for_place(self) -> None:
        """County, township, village; the villages of a township are found by typing, or once it is chosen."""
        found = places.choices(self.post)
        if not found:
            del self.filters["region"]
            return
        said = self._said("region")
        found += places.village(self.post, said[0]) if len(said) == 1 else []
        self.filters["region"].extra |= {
            "choices": found,
            "error_messages": {"invalid_choice": UNKNOWN},
            "widget": narrowing.QuickSelect(attrs=places.box(self.post)),
        }

    def _ask_for_picked(self, model: Any) -> None:
        """A selection is looked up only where the address names one."""
        if not issubclass(model, Record):
            del self.filters["picked"]
            return
        said, self.chosen = self._said("picked"), None
        if len(said) == 1 and said[0].isascii() and said[0].isdecimal() and len(said[0]) < 19:
            rows = Selection.objects.listed_for(self.post).filter(pk=said[0])
            self.chosen = next((one for one in rows if type(self).holds(one.register)), None)
        if self.chosen:
            self.filters["picked"].extra["choices"] = [(str(self.chosen.pk), str(self.chosen))]

    @classmethod
    def holds(cls, register: str) -> bool:
        """Whether it narrows this register."""
        return False

    def _ask_for_columns(self) -> None:
        """Of the conditions that follow from the columns: those whose columns this post reads."""
        if is_citizen(self.post):
            known = getattr(self, "citizens", ())
            for name, column in self.from_columns.items():
                if column not in known:
                    self.filters.pop(name, None)
        for found in self.filters.values():
            narrowing.offer(found)

    def _ask_for_states(self, model: Any) -> None:
        """In the noun's own words. Drafts and voids stand apart: they are shown to whoever asks for them."""
        own: Any = self.filters.get("state")
        self.rests = own is not None and issubclass(model, Record)
        if not self.rests:
            self.filters.pop("also", None)
            return
        known = states_of(own, model)
        if model.BY_ONE and self.post.is_citywide:
            known.append(BY_ONE)
        drafts = [MINE] if State.DRAFT in dict(known) else []
        self.without = "不含草稿和作废" if drafts else "不含作废"
        whole = (WHOLE, f"全部（{self.without.removeprefix('不')}）")
        own.extra |= {"choices": [*known, *drafts, whole], "empty_label": self.without}
        asked = [(state, label) for state, label in known if state in ASIDE]
        self.filters["also"].extra["choices"] = asked
        own.method = "filter_state"

    @property
    def resting(self) -> bool:
        """Whether drafts and voids are left out: unless a state was asked for, or both of them are ticked."""
        if not self.rests or not self.is_valid():
            return False
        return not self.form.cleaned_data.get("state") and bool(self._aside())

    def _aside(self) -> list[str]:
        """The states that are left out."""
        known = {state for state, _label in self.filters["also"].extra["choices"]}
        return [state for state in ASIDE if state in known and state not in self.form.cleaned_data["also"]]

    def _left_out(self) -> Q:
        """Their rows; but a record asked for by its whole number is found whatever it is."""
        left = Q(state__in=self._aside())
        number = kinds.codes.read(self.form.cleaned_data.get("q") or "")
        return left & ~Q(number=number) if NUMBER.match(number) else left

    @property
    def left_out(self) -> str:
        """“不含草稿和作废”, or what of it is left when one is ticked."""
        labels = {State.DRAFT: "草稿", State.VOID: "作废"}
        return "不含" + "和".join(labels[State(state)] for state in self._aside())

    @property
    def form(self) -> forms.Form:
        form: Any = super().form
        if "cell" in form.fields:
            cells = form.fields["cell"]
            cells.dimensions, cells.within = type(self).dimensions, self.queryset
            cells.year = self.year or clock.year()
        form.strange, form.twice = self._strange(form), self._twice(form)
        form.further = frozenset(self.from_columns) | {"also"}
        return form

    def _said(self, name: str) -> list[str]:
        """Every value of a name: an address may say it twice, and a form reads only the last."""
        data: Any = self.data
        if hasattr(data, "getlist"):
            return data.getlist(name)
        return [data[name]] if name in data else []

    def _twice(self, form: forms.Form) -> list[str]:
        """The labels of single conditions for which the address gives two different values."""
        fields = form.fields.items()
        single = [(name, field) for name, field in fields if not isinstance(field, forms.MultipleChoiceField)]
        return [str(field.label or name) for name, field in single if len(set(self._said(name))) > 1]

    def _strange(self, form: forms.Form) -> list[str]:
        """The names asked with a value and known to no filter; a post of one place may still name it.

        Or the place around it: what it may see in its own county is all that it may see.
        """
        asked = {name for name in self.data or () if any(self._said(name))} - set(form.fields) - TURNS
        here = self.post.region
        if set(self._said("region")) <= {here.pk, here.township_id, here.county_id}:
            asked.discard("region")
        return sorted(name[:40] for name in asked)

    @property
    def period(self) -> Period | None:
        """The year of the header's switch, unless a day was chosen."""
        cleaned = self.form.cleaned_data
        if not self.dated or not self.year or cleaned.get("since") or cleaned.get("until"):
            return None
        return Period.of_year(self.year)

    @property
    def period_shown(self) -> bool:
        """Whether the list is the year's: its heading then says so."""
        return self.is_valid() and self.period is not None

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows: Any = super().filter_queryset(queryset)
        rows = rows.held_in(self.period) if self.period else rows
        if not self.resting:
            return rows
        left = self._left_out()
        self.aside = rows.filter(left)
        return rows.exclude(left)

    def filter_picked(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.filter(pk__in=self.chosen.ids) if self.chosen else queryset.none()

    def filter_also(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """What is ticked is simply not left out (`filter_queryset`)."""
        return queryset

    def filter_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        if value == WHOLE:
            return queryset
        if value == STANDS[0]:
            return queryset.filter(state__in=COUNTED)
        if value == MINE[0]:
            return queryset.filter(state=State.DRAFT, made_by__user=self.post.user_id)
        if value == BY_ONE[0]:
            return queryset.filter(STANDING_ALONE)
        return queryset.filter(state=value)

    def filter_cell(self, queryset: QuerySet[Any], name: str, value: Sequence[Cut]) -> QuerySet[Any]:
        for cut in value:
            queryset = cut.dimension.narrow(queryset, cut.text, cut.year)
        return queryset

    def filter_region(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        return queryset.at(Region.objects.get(pk=value))

    def filter_since(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset.filter(**{f"{queryset.model.DATE_FIELD}__gte": value})

    def filter_until(self, queryset: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return queryset.filter(**{f"{queryset.model.DATE_FIELD}__lte": value})

    def filter_q(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """A number of this register by its beginning, anything else wherever the register is looked in."""
        number = kinds.codes.read(value)
        if (own := getattr(queryset.model, "PREFIX", "")) and number.startswith(f"{own}-"):
            return queryset.filter(number__startswith=number)
        return queryset.filter(matching(type(self).look_in(self.post), queryset.model, self.post, value))

    def filter_late(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        return queryset.exclude(late_why="") if value == "yes" else queryset.filter(late_why="")

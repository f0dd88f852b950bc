"""The declaration of a register: everything the desk needs to serve it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from supervision.ground import records
from supervision.ground.entry import LATE, asks_why_late
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import not_allowed

from .acts import Deed, Direct, Step, Verb
from .calls import Creates, Edits
from .columns import Column, hidden
from .conditions import Condition, Search, filter_set, of_columns
from .counting import Counting
from .dimensions import Dimension, of_register
from .forms import DeskMixin, form_of
from .known import REGISTERS
from .models import opened
from .parts import Part, Rate, counted
from .searching import Looking, looking
from .verbs import CONFIRM, take_back_of, verbs_of

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .filters import DeskFilterSet

# What services and rules ask a record for; of who made and accepted it, from how high.
KEPT = (
    "region__county",
    "region__township",
    "made_by__user",
    "made_by__organisation__region",
    "accepted_by__organisation__region",
    "subject",
)


@dataclass(frozen=True)
class Panel:
    """A part of the detail page: a template and what it is told, `context(record, post) -> dict`."""

    template: str
    context: Callable[[Any, Post], dict[str, Any]] = field(default=lambda record, post: {})


@dataclass(frozen=True, eq=False)
class Register:
    """One register.

    `fields` are names of the model's fields, or columns where something is to be shown otherwise than the model says.
    `asked` are the conditions above the list beside those every register has (place, state, days; but for `without`):
    names of fields with choices, or conditions of another kind; a whole filter set where that is not enough. What else
    the columns can be asked for stands behind them by itself. `search` says what the first box looks for beside them.
    `form` is the form, or `sections` the fields in the order in which a plain one asks for them.
    `sorts` names the columns by which any number of rows can be sorted; a mapping gives the stored field behind a
    column (a Chinese name sorts by its stored pinyin). These fields are the model's own and NOT NULL, and each needs
    the indexes (county, field, id), (township, field, id), (field, id). `dated` registers show the year of the
    header's switch unless a period is chosen. `detail` groups columns for the detail page, else `sections` do.
    `title` names one row where the label names them all (监管队伍, 监管人员).
    `life` gives `create`, `edit` and the four verbs; without one `create(by=, submit=, client_key=, **fields)` and
    `edit(record, by=, version=, **fields)` are the room's services, and where `direct` says that there is no draft,
    `create` is not asked whether to `submit`.
    `by_hand=False`: nobody enters a row here, they come from elsewhere (a change, from the page of what changes).
    `content` are the fields by which two sendings of the form are the same, all but the place unless it says so; of
    one `matter` (the subject and the day) a person usually enters one: a second one with other content is asked about.
    `counting` says which of the rows a figure counts, told beside their number.
    `links` names the registers (also of other rooms) whose records belong to its own: chosen in a search box, shown on
    both sides.
    In 自定义统计 it has the dimensions that its columns give; `dimensions` are others, `parts` rows of some kind that
    are counted beside them, `rates` shares of one part in another.
    `common` are the fields that the next one entered in a row usually has as well, beside its day and its place.
    `citizens` are the columns that a social supervisor reads; without them none, and no history and no panels.
    `judged_by` names what lies beside the row and is read by its `why_not`: loaded with it, a query for each.
    `care` says of a row why it is to be read by itself and is never taken over with others (a problem, a transfer, a
    positive test; whatever binds somebody: `by_itself`), or nothing; it reads the row and never queries. `awaits` says
    in the same way what is still to come (a result): people may take it over, 系统 never does before. `beside` tells
    (label, before, now) of what differs from the last record about the same subject and is in no column; `against`
    (label, registered, now) of what the noun knows otherwise than the register of subjects (`desk/registered.py`).
    """

    key: str
    model: type[models.Model]
    label: str
    fields: Sequence[str | Column]
    sorts: Sequence[str] | Mapping[str, str]
    default_sort: str = ""
    asked: Sequence[str | Condition] | type[DeskFilterSet] = ()
    search: Search | None = None
    without: Sequence[str] = ()
    form: type[DeskMixin] | None = None
    sections: Sequence[tuple[str, Sequence[str]]] = ()
    life: Life[Any] | None = None
    create: Creates | None = None
    edit: Edits | None = None
    by_hand: bool = True
    verbs: Sequence[Verb] = ()
    steps: Sequence[Step] = ()
    direct: Direct | None = None
    sheet: Any = None
    detail: Sequence[tuple[str, Sequence[str]]] = ()
    panels: Sequence[Panel] = ()
    judged_by: Sequence[str] = ()
    care: Callable[[Any], str] = lambda record: ""
    awaits: Callable[[Any], str] = lambda record: ""
    against: Callable[[Any, Any], Iterable[tuple[str, str, str]]] = lambda record, subject: ()
    beside: Callable[[Any, Any], Iterable[tuple[str, str, str]]] = lambda record, earlier: ()
    citizens: Sequence[str] = ()
    content: Sequence[str] = ()
    common: Sequence[str] = ()
    matter: Sequence[str] = ()
    dated: bool = False
    counting: Counting | None = None
    links: Sequence[str] = ()
    dimensions: Sequence[Dimension] = ()
    parts: Sequence[Part] = ()
    rates: Sequence[Rate] = ()
    title: str = ""
    namespace: str = ""

    def __post_init__(self) -> None:
        """What the noun's life gives, unless the declaration says otherwise."""
        if not self.default_sort:
            object.__setattr__(self, "default_sort", f"-{next(iter(self.sorts))}")
        if self.life is not None:
            object.__setattr__(self, "create", self.create or (self.life.create if self.by_hand else None))
            object.__setattr__(self, "edit", self.edit or self.life.edit)
            object.__setattr__(self, "verbs", self.verbs or (*verbs_of(self.life), take_back_of(self.life)))
        if self.life is not None and self.verb_named("accept") and getattr(self.model, "BY_ONE", False):
            object.__setattr__(self, "verbs", (*self.verbs, replace(CONFIRM, call=self.life.confirm)))

    @cached_property
    def sort_fields(self) -> dict[str, str]:
        return dict(self.sorts) if isinstance(self.sorts, Mapping) else {name: name for name in self.sorts}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """What is shown, in the order of the workbook; the model is asked at the first use, when it is whole."""
        late = hidden(LATE) if asks_why_late(self.model) else ()
        shown = (Column(one) if isinstance(one, str) else one for one in (*self.fields, *late))
        return tuple(column.of(self.model) for column in shown)

    def columns_of(self, post: Post) -> Sequence[Column]:
        """What this post reads of them."""
        if not records.is_citizen(post):
            return self.columns
        return [column for column in self.columns if column.name in self.citizens]

    @cached_property
    def filters(self) -> type[DeskFilterSet]:
        """What the list can be narrowed by."""
        own = self.asked
        base = own if isinstance(own, type) else filter_set(self.model, own, self.search, self.without)
        return of_columns(
            base, self.model, self.columns, self.citizens, self.look_in, self.key, lambda: self.told_apart
        )

    @cached_property
    def every_part(self) -> tuple[Part, ...]:
        """What of the rows is counted apart: as declared, both sides of each rate, and what a figure counts."""
        sides = [side for rate in self.rates for side in (rate.part, rate.whole)]
        return (*self.parts, *sides, *((counted(self.counting),) if self.counting else ()))

    @cached_property
    def told_apart(self) -> dict[str, Dimension]:
        """The dimensions of 自定义统计, by name: what the columns give, and those of its own."""
        return of_register(self)

    def look_in(self, post: Post) -> Looking:
        """What a word is looked for in: no more than the post reads."""
        return self._for_citizens if records.is_citizen(post) else self._looking

    @cached_property
    def _looking(self) -> Looking:
        return looking(self.model, self.columns, self.search)

    @cached_property
    def _for_citizens(self) -> Looking:
        columns = [column for column in self.columns if column.name in self.citizens]
        return looking(self.model, columns, self.search)

    @cached_property
    def form_class(self) -> type[DeskMixin]:
        """The form of its own, or the one of its sections."""
        return self.form or form_of(self.model, self.sections)

    def new_form(self, *data: Any, record: models.Model | None = None, **given: Any) -> Any:
        """The form for a new record, or for the correction of one; where the register asks why something is late, the
        form can ask it too.
        """
        form = self.form_class(*data, **given)
        if asks_why_late(self.model):
            record_model: Any = self.model
            form.ask_why_late(record_model.DATE_FIELD, getattr(record, LATE, ""))
        return form

    @cached_property
    def groups(self) -> Sequence[tuple[str, Sequence[str]]]:
        """The columns of the detail page: as declared, or as the form groups them with place and review after it."""
        if self.detail:
            *before, (title, names) = self.detail
            return [*before, (title, [*names, *(name for name in (LATE,) if name in self.by_name)])]
        if not self.sections:
            return [("", [column.name for column in self.columns])]
        asked = [(title, [name for name in names if name in self.by_name]) for title, names in self.sections]
        known = {name for _title, names in asked for name in names}
        rest = [column.name for column in self.columns if column.name not in known]
        return [*((title, names) for title, names in asked if names), ("登记与审核", rest)]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def verb_named(self, name: str) -> Verb | None:
        return next((verb for verb in self.verbs if verb.name == name), None)

    def step_named(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    @property
    def reviewed(self) -> bool:
        """Whether its rows wait for a second person, one by one or many at once."""
        return self.verb_named("accept") is not None and issubclass(self.model, records.Record)

    def perm(self, verb: str) -> str:
        return f"{self.model._meta.app_label}.{verb}_{self.model._meta.model_name}"

    def rows(self, post: Post) -> models.QuerySet[Any]:
        """The one door to the rows."""
        manager: Any = self.model._default_manager
        return manager.visible_to(post)

    def to_judge(self, post: Post) -> models.QuerySet[Any]:
        """The rows with everything that is asked of them before something is offered or done."""
        names = {field.name for field in self.model._meta.concrete_fields if field.is_relation}
        kept = [path for path in KEPT if path.split("__")[0] in names]
        rows = self.rows(post).select_related(*kept).prefetch_related(*self.judged_by)
        return rows.annotate(opened=opened(self.key)) if self.reviewed else rows

    def why_not(self, deed: Deed, record: models.Model, post: Post) -> str:
        """The sentence why this post may not do this with the record now, or nothing: the question before each button
        and each page of a step, and what the service refuses with.
        """
        life: Any = self.life or records
        asked = deed.why_not or partial(life.why_not, deed.name)
        return not_allowed(post, self.perm(deed.right)) or asked(record, post)

    def url(self, name: str = "", *args: Any) -> str:
        space = self.namespace or self.model._meta.app_label
        return reverse(f"{space}:{self.key}{f'-{name}' if name else ''}", args=args)

    def check(self) -> None:
        """Refuse a declaration that would be slow or wrong at a million rows."""
        for name, path in self.sort_fields.items():
            if name not in self.by_name or self.model._meta.get_field(path).null:
                raise ValueError(f"{self.key}: 排序列 {name} 必须是本表的非空列")
        if self.default_sort.lstrip("-") not in self.sort_fields:
            raise ValueError(f"{self.key}: 默认排序 {self.default_sort} 没有声明")
        if self.create and not self.direct and not self.verb_named("submit"):
            raise ValueError(f"{self.key}: 没有“提交”的台账须说明新增即生效（direct）")
        for _title, names in self.detail:
            if unknown := set(names) - set(self.by_name):
                raise ValueError(f"{self.key}: 没有这些列 {unknown}")


def register(declared: Register) -> Register:
    """Enter a register into the list that the API and the commands read."""
    if REGISTERS.setdefault(declared.key, declared) is not declared:
        raise ValueError(f"台账 {declared.key} 重复登记")
    declared.check()
    return declared


def every() -> list[Register]:
    """All there are; for commands and jobs, which do not come through an address."""
    import_module(settings.ROOT_URLCONF)  # the addresses enter the registers
    return list(REGISTERS.values())


def named(key: str) -> Register:
    """The register of that name; for commands and jobs, which do not come through an address."""
    every()
    if key not in REGISTERS:
        raise RuleViolation(f"没有名为“{key}”的台账；现有：{'、'.join(sorted(REGISTERS)) or '无'}。")
    return REGISTERS[key]

"""The declaration of a register: everything the desk needs to serve it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from supervision.ground.errors import RuleViolation

from .columns import Column

if TYPE_CHECKING:
    from supervision.ground.people import Post

REGISTERS: dict[str, Register] = {}


@dataclass(frozen=True)
class Act:
    """Something an official may do with one record, and how it is spoken of.

    `perm` is the verb of the permission, the name unless said otherwise ("accept" asks for supervision.accept_subject).
    `fits(record)` and `offered_to(record, post)` say whether it is offered now; the service behind it decides. `done`
    follows the record's name when it is done: "已" and the label, unless that would be no Chinese.
    """

    name: str
    label: str
    _: KW_ONLY
    perm: str = ""
    style: str = ""
    done: str = ""
    fits: Callable[[Any], bool] = lambda record: True
    offered_to: Callable[[Any, Post], bool] = lambda record, post: True

    @property
    def right(self) -> str:
        return self.perm or self.name

    def said(self, record: Any) -> str:
        return f"{record} {self.done or f'已{self.label}'}。"


@dataclass(frozen=True)
class Verb(Act):
    """What moves the record itself: `call(record, by=post)`, with `why=` when a reason is needed.

    `states` are the record states in which it is offered. A reason or a confirmation is asked for first, with `asked`
    on the second button: "确定" and the label, unless said otherwise.
    """

    call: Callable[..., Any]
    states: tuple[str, ...]
    _: KW_ONLY
    needs_reason: bool = False
    confirm: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Step(Act):
    """What goes on with the matter and asks for more than a reason: a page with a form of its own.

    `call(record, by=post, **the form's values)`; a call that gives back another record of the register (a renewal)
    leads there. Offered also after the record was accepted, because a case goes on for months. `initial(record)`
    fills the form in.
    """

    form: type
    call: Callable[..., Any]
    _: KW_ONLY
    initial: Callable[[Any], dict[str, Any]] = lambda record: {}


@dataclass(frozen=True)
class Direct:
    """The one button of a register that knows no drafts: what is entered is in force at once."""

    label: str
    done: str
    title: str = ""

    def said(self, record: Any) -> str:
        return f"{record} {self.done}。"


@dataclass(frozen=True)
class Panel:
    """A part of the detail page: a template and what it is told, `context(record, post) -> dict`."""

    template: str
    context: Callable[[Any, Post], dict[str, Any]] = field(default=lambda record, post: {})


@dataclass(frozen=True, eq=False)
class Register:
    """One register.

    `sorts` names the columns by which any number of rows can be sorted; a mapping gives the stored field behind a
    column (a Chinese name sorts by its stored pinyin). These fields are the model's own and NOT NULL, and each needs
    the indexes (county, field, id), (township, field, id), (field, id). `dated` registers show the year of the
    header's switch unless a period is chosen. `detail` groups columns for the detail page. `title` names one
    row where the label names them all (监管队伍, 监管人员).
    `create(by=, submit=, client_key=, **fields)` and `edit(record, by=, version=, **fields)` are the room's services;
    where `direct` says that there is no draft, `create` is not asked whether to `submit`.
    """

    key: str
    model: type[models.Model]
    label: str
    columns: Sequence[Column]
    sorts: Sequence[str] | Mapping[str, str]
    default_sort: str
    filters: type
    form: type | None = None
    create: Callable[..., Any] | None = None
    edit: Callable[..., Any] | None = None
    verbs: Sequence[Verb] = ()
    steps: Sequence[Step] = ()
    direct: Direct | None = None
    sheet: Any = None
    detail: Sequence[tuple[str, Sequence[str]]] = ()
    panels: Sequence[Panel] = ()
    dated: bool = False
    title: str = ""
    namespace: str = ""

    @cached_property
    def sort_fields(self) -> dict[str, str]:
        return dict(self.sorts) if isinstance(self.sorts, Mapping) else {name: name for name in self.sorts}

    @cached_property
    def by_name(self) -> dict[str, Column]:
        return {column.name: column for column in self.columns}

    def verb_named(self, name: str) -> Verb | None:
        return next((verb for verb in self.verbs if verb.name == name), None)

    def step_named(self, name: str) -> Step | None:
        return next((step for step in self.steps if step.name == name), None)

    def perm(self, verb: str) -> str:
        return f"{self.model._meta.app_label}.{verb}_{self.model._meta.model_name}"

    def rows(self, post: Post) -> models.QuerySet:
        """The one door to the rows."""
        return self.model._default_manager.visible_to(post)

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


def named(key: str) -> Register:
    """The register of that name; for commands and jobs, which do not come through an address."""
    import_module(settings.ROOT_URLCONF)  # the addresses enter the registers
    if key not in REGISTERS:
        raise RuleViolation(f"没有名为“{key}”的台账；现有：{'、'.join(sorted(REGISTERS)) or '无'}。")
    return REGISTERS[key]

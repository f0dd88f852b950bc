"""The declaration of a register: everything the desk needs to serve it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from supervision.errors import RuleViolation

from .columns import Column

if TYPE_CHECKING:
    from supervision.people.models import Post

REGISTERS: dict[str, Register] = {}


@dataclass(frozen=True)
class Verb:
    """What an official may do with one record: `call(record, by=post)`, with `why=` when a reason is needed.

    `perm` is the verb of the permission ("accept" asks for supervision.accept_subject). `states` are the record
    states in which it is offered; `fits(record)` and `offered_to(record, post)` may narrow that, and the service
    behind it decides.
    """

    name: str
    label: str
    call: Callable[..., Any]
    states: tuple[str, ...]
    perm: str = ""
    needs_reason: bool = False
    style: str = ""
    confirm: str = ""
    fits: Callable[[Any], bool] | None = None
    offered_to: Callable[[Any, Post], bool] | None = None


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
    header's switch unless a period is chosen. `detail` groups columns for the detail page.
    `create(by=, submit=, client_key=, **fields)` and `edit(record, by=, version=, **fields)` are the room's services.
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

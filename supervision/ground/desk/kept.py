"""What a list shows of what its reader keeps: the columns, the saved conditions, and the address they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.http import QueryDict
from django.urls import reverse

from . import listing
from .columns import Column
from .models import ListLayout, SavedList
from .registry import REGISTERS, Register

if TYPE_CHECKING:
    from supervision.ground.people import Post

STATISTICS = "statistics"  # what the questions of all registers are kept under
NOT_KEPT = frozenset({"after", "before", "page", "size", "columns"})


@dataclass(frozen=True)
class Layout:
    columns: Sequence[str] = field(default=())
    size: int = listing.SIZE


def layout(register: Register, post: Post) -> Layout:
    found = ListLayout.objects.filter(user_id=post.user_id, register=register.key).first()
    return Layout(found.columns, found.size) if found else Layout()


def shown(register: Register, post: Post, kept: Layout) -> list[Column]:
    """The columns that this person has chosen, as far as the post in use reads them; else the register's own."""
    known = {column.name: column for column in register.columns_of(post)}
    chosen = [known[name] for name in kept.columns if name in known]
    return chosen or listing.columns_for(register, post)


def choices(register: Register, post: Post, now: Sequence[Column]) -> list[dict[str, Any]]:
    """All columns to choose from: those shown in their order, then the others."""
    names = [column.name for column in now]
    others = [column for column in register.columns_of(post) if column.name not in names]
    ordered = [*now, *others]
    return [
        {"name": one.name, "label": one.label, "on": one.name in names, "at": at} for at, one in enumerate(ordered, 1)
    ]


def saved(register: Register, post: Post) -> list[dict[str, Any]]:
    rows = SavedList.objects.visible_to(post).filter(register=register.key)
    return [
        {
            "pk": one.pk,
            "name": one.name,
            "url": f"?{one.query}",
            "shared": one.shared,
            "own": one.user_id == post.user_id,
        }
        for one in rows
    ]


def routine(post: Post) -> list[dict[str, str]]:
    """我的常用: what one keeps of all registers that this post reads, each list with its workbook."""
    found = []
    for one in SavedList.objects.visible_to(post):
        if one.register == STATISTICS:
            url = f"{reverse('supervision:statistics')}?{one.query}"
            told = {"register": "自定义统计", "name": one.name, "url": url}
            found.append(told | {"export_url": "", "whose": "" if one.user_id == post.user_id else "本单位"})
            continue
        register = REGISTERS.get(one.register)
        if register is None or not post.has_perm(register.perm("view")):
            continue
        out = f"{register.url('export')}?{one.query}" if post.has_perm(register.perm("export")) else ""
        told = {"register": register.label, "name": one.name, "url": f"{register.url()}?{one.query}", "export_url": out}
        found.append(told | {"whose": "" if one.user_id == post.user_id else "本单位"})
    return sorted(found, key=lambda one: (one["register"], one["name"]))


def data_of(said: str) -> QueryDict:
    """An address that was kept or sent along, as a page reads it."""
    return QueryDict(said[:4000])


def query_of(said: str) -> str:
    """The conditions and the order of an address, without the place in the list; nothing that could lead elsewhere."""
    query = QueryDict(said[:4000], mutable=True)
    for name in [*query]:
        if name in NOT_KEPT or not any(query.getlist(name)):
            del query[name]
    return query.urlencode()

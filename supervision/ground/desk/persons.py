"""Which of a register's columns are a person's number, by the kind of the field: nothing to declare."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.urls import NoReverseMatch, reverse

from supervision.ground import kinds
from supervision.ground.records import is_citizen, sealed

from .columns import Column

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .registry import Register

# Typed as they are printed, not sealed: found by the whole number.
IN_THE_CLEAR = ("phone",)
MAY = "supervision.add_reveal"


@dataclass(frozen=True)
class Number:
    """A column that shows a mask, and behind it the number: sealed beside it, or in the field itself."""

    name: str
    label: str
    sealed: bool

    @property
    def is_phone(self) -> bool:
        return "phone" in self.name

    def whole(self, record: Any) -> str:
        """The number; nothing where there is none, or where it was only ever kept with a mask."""
        found = (sealed.unsealed(getattr(record, f"{self.name}_sealed")) if self.sealed else self._plain(record)) or ""
        return "" if kinds.masks.STAR in found else found

    def there(self, record: Any) -> bool:
        """Whether there is one, without opening what is sealed."""
        return bool(getattr(record, f"{self.name}_sealed") if self.sealed else self.whole(record))

    def _plain(self, record: Any) -> str:
        return str(getattr(record, self.name) or "")


def numbers(model: type[models.Model], columns: Sequence[Column]) -> list[Number]:
    names = {field.name for field in model._meta.concrete_fields}
    found = []
    for column in columns:
        shut = f"{column.name}_sealed" in names
        if shut or (column.name in names and (column.kind == "personal" or column.name in IN_THE_CLEAR)):
            found.append(Number(column.name, column.label, shut))
    return found


def may(post: Post) -> bool:
    return post.has_perm(MAY) and not is_citizen(post)


def offered(register: Register, record: Any, post: Post) -> dict[str, str]:
    """By column the address at which its number is shown to this post; of what is empty none."""
    if not may(post):
        return {}
    found = numbers(register.model, register.columns_of(post))
    return {one.name: register.url("reveal", record.pk, one.name) for one in found if one.there(record)}


def call_url(subject: Any, post: Post) -> str:
    """Where the phone of a record's subject is shown; its own page asks the scope and says if there is none."""
    if not subject or not may(post) or not post.has_perm("supervision.view_subject"):
        return ""
    try:
        return reverse("supervision:subjects-reveal", args=[subject, "phone"])
    except NoReverseMatch:
        return ""

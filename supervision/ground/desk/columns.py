"""What a register shows: columns as ORM expressions, so that page, API and export are one query each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, CharField, F, Func, Value, When
from django.db.models.functions import Concat, Left, Length, Right
from django.db.models.lookups import GreaterThan

if TYPE_CHECKING:
    from supervision.ground.people import Post

# How a value is shown and typed. A percentage is stored as a ratio between 0 and 1.
KINDS = ("text", "code", "date", "until", "moment", "number", "money", "percent", "badge", "flag", "region")
MASKS = {"phone": (3, 4), "idcard": (6, 4)}


@dataclass(frozen=True)
class Column:
    """One column of a register.

    `expr` is a path ("township__name") or an expression (F, Case, Concat …), never a callable: PostgreSQL must be
    able to work it out for a million rows. `mask` hides personal values from posts without the permission to see
    them in full, and always in exports.
    """

    name: str
    label: str
    expr: Any = None
    kind: str = "text"
    width: int = 14
    mask: str = ""
    list: bool = True
    export: bool = True

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.name}: unknown kind {self.kind}")
        if self.mask and self.mask not in MASKS:
            raise ValueError(f"{self.name}: unknown mask {self.mask}")

    def expression(self, *, open_: bool = False) -> Any:
        """The value as the database gives it; personal values in full only when `open_`."""
        plain = F(self.expr or self.name) if isinstance(self.expr or self.name, str) else self.expr
        return plain if open_ or not self.mask else masked(plain, self.mask)


def label_of(path: str, choices: type[models.TextChoices] | Sequence[tuple[str, str]]) -> Case:
    """The Chinese label of a stored choice, worked out in SQL."""
    pairs = getattr(choices, "choices", choices)
    return Case(
        *(When(**{path: value}, then=Value(label)) for value, label in pairs),
        default=Value(""),
        output_field=CharField(),
    )


def masked(expr: Any, mask: str) -> Case:
    """139****5678 for a phone, 361121********1234 for an identity card; short values vanish altogether."""
    head, tail = MASKS[mask]
    return Case(
        When(_longer(expr, head + tail), then=Concat(Left(expr, head), _stars(expr, head + tail), Right(expr, tail))),
        When(_longer(expr, 0), then=Value("****")),
        default=Value(""),
        output_field=CharField(),
    )


def _longer(expr: Any, size: int) -> GreaterThan:
    return GreaterThan(Length(expr), size)


def _stars(expr: Any, kept: int) -> Func:
    return Func(Value("*"), Length(expr) - kept, function="repeat", output_field=CharField())


def may_see_in_full(post: Post, model: type[models.Model]) -> bool:
    return post.has_perm(f"{model._meta.app_label}.personal_{model._meta.model_name}")

"""The search box of a form for records of another register that belong to this one (`desk.linked`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.text import format_lazy

from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post

from . import linked
from .fields import key_in
from .known import REGISTERS

if TYPE_CHECKING:
    from .registry import Register


class LinkField(forms.MultipleChoiceField):
    """Some records of the register named `to`, within the post's scope; its value is the list of their rows. They are
    linked once the record is saved.
    """

    widget = forms.SelectMultiple
    post: Post | None = None

    def __init__(self, to: str, *, label: str, **kwargs: Any) -> None:
        self.to = to
        super().__init__(label=label, required=False, **kwargs)
        self.widget.attrs |= {
            "data-na-search": format_lazy("{}?of={}", reverse_lazy("supervision:links-search"), to),
            "data-placeholder": "输入编号或名称查找",
        }

    @property
    def register(self) -> Register:
        return REGISTERS[self.to]

    def bind_post(self, post: Post) -> None:
        self.post = post

    def show(self, keys: Any) -> None:
        """What is chosen stands in the box, by its number; one that is nobody's here stands as it was sent."""
        asked = [key for one in keys or () if (key := key_in(one)) is not None]
        rows = linked.rows_of(self.register, self.post).filter(pk__in=asked) if asked and self.post else ()
        self.choices = [(str(row.pk), linked.said(row)) for row in rows]

    def valid_value(self, value: Any) -> bool:
        return True  # `clean` asks for all of them at once

    def clean(self, value: Any) -> list[Any]:
        keys = super().clean(value)
        if not keys or self.post is None:
            return []
        try:
            return linked.chosen(self.register, self.post, keys)
        except RuleViolation as foreign:
            raise ValidationError(foreign.message, code="invalid_choice") from foreign

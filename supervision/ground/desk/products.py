"""Choices of the dictionaries: a long list becomes a search box that also knows sounds and other names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from supervision.ground.kinds import spelling
from supervision.ground.subjects import Product, Subject, SubjectCrop

HERE = {"data-na-search": "here"}
BETWEEN = re.compile(r"[;；、,，]")
OWN = "该主体的品种"


class Worded(forms.Select):
    """Options that can be found by more than is written on them."""

    words: Mapping[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if said := self.words.get(str(value)):
            option["attrs"]["data-words"] = said
        return option


class WordedMultiple(Worded, forms.SelectMultiple):
    """Several of them."""


def words_of(name: str, others: str = "") -> str:
    return spelling.words(name, *(one.strip() for one in BETWEEN.split(others) if one.strip()))


class ProductField(forms.ModelChoiceField[Product]):
    """A product of the dictionary, by category, what the subject of the form grows first."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "产品")
        kwargs.setdefault("empty_label", "请选择")
        super().__init__(Product.objects.filter(retired_on=None).order_by("code"), widget=Worded(attrs=HERE), **kwargs)
        self.widget.attrs["data-placeholder"] = "输入名称、别名或拼音查找"

    def offer(self, products: QuerySet[Product] | None = None, *, subject: int | None = None) -> None:
        """These products; those of the subject in a group of their own at the head."""
        if products is not None:
            self.queryset = products
        offered: Any = self.queryset
        rows = list(offered.order_by("code").values_list("pk", "name", "category", "pinyin", "aliases"))
        crops = SubjectCrop.objects.filter(subject__in=Subject.objects.family(subject or 0).values("pk"), ended_on=None)
        own = set(crops.values_list("product", flat=True)) if subject else set()
        groups: dict[str, list[tuple[str, str]]] = {OWN: []}
        for pk, name, category, _pinyin, _aliases in rows:
            groups.setdefault(OWN if pk in own else category or "其他", []).append((pk, name))
        self.choices = [("", self.empty_label or ""), *((title, some) for title, some in groups.items() if some)]
        found: Any = self.widget
        found.words = {str(pk): words_of(name, aliases) for pk, name, _category, _pinyin, aliases in rows}

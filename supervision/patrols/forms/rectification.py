from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import clock, desk
from supervision.ground.parameters import in_words

from ..vocabulary.rectification import DRAWN_SHARE


class FixForm(desk.DeskForm):
    fixed_on = desk.DayBox(label="整改完成日期", initial=clock.today)
    report = desk.TextBox(label="整改情况", max_length=2000, widget=forms.Textarea)
    photos = desk.FilesField(label="整改后照片")


class PassForm(desk.DeskForm):
    closed_on = desk.DayBox(label="复查销号日期", initial=clock.today)
    recheck = desk.TextBox(label="复查意见", max_length=1000, required=False, widget=forms.Textarea)
    photos = desk.FilesField(label="复查照片")


class PassOwnForm(desk.DeskForm):
    """The reporter rechecks: the photos of both sides go to the service, which does not close without them."""

    closed_on = desk.DayBox(label="复查销号日期", initial=clock.today)
    recheck = desk.TextBox(label="复查意见", max_length=1000, required=False, widget=forms.Textarea)
    before = desk.FilesField(
        purpose="before",
        label="整改前照片",
        help_text=f"必须上传。{in_words([DRAWN_SHARE])}。",
    )
    after = desk.FilesField(purpose="after", label="整改后照片", help_text="同一地点、同一问题。")

    @property
    def values(self) -> dict[str, Any]:
        return super().values | {name: self.cleaned_data[name] for name in ("before", "after")}

    @property
    def uploads(self) -> list[tuple[str, list[Any]]]:
        return []


class FailForm(desk.DeskForm):
    """No day is closed on: the order stays open, and the due date what it was."""

    recheck = desk.TextBox(label="未通过的原因", max_length=1000, widget=forms.Textarea)
    photos = desk.FilesField(label="复查照片")

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from ..boxes import DayBox, TextBox, WholeBox
from ..forms import PlainForm
from ..spoken import speak
from .models import ReviewPaper
from .rules import DAYS, PERCENT, Rule
from .services import code_of, reviewable
from .vocabulary import Manner


class PaperForm(PlainForm):
    """A paper with a line for each register that may be reviewed otherwise than one by one."""

    name = TextBox(label="名称", max_length=100)
    basis = TextBox(
        label="依据", max_length=200, required=False, help_text="文件名称和文号；没有的留空，标为默认·待核对。"
    )
    valid_from = DayBox(label="起用日期", widget=forms.DateInput)
    valid_to = DayBox(label="止用日期", widget=forms.DateInput, required=False, help_text="不填则一直用到下一版起用。")
    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, paper: ReviewPaper | None = None, **given: Any) -> None:
        self.registers = [(code_of(register), register.label) for register in reviewable()]
        super().__init__(*args, initial=_initial(paper) if paper else {}, **given)
        for name, field in self._lines().items():
            speak(field)
            self.fields[name] = field

    def _lines(self) -> dict[str, forms.Field]:
        found: dict[str, forms.Field] = {}
        for code, label in self.registers:
            found[f"manner_{code}"] = forms.ChoiceField(
                label=f"{label}：审核方式", choices=Manner.choices, initial=Manner.EACH
            )
            found[f"days_{code}"] = WholeBox(
                label=f"{label}：工作日", min_value=DAYS.least, max_value=DAYS.most, initial=DAYS.default
            )
            found[f"percent_{code}"] = WholeBox(
                label=f"{label}：抽读（%）", min_value=PERCENT.least, max_value=PERCENT.most, initial=PERCENT.default
            )
        return found

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", ValidationError("止用日期不能早于起用日期。"))
        return cleaned

    def seen_again(self, version: int) -> None:
        """What was typed, now on the paper as it is."""
        typed: Any = self.data
        typed = typed.copy()
        typed["version"] = version
        self.data = typed

    @property
    def header(self) -> list[forms.BoundField]:
        return [self[name] for name in ("name", "basis", "valid_from", "valid_to")]

    @property
    def lines(self) -> Iterator[dict[str, Any]]:
        for code, label in self.registers:
            boxes = [self[f"{name}_{code}"] for name in ("manner", "days", "percent")]
            yield {"label": label, "boxes": boxes, "errors": [said for box in boxes for said in box.errors]}

    @property
    def said(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        items = [
            {"code": code, **{name: cleaned[f"{name}_{code}"] for name in ("manner", "days", "percent")}}
            for code, _label in self.registers
        ]
        return {name: cleaned[name] for name in ("name", "basis", "valid_from", "valid_to")} | {"items": items}


def _initial(paper: ReviewPaper) -> dict[str, Any]:
    told = {name: getattr(paper, name) for name in ("name", "basis", "valid_from", "valid_to", "version")}
    for item in paper.items.all():
        told |= {f"{name}_{item.code}": getattr(item, name) for name in ("manner", "days", "percent")}
    return told


def lines_of(paper: ReviewPaper) -> list[tuple[str, Rule]]:
    return [(item.label, paper.rule(item.code)) for item in paper.items.all()]

from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground.desk import DayBox, DeskForm, SubjectField, TextBox
from supervision.ground.subjects import Grade

from .models import CreditEntry
from .vocabulary import RATED

WHY = forms.Textarea(attrs={"rows": 4})


class FileForm(DeskForm):
    subject = SubjectField(limit=lambda rows: rows.filter(kind__in=RATED))
    opened_on = DayBox(
        label="建档日期", required=False, help_text="不填：今天。", widget=forms.DateInput(attrs={"type": "date"})
    )


class OverrideForm(DeskForm):
    subject = SubjectField(limit=lambda rows: rows.filter(credit_files__isnull=False).distinct())
    grade = forms.ChoiceField(
        label="调整为", required=False, choices=[("", "恢复按规则评定"), *Grade.choices], widget=forms.RadioSelect
    )
    reason = TextBox(label="调整理由", max_length=500, widget=WHY)


class ObjectionForm(DeskForm):
    entry = TextBox(label="信用记录编号", max_length=32, help_text="如 XY-361104-2021-000001。")
    reason = TextBox(label="异议理由", max_length=500, widget=WHY)

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        return {**super().initial_of(record), "entry": record.entry.number}

    def clean_entry(self) -> CreditEntry:
        number = self.cleaned_data["entry"].strip().upper()
        found: Any = CreditEntry.objects.visible_to(self.post).select_related("subject", "region").filter(number=number)
        entry = found.first()
        if entry is None:
            raise forms.ValidationError("没有找到这条信用记录，或它不在您的范围内。")
        return entry

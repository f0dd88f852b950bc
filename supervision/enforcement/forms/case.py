from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import clock, desk

from ..models.case import Case
from ..vocabulary.case import Category, Penalty, Procedure

NO_SUBJECT = "（不在名录中）"


def _amount(label: str) -> desk.NumberBox:
    return desk.NumberBox(
        label=label,
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text="仅用于统计报表，不参与考核打分和排名。",
    )


class CaseForm(desk.DeskModelForm):
    """A case up to its filing; what follows is entered step by step."""

    subject = desk.SubjectField(required=False, empty_label=NO_SUBJECT)
    region = desk.RegionField(required=False, label="案发地区", help_text="当事人在名录中的，以名录所在地区为准。")
    documents = desk.FilesField(label="附件", purpose="document")

    sections = [
        ("案件", ["category", "source", "cause", "note", "banned_substance"]),
        ("当事人", ["subject", "party", "party_kind", "region"]),
        ("日期", ["opened_on", "filed_on"]),
        ("附件", ["documents"]),
    ]

    class Meta:
        model = Case

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["opened_on"].initial = clock.today
        self.fields["party"].required = False
        self.fields["party"].help_text = "当事人在名录中的可不填。"

    @property
    def values(self) -> dict[str, Any]:
        plain = super().values
        if plain.get("region") is None:
            del plain["region"]
        return plain


class ClassifyForm(desk.DeskForm):
    category = forms.ChoiceField(
        label="案件类别", choices=[choice for choice in Category.choices if choice[0] != Category.PENDING]
    )


class FileForm(desk.DeskForm):
    filed_on = desk.DayBox(label="立案日期", initial=clock.today)


class DecideForm(desk.DeskForm):
    decided_on = desk.DayBox(label="决定日期", initial=clock.today)
    procedure = forms.ChoiceField(label="办理程序", choices=Procedure.choices, widget=forms.RadioSelect)
    document = desk.TextBox(label="决定书文号", max_length=60, required=False)
    penalties = forms.MultipleChoiceField(
        label="处罚种类", choices=Penalty.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    banned_substance = forms.BooleanField(label="涉及禁用药物", required=False)
    value = _amount("案值（元）")
    fine = _amount("罚款（元）")
    forfeited = _amount("没收违法所得（元）")
    documents = desk.FilesField(label="决定书", purpose="document")


class CloseForm(desk.DeskForm):
    closed_on = desk.DayBox(label="结案日期", initial=clock.today)


class TransferForm(desk.DeskForm):
    transferred_on = desk.DayBox(label="移送公安日期", initial=clock.today)
    documents = desk.FilesField(label="移送书", purpose="document")

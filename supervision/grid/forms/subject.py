from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import clock
from supervision.ground.desk import (
    CreditCodeBox,
    DayBox,
    DeskForm,
    DeskModelForm,
    FilesField,
    IdentityBox,
    NumberBox,
    PhoneBox,
    TextBox,
)
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Status, Subject

KEPT = "留空则不改动。"


class SubjectForm(DeskModelForm):
    phone = PhoneBox(label="联系电话", required=False)
    identity = IdentityBox(label="身份证号", required=False, help_text="没有统一社会信用代码的农户填写；加密保存。")
    credit_code = CreditCodeBox(label="统一社会信用代码", required=False)
    photos = FilesField(label="照片")

    sections = [
        ("基本情况", ["name", "kind", "industry", "leading", "area", "registered_on"]),
        ("所在地", ["region", "address", "latitude", "longitude"]),
        ("身份与联系", ["credit_code", "contact", "phone", "identity"]),
        ("照片", ["photos"]),
    ]

    class Meta:
        model = Subject

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["registered_on"].initial = clock.today
        if self.instance.pk:
            self.fields["phone"].help_text = f"现为尾号 {self.instance.phone_tail or '（空）'}，{KEPT}"
            self.fields["identity"].help_text = f"现为尾号 {self.instance.identity_tail or '（空）'}，{KEPT}"


class StatusForm(DeskForm):
    """In business, suspended or closed, from a day on: what is counted for a year hangs on it."""

    status = forms.ChoiceField(label="经营状态", choices=Status.choices, widget=forms.RadioSelect)
    since = DayBox(label="起始日期", initial=clock.today, help_text="从这一天起按新的状态统计。")
    why = TextBox(label="变更原因", max_length=200, widget=forms.Textarea)


class BaseForm(DeskForm):
    """A further place of production; the whole city is offered, for a base may lie in another county."""

    region = forms.ModelChoiceField(
        Region.objects.filter(level=Level.TOWNSHIP, closed=None).select_related("county", "township").order_by("code"),
        label="基地所在乡镇（街道）",
        widget=forms.Select(attrs={"data-na-search": "here"}),
        help_text="可以在外县（市、区）。",
    )
    name = TextBox(label="基地名称", max_length=60)
    area = NumberBox(label="面积（亩）", max_digits=10, decimal_places=2, min_value=0, required=False)
    ended_on = DayBox(label="停用日期", required=False, help_text="仍在使用的不填；停用的填同名基地和停用日期。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["region"].label_from_instance = lambda region: region.full_name

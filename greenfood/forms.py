from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import clock
from supervision.ground.changes import ABOUT, AlterForm, told_with
from supervision.ground.desk import (
    DayBox,
    DeskForm,
    DeskModelForm,
    FilesField,
    PlainForm,
    ProductField,
    RegionField,
    SubjectField,
    TextBox,
    WholeBox,
)
from supervision.ground.regions import Level, Region

from .models import Certification
from .vocabulary import Ending


class CertificationForm(DeskModelForm):
    region = RegionField(label="产品所在地区", levels=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE))
    subject = SubjectField(label="获证主体", required=False, help_text="在监管对象名录中的主体；协会等填写登记人。")
    product = ProductField(
        label="产品目录",
        required=False,
        help_text="地理标志请选择对应的特产，以免 AGI、PGI 重复计数。",
    )
    scans = FilesField(label="证书扫描件", purpose="document")

    sections = [
        ("证书", ["kind", "certificate_number", "valid_from", "valid_to", "scans"]),
        ("产品", ["product_name", "product", "area", "output"]),
        ("获证主体", ["subject", "holder_name", "region"]),
    ]

    class Meta:
        model = Certification


class CertificationAlterForm(AlterForm):
    """What a certificate says of its product and its holder, to be typed over."""

    effective_on, why, proof, papers = told_with()

    sections = [
        ("审核后生效", ["product_name", "holder_name", "area", "output"]),
        ("更正", ["certificate_number"]),
        ABOUT,
    ]

    class Meta:
        model = Certification


class RenewForm(DeskForm):
    certificate_number = TextBox(label="新证书编号", max_length=60)
    valid_from = DayBox(label="新证书颁证日期", widget=forms.DateInput)
    valid_to = DayBox(label="新证书有效期止", widget=forms.DateInput, required=False)


class EndForm(DeskForm):
    how = forms.ChoiceField(label="退出方式", choices=Ending.choices)
    on = DayBox(
        label="退出日期",
        widget=forms.DateInput,
        initial=clock.today,
        help_text="早于今天的日期涉及本县得分，由市级登记。",
    )
    why = TextBox(label="原因", max_length=500, widget=forms.Textarea)


class TargetForm(PlainForm):
    county = forms.ModelChoiceField(Region.objects.none(), label="县（市、区）", empty_label="请选择")
    net = WholeBox(label="净增任务（个）", min_value=0, max_value=500)
    why = TextBox(label="调整原因", max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        county: Any = self.fields["county"]
        county.queryset = Region.objects.counties()

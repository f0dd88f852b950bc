from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground.desk import (
    DayBox,
    DeskForm,
    FilesField,
    MomentBox,
    RegionField,
    SubjectField,
    TextBox,
    WholeBox,
)
from supervision.ground.regions import Level as Place

from .models import Incident
from .vocabulary import Level, ReportKind, Source

ANYWHERE = (Place.COUNTY, Place.TOWNSHIP, Place.VILLAGE)


def _count(label: str) -> WholeBox:
    return WholeBox(label=label, required=False, min_value=0, max_value=1_000_000)


class IncidentForm(DeskForm):
    """One sentence is enough; nothing here is required."""

    sections = [
        ("一句话", ["title", "text"]),
        (
            "已知的请补充（都可以不填）",
            ["region", "noticed_at", "happened_at", "place", "source", "subject", "product", "photos"],
        ),
        ("影响", ["deaths", "affected", "townships", "counties", "cities", "drill"]),
    ]
    title = TextBox(label="标题", required=False, max_length=120)
    text = TextBox(
        label="情况",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="标题或情况填一项即可上报，其余以后补充。",
    )
    region = RegionField(levels=ANYWHERE, required=False, empty_label="不填：本单位所在地")
    noticed_at = MomentBox(
        label="接报时间",
        required=False,
        help_text="不填为现在；上报后不能更改。",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    happened_at = MomentBox(
        label="发生时间", required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    place = TextBox(label="发生地点", required=False, max_length=120)
    source = forms.ChoiceField(label="来源", required=False, choices=[("", "未填"), *Source.choices])
    subject = SubjectField(required=False, label="涉及监管对象", empty_label="没有或不清楚")
    product = TextBox(label="涉及产品", required=False, max_length=60)
    photos = FilesField()
    deaths = _count("死亡人数")
    affected = _count("受害人数")
    townships = _count("涉及乡镇数")
    counties = _count("涉及县数")
    cities = _count("涉及设区市数")
    drill = forms.BooleanField(label="演练", required=False, help_text="演练不计入任何统计。")


class SupplementForm(IncidentForm):
    """Whether it is a drill and when it was noticed are said once."""

    sections = [
        (title, [name for name in names if name not in ("drill", "noticed_at")])
        for title, names in IncidentForm.sections
    ]
    drill = None  # type: ignore[assignment]  # how a form leaves out a field of its base
    noticed_at = None  # type: ignore[assignment]


class IncidentReportForm(DeskForm):
    kind = forms.ChoiceField(label="种类", choices=ReportKind.choices, widget=forms.RadioSelect)
    text = TextBox(
        label="内容",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="续报：进展、措施、检测结果。终报：过程、处置、结论、原因、建议。",
    )


class LevelForm(DeskForm):
    level = forms.ChoiceField(label="级别", choices=Level.choices, widget=forms.RadioSelect)
    why = TextBox(label="定级理由", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))


class DeterminationForm(DeskForm):
    incident = TextBox(label="事件编号", max_length=32, help_text="如 YJ-361104-2021-000001。")
    region = RegionField(levels=(Place.COUNTY,), required=False, label="责任县（市、区）", empty_label="不填：发生地")
    determined_on = DayBox(label="认定日期", widget=forms.DateInput(attrs={"type": "date"}))
    level = forms.ChoiceField(label="认定级别", choices=Level.choices, widget=forms.RadioSelect)
    agricultural = forms.BooleanField(label="属农业环节责任", required=False)
    organ = TextBox(label="认定机关", max_length=100)
    document = TextBox(label="文号", max_length=60)
    basis = TextBox(label="认定依据", max_length=500, widget=forms.Textarea(attrs={"rows": 4}))
    papers = FilesField(purpose="document", label="认定文件")

    @classmethod
    def initial_of(cls, record: Any) -> dict[str, Any]:
        return {**super().initial_of(record), "incident": record.incident.number}

    def clean_incident(self) -> Incident:
        number = self.cleaned_data["incident"].strip().upper()
        rows: Any = Incident.objects.visible_to(self.post).select_related("region__township", "subject")
        found = rows.filter(number=number).first()
        if found is None:
            raise forms.ValidationError("没有找到这个事件，或它不在您的范围内。")
        return found

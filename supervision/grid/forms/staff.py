from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import changes, clock, desk
from supervision.ground.desk import places
from supervision.ground.people import Organisation
from supervision.ground.regions import Level

from ..models.staff import Staff


class StaffForm(desk.DeskModelForm):
    region = desk.RegionField(levels=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE), label="工作地区")
    subject = desk.SubjectField(required=False, label="所属监管对象", help_text="企业内控员必填。")
    photos = desk.FilesField(label="证件照片")

    sections = [
        ("人员", ["name", "kind", "full_time", "region", "organisation", "subject"]),
        ("证件与培训", ["certificate", "certificate_until", "training_hours"]),
        ("任职", ["since", "until"]),
        ("附件", ["photos"]),
    ]

    class Meta:
        model = Staff

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = clock.today
        homes = Organisation.objects.filter(closed=None, region__in=places.within(self.post))
        self.offer("organisation", homes.order_by("region", "name"))
        self.fields["organisation"].empty_label = "（无）"


class StaffAlterForm(changes.AlterForm):
    """What stands in the register of a person of the team, to be typed over."""

    region = desk.RegionField(levels=(Level.COUNTY, Level.TOWNSHIP, Level.VILLAGE), label="工作地区")
    subject = desk.SubjectField(required=False, label="所属监管对象", help_text="企业内控员必填。")
    full_time = forms.TypedChoiceField(
        label="专职", choices=[("True", "专职"), ("False", "兼职")], coerce=lambda said: said == "True"
    )
    effective_on, why, proof, papers = changes.told_with()

    sections = [
        ("即时生效", ["certificate", "certificate_until", "training_hours"]),
        ("审核后生效", ["name", "kind", "full_time", "region", "organisation", "subject"]),
        ("更正", ["since"]),
        changes.ABOUT,
    ]

    class Meta:
        model = Staff

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        homes = Organisation.objects.filter(closed=None, region__in=places.within(self.post))
        self.offer("organisation", homes.order_by("region", "name"))
        self.fields["organisation"].empty_label = "（无）"


class LeaveForm(desk.DeskForm):
    until = desk.DayBox(label="离岗日期", initial=clock.today)

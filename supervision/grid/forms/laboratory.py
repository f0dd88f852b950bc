from __future__ import annotations

from typing import Any

from django import forms

from supervision.ground import changes, clock, desk
from supervision.ground.desk import places
from supervision.ground.people import Organisation, OrganisationKind

from ..models.laboratory import Laboratory, LaboratoryCertificate


class LaboratoryForm(desk.DeskModelForm):
    parameters = desk.TextBox(
        label="获证检测参数", required=False, max_length=20000, widget=forms.Textarea, help_text="每行一个检测项目。"
    )

    sections = [
        ("机构", ["organisation", "level", "entered_on"]),
        ("能力", ["parameters"]),
    ]

    class Meta:
        model = Laboratory

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entered_on"].initial = clock.today
        homes = Organisation.objects.filter(
            kind=OrganisationKind.LABORATORY, closed=None, region__in=places.within(self.post)
        )
        self.offer("organisation", homes.order_by("region", "name"))
        self.fields["organisation"].empty_label = "请选择"
        if isinstance(self.initial.get("parameters"), list):
            self.initial["parameters"] = "\n".join(self.initial["parameters"])

    def clean_parameters(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["parameters"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class LaboratoryAlterForm(changes.AlterForm):
    """What stands in the register of a laboratory; its certificates are rows of their own."""

    parameters = desk.TextBox(
        label="获证检测参数", required=False, max_length=20000, widget=forms.Textarea, help_text="每行一个检测项目。"
    )
    effective_on, why, proof, papers = changes.told_with()

    sections = [("审核后生效", ["level", "parameters"]), ("更正", ["entered_on"]), changes.ABOUT]

    class Meta:
        model = Laboratory

    def clean_parameters(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["parameters"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class LaboratoryCertificateForm(desk.DeskModelForm):
    documents = desk.FilesField(label="证书附件", purpose="document")

    class Meta:
        model = LaboratoryCertificate
        fields = ["laboratory", "kind", "certificate", "first_day", "last_day"]
        help_texts = {"first_day": "换证、续期请另行登记新证书，原证书保留，用于判断以前各年。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Laboratory.objects.visible_to(self.post).live().select_related("organisation")
        self.offer("laboratory", rows.order_by("county", "id"))
        self.fields["laboratory"].empty_label = "请选择"

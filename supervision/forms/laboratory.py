from __future__ import annotations

from typing import Any

from django import forms

from supervision import clock, desk
from supervision.desk import places
from supervision.models.laboratory import Laboratory
from supervision.people.models import Organisation, OrganisationKind


class LaboratoryForm(desk.DeskModelForm):
    parameters = forms.CharField(
        label="获证检测参数", required=False, max_length=20000, widget=forms.Textarea, help_text="每行一个检测项目。"
    )
    documents = desk.FilesField(label="证书附件", purpose="document")

    sections = [
        ("机构", ["organisation", "level", "entered_on"]),
        ("CMA 资质认定", ["cma_number", "cma_from", "cma_until"]),
        ("CATL 机构考核", ["catl_number", "catl_from", "catl_until"]),
        ("能力", ["parameters", "documents"]),
    ]

    class Meta:
        model = Laboratory
        fields = [
            "organisation",
            "level",
            "entered_on",
            "cma_number",
            "cma_from",
            "cma_until",
            "catl_number",
            "catl_from",
            "catl_until",
            "parameters",
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entered_on"].initial = clock.today
        homes = Organisation.objects.filter(
            kind=OrganisationKind.LABORATORY, closed=None, region__in=places.within(self.post)
        )
        self.fields["organisation"].queryset = homes.order_by("region", "name")
        self.fields["organisation"].empty_label = "请选择"
        if isinstance(self.initial.get("parameters"), list):
            self.initial["parameters"] = "\n".join(self.initial["parameters"])

    def clean_parameters(self) -> list[str]:
        lines = (line.strip() for line in self.cleaned_data["parameters"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))

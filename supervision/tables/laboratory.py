"""The register of testing laboratories (检测机构)."""

from __future__ import annotations

from typing import Any

from supervision import clock, desk
from supervision.filters.laboratory import LaboratoryFilterSet
from supervision.forms.laboratory import LaboratoryForm
from supervision.models.laboratory import Laboratory
from supervision.people.models import Post
from supervision.services import laboratory as services
from supervision.vocabulary.laboratory import LabLevel

from .common import COUNTY, FILED, LIFE, NUMBER


def _ability(record: Laboratory, post: Post) -> dict[str, Any]:
    return {"dual": record.dual_certified_on(clock.today()), "day": clock.today()}


LABORATORIES = desk.Register(
    key="laboratories",
    model=Laboratory,
    label="检测机构",
    columns=(
        NUMBER,
        desk.Column("organisation", "机构名称", "organisation__name", width=28),
        desk.Column("level", "级别", desk.label_of("level", LabLevel)),
        COUNTY,
        desk.Column("entered_on", "入册日期", kind="date", width=12, list=False),
        desk.Column("cma_number", "CMA证书编号", kind="code", list=False),
        desk.Column("cma_from", "CMA发证日期", kind="date", list=False),
        desk.Column("cma_until", "CMA有效期至", kind="until"),
        desk.Column("catl_number", "CATL证书编号", kind="code", list=False),
        desk.Column("catl_from", "CATL发证日期", kind="date", list=False),
        desk.Column("catl_until", "CATL有效期至", kind="until"),
        *LIFE,
    ),
    sorts=("entered_on",),
    default_sort="-entered_on",
    filters=LaboratoryFilterSet,
    form=LaboratoryForm,
    create=services.register_laboratory,
    edit=services.correct_laboratory,
    verbs=desk.LIFE,
    detail=(
        ("机构", ("organisation", "level", "county", "entered_on")),
        ("CMA 资质认定", ("cma_number", "cma_from", "cma_until")),
        ("CATL 机构考核", ("catl_number", "catl_from", "catl_until")),
        FILED,
    ),
    panels=(desk.Panel("supervision/panels/laboratory.html", _ability),),
)

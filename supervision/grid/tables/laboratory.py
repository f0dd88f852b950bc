"""The register of testing laboratories (检测机构) and that of their certificates."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Subquery

from supervision.ground import clock, desk
from supervision.ground.desk import COUNTY, FILED, NUMBER, STANDING
from supervision.ground.people import Post

from ..filters.laboratory import LaboratoryCertificateFilterSet, LaboratoryFilterSet
from ..forms.laboratory import LaboratoryCertificateForm, LaboratoryForm
from ..models.laboratory import Laboratory, LaboratoryCertificate
from ..services import laboratory as services
from ..vocabulary.laboratory import CertificateKind, LabLevel


def _ability(record: Laboratory, post: Post) -> dict[str, Any]:
    """What it may do today, and its certificates, the latest first."""
    rows = LaboratoryCertificate.objects.visible_to(post).live().filter(laboratory=record)
    return {
        "dual": record.dual_certified_on(clock.today()),
        "day": clock.today(),
        "certificates": rows.order_by("kind", "-last_day") if post.has_perm(CERTIFICATES.perm("view")) else [],
        "may_certify": post.has_perm(CERTIFICATES.perm("add")),
    }


def _until(kind: str) -> Subquery:
    """The last day of the certificate of that kind that runs longest."""
    held = LaboratoryCertificate.objects.counted().filter(laboratory=OuterRef("pk"), kind=kind)
    return Subquery(held.order_by("-last_day").values("last_day")[:1])


CERTIFICATES = desk.Register(
    key="labcertificates",
    model=LaboratoryCertificate,
    label="检测机构证书",
    columns=(
        NUMBER,
        desk.Column("laboratory", "检测机构", "laboratory__organisation__name", width=28),
        desk.Column("kind", "证书种类", desk.label_of("kind", CertificateKind)),
        desk.Column("certificate", "证书编号", kind="code", width=24),
        COUNTY,
        desk.Column("first_day", "发证日期", kind="date", width=12),
        desk.Column("last_day", "有效期至", kind="date", width=12),
        *STANDING,
    ),
    sorts=("first_day",),
    default_sort="-first_day",
    filters=LaboratoryCertificateFilterSet,
    form=LaboratoryCertificateForm,
    create=services.register_certificate,
    edit=services.correct_certificate,
    verbs=desk.LIFE,
    detail=(
        ("证书", ("laboratory", "kind", "certificate", "county", "first_day", "last_day")),
        FILED,
    ),
)


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
        desk.Column("cma_until", "CMA有效期至", _until(CertificateKind.CMA), kind="until"),
        desk.Column("catl_until", "CATL有效期至", _until(CertificateKind.CATL), kind="until"),
        *STANDING,
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
        FILED,
    ),
    panels=(desk.Panel("supervision/panels/laboratory.html", _ability),),
)

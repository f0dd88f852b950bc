"""The register of testing laboratories (检测机构) and that of their certificates."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from supervision.ground import changes, clock, desk
from supervision.ground.desk import COUNTY, FILED, NUMBER, STANDING
from supervision.ground.people import Post

from ..forms.laboratory import LaboratoryAlterForm, LaboratoryCertificateForm, LaboratoryForm
from ..models.laboratory import Laboratory, LaboratoryCertificate, LaboratoryQuerySet
from ..services import laboratory as services
from ..vocabulary.laboratory import CertificateKind


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


def _dual(rows: LaboratoryQuerySet, value: str) -> LaboratoryQuerySet:
    dual = rows.dual_certified_on(clock.today())
    return dual if value == "1" else rows.exclude(pk__in=dual.values("pk"))


def _in_force(rows: QuerySet[LaboratoryCertificate], value: str) -> QuerySet[LaboratoryCertificate]:
    today = clock.today()
    held = {"first_day__lte": today, "last_day__gte": today}
    return rows.filter(**held) if value == "1" else rows.exclude(**held)


DUAL = desk.Condition("dual", "双认证", [("1", "今日有效"), ("0", "不齐或失效")], _dual)
IN_FORCE = desk.Condition("force", "有效", [("1", "今日有效"), ("0", "今日无效")], _in_force)

CERTIFICATES = desk.Register(
    key="labcertificates",
    model=LaboratoryCertificate,
    label="检测机构证书",
    fields=(
        NUMBER,
        desk.Column("laboratory", expr="laboratory__organisation__name", kind="text"),
        "kind",
        desk.Column("certificate", kind="code"),
        COUNTY,
        "first_day",
        "last_day",
        *STANDING,
    ),
    sorts=("first_day",),
    default_sort="-first_day",
    asked=("kind", IN_FORCE),
    search=desk.Search(paths=("laboratory__organisation__name",)),
    form=LaboratoryCertificateForm,
    life=services.CERTIFICATE,
    detail=(
        ("证书", ("laboratory", "kind", "certificate", "county", "first_day", "last_day")),
        FILED,
    ),
)


LABORATORIES = desk.Register(
    key="laboratories",
    model=Laboratory,
    label="检测机构",
    fields=(
        NUMBER,
        desk.Column("organisation", label="机构名称"),
        "level",
        COUNTY,
        *desk.hidden("entered_on"),
        desk.Column("cma_until", "CMA有效期至", _until(CertificateKind.CMA), kind="until"),
        desk.Column("catl_until", "CATL有效期至", _until(CertificateKind.CATL), kind="until"),
        *STANDING,
    ),
    sorts=("entered_on",),
    default_sort="-entered_on",
    asked=("level", DUAL),
    search=desk.Search("编号或机构名称", ("organisation__name",)),
    form=LaboratoryForm,
    life=services.LABORATORY,
    detail=(
        ("机构", ("organisation", "level", "county", "entered_on")),
        FILED,
    ),
    steps=(
        changes.step(services.LABORATORY_CHANGES, LaboratoryAlterForm, changes.now_of(services.LABORATORY_CHANGES)),
    ),
    panels=(
        desk.Panel("supervision/panels/laboratory.html", _ability),
        changes.panel(services.LABORATORY_CHANGES),
    ),
)

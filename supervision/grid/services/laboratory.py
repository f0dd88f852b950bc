from __future__ import annotations

from collections.abc import Sequence

from supervision.ground import clock
from supervision.ground.changes import Changes, Item, Lines, Nature, declare
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import OrganisationKind, Post
from supervision.ground.records import State

from ..models.laboratory import Laboratory, LaboratoryCertificate


class LaboratoryLife(Life[Laboratory]):
    """A laboratory stands where its organisation stands. Its certificates are entered by themselves."""

    model = Laboratory
    made, drafted, many = "登记检测机构", "保存检测机构草稿", "批量登记检测机构"

    def fill(self, rows: Sequence[Laboratory], by: Post) -> None:
        for laboratory in rows:
            if laboratory.organisation.kind != OrganisationKind.LABORATORY:
                raise RuleViolation("请选择检测机构类单位。", field="organisation")
            laboratory.region = laboratory.organisation.region
            laboratory.entered_on = laboratory.entered_on or clock.today()

    def check(self, laboratory: Laboratory, by: Post, *, complete: bool) -> None:
        refuse_future(laboratory.entered_on, "entered_on", "入册日期")


class CertificateLife(Life[LaboratoryCertificate]):
    """One certificate for its period. A renewal is entered as another; the old one stays for its years."""

    model = LaboratoryCertificate
    made, drafted, many = "登记证书", "保存证书草稿", "批量登记检测机构证书"

    def fill(self, rows: Sequence[LaboratoryCertificate], by: Post) -> None:
        for certificate in rows:
            if certificate.laboratory_id is None:
                raise RuleViolation("请选择检测机构。", field="laboratory")
            if certificate.laboratory.state == State.VOID:
                raise RuleViolation("该检测机构的登记已作废。", field="laboratory")
            certificate.region = certificate.laboratory.region

    def check(self, certificate: LaboratoryCertificate, by: Post, *, complete: bool) -> None:
        refuse_future(certificate.first_day, "first_day", "发证日期")
        if certificate.last_day < certificate.first_day:
            raise RuleViolation("有效期至不能早于发证日期。", field="last_day")


LABORATORY, CERTIFICATE = LaboratoryLife(), CertificateLife()
LABORATORY_CHANGES = declare(
    Changes(
        ledger="laboratories",
        life=LABORATORY,
        items=(Item("level"), Lines("parameters", proof=True), Item("entered_on", Nature.CORRECTED)),
    )
)
register_laboratory, register_laboratories = LABORATORY.create, LABORATORY.create_many
register_certificate, register_certificates = CERTIFICATE.create, CERTIFICATE.create_many

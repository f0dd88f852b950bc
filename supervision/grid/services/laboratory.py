from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.people import OrganisationKind, Post
from supervision.ground.records import State

from ..models.laboratory import Laboratory, LaboratoryCertificate


def register_laboratory(
    *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any
) -> Laboratory:
    """Enter a laboratory; it stands where its organisation stands. Its certificates are entered by themselves."""
    laboratory = Laboratory(client_key=client_key, **fields)
    _fill(laboratory)
    return records.create(laboratory, by=by, submit=submit, verb="登记检测机构" if submit else "保存检测机构草稿")


def correct_laboratory(laboratory: Laboratory, *, by: Post, version: int, **fields: Any) -> Laboratory:
    for name, value in fields.items():
        setattr(laboratory, name, value)
    _fill(laboratory)
    return records.edit(laboratory, by=by, version=version, **fields, region=laboratory.region)


def register_laboratories(
    rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED
) -> list[Laboratory]:
    found = [Laboratory(**row) for row in rows]
    for laboratory in found:
        _fill(laboratory)
    with history.acting(by, "批量登记检测机构"):
        return list(records.create_many(found, by=by, state=state))


def _fill(laboratory: Laboratory) -> None:
    if laboratory.organisation.kind != OrganisationKind.LABORATORY:
        raise RuleViolation("请选择检测机构类单位。", field="organisation")
    laboratory.region = laboratory.organisation.region
    laboratory.entered_on = laboratory.entered_on or clock.today()
    refuse_future(laboratory.entered_on, "entered_on", "入册日期")


def register_certificate(
    *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any
) -> LaboratoryCertificate:
    """Enter one certificate for its period. A renewal is entered as another; the old one stays for its years."""
    certificate = LaboratoryCertificate(client_key=client_key, **fields)
    _place(certificate)
    return records.create(certificate, by=by, submit=submit, verb="登记证书" if submit else "保存证书草稿")


def correct_certificate(
    certificate: LaboratoryCertificate, *, by: Post, version: int, **fields: Any
) -> LaboratoryCertificate:
    for name, value in fields.items():
        setattr(certificate, name, value)
    _place(certificate)
    return records.edit(certificate, by=by, version=version, **fields, region=certificate.region)


def register_certificates(
    rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.ACCEPTED
) -> list[LaboratoryCertificate]:
    found = [LaboratoryCertificate(**row) for row in rows]
    for certificate in found:
        _place(certificate)
    with history.acting(by, "批量登记检测机构证书"):
        return list(records.create_many(found, by=by, state=state))


def _place(certificate: LaboratoryCertificate) -> None:
    if certificate.laboratory_id is None:
        raise RuleViolation("请选择检测机构。", field="laboratory")
    if certificate.laboratory.state == State.VOID:
        raise RuleViolation("该检测机构的登记已作废。", field="laboratory")
    certificate.region = certificate.laboratory.region
    refuse_future(certificate.first_day, "first_day", "发证日期")
    if certificate.last_day < certificate.first_day:
        raise RuleViolation("有效期至不能早于发证日期。", field="last_day")

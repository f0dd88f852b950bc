from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from supervision import clock, history, records
from supervision.errors import RuleViolation
from supervision.models.laboratory import Laboratory
from supervision.people.models import OrganisationKind, Post
from supervision.records.vocabulary import State

from .entry import refuse_future


def register_laboratory(
    *, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any
) -> Laboratory:
    """Enter a laboratory with its certificates; it stands where its organisation stands."""
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
    for name, label in (("cma", "CMA"), ("catl", "CATL")):
        given = [getattr(laboratory, f"{name}_{part}") for part in ("number", "from", "until")]
        if any(given) and not all(given):
            raise RuleViolation(f"{label}的证书编号、发证日期和有效期至应同时填写。", field=f"{name}_number")
        if all(given) and given[2] < given[1]:
            raise RuleViolation(f"{label}有效期至不能早于发证日期。", field=f"{name}_until")

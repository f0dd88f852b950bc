"""Where what is promised comes from: the issuer's own places, or the certificates a collector has received."""

from __future__ import annotations

import re
from collections.abc import Iterable

from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.regions import Region
from supervision.ground.subjects import SubjectBase, places

from .. import rules
from ..models import Certificate
from ..vocabulary import COLLECTOR

BETWEEN = re.compile(r"[、，,;；\s]+")
UNKNOWN = "没有查到编号为“{}”的有效合格证；纸质的请不填编号，在产地一栏写明产地（到县）。"


def settle(certificate: Certificate, own: Region, bases: Iterable[SubjectBase]) -> None:
    """Write the origin down, or refuse the one that was typed."""
    if rules.form_of(certificate.subject.kind) == COLLECTOR:
        _of_collector(certificate)
        return
    certificate.received = ""
    used = places.in_use(bases, certificate.issued_on)
    certificate.origin = certificate.origin or places.origin_of(own)
    refuse(places.origin_fault(certificate.origin, certificate.subject, own, used), "origin")


def _of_collector(certificate: Certificate) -> None:
    """Bought goods come from where the certificates say; of paper ones the place is typed, down to the county."""
    numbers = list(dict.fromkeys(one for one in BETWEEN.split(certificate.received) if one))
    if numbers:
        certificate.received = "、".join(numbers)
        certificate.origin = _origins(numbers, certificate)
    elif not certificate.origin:
        raise RuleViolation("收购的产品请填写所收合格证的编号，或写明产地（到县）。", field="origin")
    elif not places.names_a_county(certificate.origin):
        raise RuleViolation(f"产地“{certificate.origin}”没有写到县（市、区），请补全。", field="origin")


def _origins(numbers: list[str], certificate: Certificate) -> str:
    found = {one.number: one for one in Certificate.objects.in_use().filter(number__in=numbers)}
    for number in numbers:
        if number not in found:
            raise RuleViolation(UNKNOWN.format(number), field="received")
        if found[number].product_id != certificate.product_id:
            other = f"{number} 是{found[number].product_name}的合格证，与这一批产品不符。"
            raise RuleViolation(other, field="received")
    origins = "、".join(dict.fromkeys(found[number].origin for number in numbers))
    if len(origins) > 160:
        raise RuleViolation("所收合格证的产地太多，请按产地分批开具。", field="received")
    return origins

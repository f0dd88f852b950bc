"""开具: at once, by the producer or by a supervisor who helps; there is nobody to ask.

The producer issues by himself and no office hands certificates out (合格证由生产者自行开具，政府不发放). What an office
fills in for somebody is therefore marked 代开, unless it only enters what the subject has issued on paper.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import SUBJECT_ROLES, State, sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import Product, Status, Subject

from .. import rules
from ..models import Certificate, Edition
from ..vocabulary import ISSUED


def issue(
    *,
    by: Post,
    subject: Subject,
    product: Product,
    quantity: Decimal,
    unit: str = "",
    product_name: str = "",
    origin: str = "",
    issued_on: dt.date | None = None,
    bases: Sequence[str] = (),
    on_paper: bool = False,
    client_key: Any = None,
) -> Certificate:
    """Issue one certificate for one batch, on the form that counts on its day.

    `on_paper`: the subject has issued it by itself on paper, an office only enters it.
    """
    _refuse_strangers(subject, by)
    edition = Edition.objects.in_force_on(issued_on or clock.today())
    place = Region.objects.select_related("county", "township").get(pk=subject.region_id)
    batch = {"subject": subject, "product": product, "quantity": quantity, "unit": unit, "bases": bases}
    paper = {"product_name": product_name, "origin": origin, "issued_on": issued_on, "on_paper": on_paper}
    certificate = _built(batch | paper, edition=edition, place=place, by=by)
    certificate.client_key = client_key
    with history.acting(by, "开具合格证"):
        made = records.create(certificate, by=by, submit=True)
        if made is certificate:  # else the same form, sent twice
            facts.record(ISSUED, by=by, **_told(made, subject))
    return made


def issue_many(rows: Iterable[Mapping[str, Any]], *, by: Post) -> Sequence[Certificate]:
    """Issue many at once by the same rules; rows carry the arguments of `issue`, and `made_by`
    and `made_at` if it was another and earlier.
    """
    rows = list(rows)
    editions = list(Edition.objects.all())
    places = Region.objects.select_related("county", "township").in_bulk({row["subject"].region_id for row in rows})
    phones: dict[int, str] = {}
    built = []
    for i, row in enumerate(rows, start=1):
        subject = row["subject"]
        if subject.pk not in phones:
            _refuse_strangers(subject, by)
            phones[subject.pk] = _phone(subject)
        try:
            edition = rules.version_on(editions, row.get("issued_on") or clock.today())
            built.append(_built(row, edition=edition, place=places[subject.region_id], by=by, phone=phones[subject.pk]))
        except RuleViolation as wrong:
            raise RuleViolation(f"第{i}条：{wrong.message}", field=wrong.field) from wrong
    with history.acting(by, "批量开具合格证"):
        made = records.create_many(built, by=by, state=State.SUBMITTED, verb="批量开具合格证")
        facts.record_many(({"kind": ISSUED, **_told(certificate, certificate.subject)} for certificate in made), by=by)
    return made


def _refuse_strangers(subject: Subject, by: Post) -> None:
    """Producers issue in their own name only; nobody issues for a subject that has closed."""
    if by.role in SUBJECT_ROLES and subject.organisation_id != by.organisation_id:
        raise RuleViolation("只能为本单位开具合格证。", field="subject")
    if subject.state not in (State.SUBMITTED, State.ACCEPTED) or subject.status != Status.ACTIVE:
        raise RuleViolation("该监管对象不在营，不能开具合格证。", field="subject")


def _built(
    row: Mapping[str, Any], *, edition: Edition, place: Region, by: Post, phone: str | None = None
) -> Certificate:
    """The certificate with everything on the paper written into it."""
    subject, product = row["subject"], row["product"]
    day, bases = row.get("issued_on") or clock.today(), list(row.get("bases") or ())
    rules.check_issue(
        edition,
        kind=subject.kind,
        category=product.category,
        quantity=row["quantity"],
        bases=bases,
        issued_on=day,
        today=clock.today(),
    )
    certificate = Certificate(
        region=place,
        subject=subject,
        product=product,
        quantity=row["quantity"],
        unit=row.get("unit") or product.unit or "kg",
        issued_on=day,
        edition=edition,
        bases=bases,
        title=edition.name,
        promise=rules.promise(edition, subject.kind),
        bases_shown="、".join(rules.basis_labels(edition, bases)),
        subject_name=subject.name,
        product_name=row.get("product_name") or product.name,
        origin=row.get("origin") or _origin(place),
        contact=subject.contact,
        phone=_phone(subject) if phone is None else phone,
        on_behalf=(row.get("made_by") or by).role not in SUBJECT_ROLES and not row.get("on_paper"),
    )
    for name in ("made_by", "made_at"):
        if row.get(name):
            setattr(certificate, name, row[name])
    return certificate


def _origin(place: Region) -> str:
    parts = dict.fromkeys(part.said for part in (place.county, place.township, place) if part is not None)
    return f"江西省上饶市{''.join(parts)}"


def _phone(subject: Subject) -> str:
    natural = rules.is_natural_person(subject.kind, subject.credit_code)
    return rules.shown_phone(sealed.unseal(subject.phone_sealed), natural=natural)


def _told(certificate: Certificate, subject: Subject) -> dict[str, Any]:
    said = f"{certificate.product_name} {certificate.quantity:f}{certificate.unit}"
    return {"on": certificate.issued_on, "source": certificate, "subject": subject, "summary": said}

"""Entering certificates, their renewal, and the review of the entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from supervision.ground import clock, facts, history, records, terms
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.records import COUNTED
from supervision.ground.regions import Region
from supervision.ground.subjects import Product

from .. import rules
from ..models import Certification
from ..vocabulary import CERTIFIED, COUNTED_KINDS, GEOGRAPHICAL, LAPSED, VALID_TERM


def register(*, by: Post, submit: bool = True, client_key: Any = None, **fields: Any) -> Certification:
    """Enter one certificate of one product."""
    certification = Certification(client_key=client_key, **fields)
    _complete(certification, longest_terms([certification])[0], _codes([certification]))
    return records.create(certification, by=by, submit=submit, verb="登记绿色有机地标认证")


def register_many(rows: Iterable[Mapping[str, Any]], *, by: Post) -> Sequence[Certification]:
    """Enter many at once, accepted, by the same rules; rows carry the arguments of `register`."""
    built = [Certification(**row) for row in rows]
    codes = _codes(built)
    places = Region.objects.select_related("county", "township").in_bulk({c.region_id for c in built})
    for i, (certification, longest) in enumerate(zip(built, longest_terms(built), strict=True), start=1):
        certification.region = places[certification.region_id]
        try:
            _complete(certification, longest, codes)
        except RuleViolation as wrong:
            raise RuleViolation(f"第{i}条：{wrong.message}", field=wrong.field) from wrong
    with history.acting(by, "批量登记绿色有机地标认证"):
        made = records.create_many(built, by=by, verb="批量登记绿色有机地标认证")
        facts.record_many(_told(made), by=by)
    return made


def correct(certification: Certification, *, by: Post, version: int, **fields: Any) -> Certification:
    """Correct a draft or returned entry; what is counted as one product is worked out anew."""
    for name, value in fields.items():
        setattr(certification, name, value)
    _complete(certification, longest_terms([certification])[0], _codes([certification]))
    return records.edit(certification, by=by, version=version, **fields, product_key=certification.product_key)


def accept(certification: Certification, *, by: Post) -> Certification:
    with history.acting(by, "审核通过"):
        records.accept(certification, by=by)
        facts.record_many(_told([certification]), by=by)
    return certification


def return_(certification: Certification, *, by: Post, why: str) -> Certification:
    with history.acting(by, "退回", why):
        records.return_(certification, by=by, why=why)
        facts.retract(certification, by=by, why=why)
    return certification


def void(certification: Certification, *, by: Post, why: str) -> Certification:
    with history.acting(by, "作废", why):
        records.void(certification, by=by, why=why)
        facts.retract(certification, by=by, why=why)
    return certification


def renew(
    certification: Certification, *, by: Post, certificate_number: str, valid_from: dt.date, valid_to: dt.date | None
) -> Certification:
    """续展: a new certificate of the same product. Neither new nor lost in the net growth."""
    require(by, "greenfood.renew_certification")
    if certification.state not in COUNTED or certification.ended_on:
        raise RuleViolation("草稿、退回、作废的和已撤销、注销的认证不能续展。")
    if certification.renewals.live().exists():
        raise RuleViolation("这张证书已经续展过。")
    if valid_from <= certification.valid_from:
        raise RuleViolation("续展证书的颁证日期应晚于原证书。", field="valid_from")
    same = ("region", "kind", "product", "product_name", "subject", "holder_name", "area", "output")
    with history.acting(by, "登记续展"):
        renewal = register(
            by=by,
            renews=certification,
            certificate_number=certificate_number,
            valid_from=valid_from,
            valid_to=valid_to,
            **{name: getattr(certification, name) for name in same},
        )
        facts.retract(certification, by=by, why="已登记续展", kinds=[LAPSED])
    return renewal


def _complete(certification: Certification, longest: dt.date | None, codes: Mapping[str, str]) -> None:
    """Check by the rules and work out what is counted as one product."""
    rules.check(
        kind=certification.kind,
        valid_from=certification.valid_from,
        valid_to=certification.valid_to,
        has_holder=bool(certification.subject_id or certification.holder_name.strip()),
        longest=longest,
        today=clock.today(),
    )
    region = certification.region
    certification.product_key = rules.product_key(
        kind=certification.kind,
        county=region.county_id or region.pk,
        holder=f"#{certification.subject_id}" if certification.subject_id else certification.holder_name.strip(),
        product=certification.product_name,
        product_code=certification.product_id or codes.get(certification.product_name.strip(), ""),
    )


def _codes(certifications: Iterable[Certification]) -> dict[str, str]:
    """The codes of geographical indications that were written by name only: the AGI with a code and the PGI with
    the dictionary's name of it are one product.
    """
    names = {c.product_name.strip() for c in certifications if c.kind in GEOGRAPHICAL and not c.product_id}
    known = Product.objects.filter(name__in=names, retired_on=None) if names else Product.objects.none()
    return dict(known.order_by("-code").values_list("name", "code"))


def longest_terms(certifications: Sequence[Certification]) -> list[dt.date | None]:
    """The last day the term of each kind allows, with the terms read once per kind."""
    last: dict[int, dt.date] = {}
    for code in {VALID_TERM[c.kind] for c in certifications if c.kind in VALID_TERM}:
        same = [c for c in certifications if VALID_TERM.get(c.kind) == code]
        dues = terms.due_many([c.valid_from for c in same], code)
        last |= {id(c): due.on for c, due in zip(same, dues, strict=True)}
    return [last.get(id(c)) for c in certifications]


def _told(certifications: Iterable[Certification]) -> list[dict[str, Any]]:
    """What may be called certified: 有机转换 is not organic yet and earns nothing."""
    return [
        {
            "kind": CERTIFIED,
            "on": certification.valid_from,
            "source": certification,
            "subject": certification.subject,
            "summary": f"{certification} {certification.certificate_number}",
        }
        for certification in certifications
        if certification.kind in COUNTED_KINDS
    ]

"""开具: at once, by the producer or by a supervisor who helps; there is nobody to ask.

The producer issues by himself and no office hands certificates out (合格证由生产者自行开具，政府不发放). What an office
fills in for somebody is therefore marked 代开, unless it only enters what the subject has issued on paper.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from supervision.ground import clock
from supervision.ground.entry import each_named
from supervision.ground.errors import Forbidden, RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Post, require
from supervision.ground.records import COUNTED, SUBJECT_ROLES, State, sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import Status, Subject, claims
from supervision.ground.subjects import places as subject_places

from .. import rules
from ..models import Certificate, Edition
from ..vocabulary import ISSUED, MARKED, VOIDED
from . import origins

NOT_YOURS = "合格证只能由开具方作废；监管部门发现问题的，请作监管标注。"


class CertificateLife(Life[Certificate]):
    """Issued at once, never corrected or reviewed; void it still says that it is, and what was marked on it."""

    model = Certificate
    made, many, voided = "开具合格证", "批量开具合格证", "作废合格证"
    telling = (State.SUBMITTED, State.VOID)

    def fill(self, rows: Sequence[Certificate], by: Post) -> None:
        """Everything on the paper, by the form that counts on its day."""
        editions, places = list(Edition.objects.all()), _places(rows)
        bases = subject_places.bases_of(row.subject for row in rows)
        phones = {subject.pk: _phone(subject) for subject in {row.subject_id: row.subject for row in rows}.values()}

        def write(certificate: Certificate) -> None:
            own = places[certificate.subject.region_id]
            _write(certificate, editions, own)
            origins.settle(certificate, own, bases.get(certificate.subject_id, ()))
            certificate.phone = phones[certificate.subject_id]
            if _is_natural(certificate.subject):
                certificate.phone_open = False

        each_named(rows, write)

    def check(self, certificate: Certificate, by: Post, *, complete: bool) -> None:
        _refuse_strangers(certificate.subject, by)
        lacking = claims.fault(
            certificate.product_name,
            subject=certificate.subject,
            product=certificate.product,
            day=certificate.issued_on,
            proof=certificate.claim_proof,
        )
        refuse(lacking, _asked(certificate))

    def tells(self, certificate: Certificate) -> Iterator[dict[str, Any]]:
        fact = {"source": certificate, "subject": certificate.subject}
        if certificate.voided_at is not None:
            on, said = clock.day_of(certificate.voided_at), f"{certificate.number} {certificate.voided_why}"
            yield fact | {"kind": VOIDED, "on": on, "summary": said}
        else:
            said = f"{certificate.product_name} {certificate.quantity:f}{certificate.unit}"
            yield fact | {"kind": ISSUED, "on": certificate.issued_on, "summary": said}
        if certificate.mark:
            said = f"{certificate.number} {certificate.get_mark_display()}：{certificate.mark_why}"
            yield fact | {"kind": MARKED, "on": certificate.marked_on, "summary": said}

    def create(self, *, by: Post, **given: Any) -> Certificate:
        """A producer is told that it issues in its own name, not that the subject is not its own."""
        require(by, "certificates.add_certificate")
        _refuse_strangers(given["subject"], by)
        return super().create(by=by, **given)

    def void(self, certificate: Certificate, *, by: Post, why: str) -> Certificate:
        """作废, by who issued it and nobody else: the paper stays readable under its code and says so."""
        require(by, "certificates.void_certificate")
        if not certificate.was_issued_by(by):
            raise Forbidden(NOT_YOURS)
        return super().void(certificate, by=by, why=why)

    def why_not(self, verb: str, certificate: Certificate, post: Post) -> str:
        yours = verb != "void" or certificate.was_issued_by(post)
        return super().why_not(verb, certificate, post) if yours else NOT_YOURS


LIFE = CertificateLife()
void = LIFE.void


def why_not_void(certificate: Certificate, post: Post) -> str:
    return LIFE.why_not("void", certificate, post)


def issue(*, by: Post, on_paper: bool = False, **batch: Any) -> Certificate:
    """Issue one certificate for one batch: subject, product, quantity, and what else is to stand on it.

    `on_paper`: the subject has issued it by itself on paper, an office only enters it.
    """
    return LIFE.create(by=by, submit=True, on_behalf=_on_behalf(by, on_paper), **batch)


def issue_many(rows: Iterable[Mapping[str, Any]], *, by: Post) -> Sequence[Certificate]:
    """Issue many at once by the same rules; rows carry the arguments of `issue`, and `made_by`
    and `made_at` if it was another and earlier.
    """
    batches = []
    for row in rows:
        batch = dict(row)
        writer, on_paper = batch.get("made_by") or by, batch.pop("on_paper", False)
        batches.append(batch | {"on_behalf": _on_behalf(writer, on_paper)})
    return LIFE.create_many(batches, by=by, state=State.SUBMITTED)


def _asked(certificate: Certificate) -> str:
    """Where the sentence about a claim stands: at the proof that is missing, otherwise at the words."""
    lacks = claims.made_in(certificate.product_name, certificate.product) == [claims.Claim.SELENIUM]
    return "claim_proof" if lacks else "product_name"


def _on_behalf(writer: Post, on_paper: bool) -> bool:
    return writer.role not in SUBJECT_ROLES and not on_paper


def _refuse_strangers(subject: Subject, by: Post) -> None:
    """Producers issue in their own name only; nobody issues for a subject that has closed."""
    if by.role in SUBJECT_ROLES and subject.organisation_id != by.organisation_id:
        raise RuleViolation("只能为本单位开具合格证。", field="subject")
    if subject.state not in COUNTED or subject.status != Status.ACTIVE:
        raise RuleViolation("该监管对象不在营，不能开具合格证。", field="subject")


def _write(certificate: Certificate, editions: Sequence[Edition], place: Region) -> None:
    subject, product = certificate.subject, certificate.product
    certificate.issued_on = certificate.issued_on or clock.today()
    certificate.bases = list(certificate.bases or ())
    certificate.edition = edition = rules.version_on(editions, certificate.issued_on)
    rules.check_issue(
        edition,
        kind=subject.kind,
        category=product.category,
        quantity=certificate.quantity,
        bases=certificate.bases,
        issued_on=certificate.issued_on,
        today=clock.today(),
    )
    certificate.region = place
    certificate.title, certificate.promise = edition.name, rules.promise(edition, subject.kind)
    certificate.bases_shown = "、".join(rules.basis_labels(edition, certificate.bases))
    certificate.subject_name, certificate.contact = subject.name, subject.contact
    certificate.unit = certificate.unit or product.unit or "kg"
    certificate.product_name = certificate.product_name or product.name


def _places(rows: Sequence[Certificate]) -> dict[str, Region]:
    codes = {certificate.subject.region_id for certificate in rows}
    return Region.objects.select_related("county", "township").in_bulk(codes)


def _phone(subject: Subject) -> str:
    return rules.shown_phone(sealed.unseal(subject.phone_sealed), natural=_is_natural(subject))


def _is_natural(subject: Subject) -> bool:
    return rules.is_natural_person(subject.kind, subject.credit_code)


def phone_on_paper(certificate: Certificate, by: Post) -> str:
    """联系方式 is part of what the law wants on the paper: in full for who may issue it, as the row has it for others.

    A natural person's is not in the row; it is the subject's, while it is still the one of the day of issue.
    """
    subject = certificate.subject
    if not by.has_perm("certificates.add_certificate") or not _is_natural(subject):
        return certificate.phone
    whole = sealed.unseal(subject.phone_sealed)
    return whole if rules.shown_phone(whole, natural=True) == certificate.phone else certificate.phone

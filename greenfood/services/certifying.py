"""Entering certificates, their renewal, and the review of the entries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from supervision.ground import clock, facts, history, terms
from supervision.ground.changes import Changes, Item, Nature, declare
from supervision.ground.entry import each_named
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, State, deciding
from supervision.ground.regions import Region
from supervision.ground.subjects import Product

from .. import rules
from ..models import Certification
from ..vocabulary import CERTIFIED, COUNTED_KINDS, GEOGRAPHICAL, LAPSED, VALID_TERM, WITHDRAWN, Ending, Standing


class CertificationLife(Life[Certification]):
    """One certificate of one product, its renewals and its end."""

    model = Certification
    made = drafted = "登记绿色有机地标认证"
    many = "批量登记绿色有机地标认证"
    swept = frozenset({LAPSED})
    rights = {"end": "withdraw"}

    def why_not(self, verb: str, certification: Certification, post: Post) -> str:
        refused = super().why_not(verb, certification, post)
        if not refused and verb in ("return", "void"):
            return _why_not_lifted(certification, post)
        if refused or verb not in ("renew", "end"):
            return refused
        return _why_not_renewed(certification) if verb == "renew" else _why_not_ended(certification)

    def decider(self, certification: Certification, post: Post) -> str:
        """A renewal that was entered when the old one had run out brings back what the county had lost."""
        before = certification.renews
        if before is None or before.valid_to is None or clock.day_of(certification.made_at) <= before.valid_to:
            return ""
        return deciding.why_not_city(post, "审核到期后才登记的续展")

    def fill(self, rows: Sequence[Certification], by: Post) -> None:
        """What is counted as one product; of many rows the faulty one is named."""
        codes, longest = _codes(rows), longest_terms(rows)
        each_named(list(zip(rows, longest, strict=True)), lambda pair: _complete(*pair, codes))

    def tells(self, certification: Certification) -> Iterator[dict[str, Any]]:
        """What may be called certified: 有机转换 is not organic yet and earns nothing."""
        fact = {"source": certification, "subject": certification.subject}
        if certification.is_reviewed and certification.kind in COUNTED_KINDS:
            said = f"{certification} {certification.certificate_number}"
            yield fact | {"kind": CERTIFIED, "on": certification.valid_from, "summary": said}
        if certification.ended_on:
            yield fact | told_end(certification)


LIFE = CertificationLife()
# The days of a certificate are its own: they are corrected by a new entry, or by its renewal and its end.
CHANGES = declare(
    Changes(
        ledger="certifications",
        life=LIFE,
        items=(
            Item("product_name"),
            Item("holder_name"),
            Item("area"),
            Item("output"),
            Item("certificate_number", Nature.CORRECTED),
        ),
        why_not=lambda certification, post: "这张证书已经退出。" if certification.ended_on else "",
    )
)
correct, accept, return_, void = LIFE.edit, LIFE.accept, LIFE.return_, LIFE.void


def register(*, by: Post, submit: bool = True, client_key: Any = None, **fields: Any) -> Certification:
    """Enter one certificate of one product."""
    return LIFE.create(by=by, submit=submit, client_key=client_key, **fields)


def register_many(
    rows: Iterable[Mapping[str, Any]], *, by: Post, state: State = State.SUBMITTED
) -> Sequence[Certification]:
    """Enter many at once by the same rules; rows carry the arguments of `register`. A second person takes them over:
    an accepted certificate counts in 净增, and nobody enters alone what he is judged by.
    """
    built = [Certification(**row) for row in rows]
    places = Region.objects.select_related("county", "township").in_bulk({c.region_id for c in built})
    for certification in built:
        certification.region = places[certification.region_id]
    return LIFE.create_many(built, by=by, state=state)


def renew(
    certification: Certification, *, by: Post, certificate_number: str, valid_from: dt.date, valid_to: dt.date | None
) -> Certification:
    """续展: a new certificate of the same product. Neither new nor lost in the net growth. Where the holder was merged
    it is of the entry that stays.
    """
    LIFE.demand("renew", certification, by)
    if valid_from <= certification.valid_from:
        raise RuleViolation("续展证书的颁证日期应晚于原证书。", field="valid_from")
    same = ("region", "kind", "product", "product_name", "holder_name", "area", "output")
    holder = certification.subject
    renewal = Certification(
        renews=certification,
        subject=holder and (holder.merged_into or holder),
        certificate_number=certificate_number,
        valid_from=valid_from,
        valid_to=valid_to,
        **{name: getattr(certification, name) for name in same},
    )
    with history.acting(by, "登记续展"):
        LIFE.enter(renewal, by=by)  # whose it is was asked of the one before: its holder may have moved since
        facts.retract(certification, by=by, why="已登记续展", kinds=[LAPSED])
    return renewal


def _why_not_lifted(certification: Certification, post: Post) -> str:
    """What was taken over counts in the net growth of its county: its end is not moved, nor an ended one brought back,
    by taking the entry back, unless the city does.
    """
    counted = certification.state == State.ACCEPTED or certification.ended_on is not None
    return deciding.why_not_city(post, "退回或作废已审核的认证") if counted else ""


def _why_not_renewed(certification: Certification) -> str:
    if certification.state not in COUNTED or certification.ended_on:
        return "草稿、退回、作废的和已撤销、注销的认证不能续展。"
    if certification.valid_to is None:
        return "长期有效的证书不需要续展。"
    renewed = any(not renewal.is_void for renewal in certification.renewals.all())
    return "这张证书已经续展过。" if renewed else ""


def _why_not_ended(certification: Certification) -> str:
    if certification.is_void or certification.ended_on:
        return "这张证书已经作废或退出。"
    if certification.state not in COUNTED:
        return f"{certification.get_state_display()}的认证不能登记退出。"
    standing = certification.standing_on(clock.today())
    if standing == Standing.IN_FORCE:
        return ""
    return "已到期的证书不需要再登记退出。" if standing == Standing.LAPSED else f"证书{standing.label}，不能登记退出。"


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
        holder=_holder(certification),
        product=certification.product_name,
        product_code=certification.product_id or codes.get(certification.product_name.strip(), ""),
    )


def _holder(certification: Certification) -> str:
    """By whom a product is counted: of a renewal as of what it renews, though its holder was merged since."""
    before, subject = certification.renews, certification.subject_id
    if (
        before is not None
        and before.subject is not None
        and subject in (before.subject_id, before.subject.merged_into_id)
    ):
        return _holder(before)
    return f"#{subject}" if subject else certification.holder_name.strip()


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


def told_end(certification: Certification) -> dict[str, Any]:
    """Taken away is serious; given up by the holder is not."""
    serious = certification.ended_how == Ending.WITHDRAWN
    said = Ending(certification.ended_how).label
    return {
        "kind": WITHDRAWN,
        "on": certification.ended_on,
        "severity": facts.Severity.SERIOUS if serious else facts.Severity.NORMAL,
        "summary": f"{certification} {said}：{certification.ended_why}",
    }

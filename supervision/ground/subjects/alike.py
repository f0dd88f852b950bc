"""Whether two subjects may be one: a name that reads the same, and something that does not tell them apart.

The same name and phone in a county; the same name and kind in a village; an enterprise or cooperative that was entered
without its code and comes again with it. Two with different codes, or different identity numbers, are two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from supervision.ground import kinds
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.records import sealed

from .models import NAMED_ALREADY, Subject
from .vocabulary import NATURAL_PERSONS

ASKED = "是同一家吗？是同一家的请在原记录上补充，不要再登记；不是同一家的请确认后再登记。"


@dataclass(frozen=True)
class Traits:
    """What a subject is recognised by. `pk` is that of the row in the register, or nothing."""

    key: str
    kind: str
    region: str
    county: str | None
    code: str
    identity: str
    phone: str
    pk: int | None = None
    called: str = ""

    @property
    def bare(self) -> bool:
        return not self.code and not self.identity


def phone_mark(phone: str) -> str:
    """The digest of a number's digits, whatever stands between them."""
    if phone.isascii() and phone.isdigit():
        return sealed.digest(phone)
    return sealed.digest("".join(sign for sign in kinds.narrow(phone) if sign.isdigit()))


def traits_of(subject: Subject) -> Traits:
    return Traits(
        key=kinds.fold(subject.name),
        kind=subject.kind,
        region=subject.region_id,
        county=subject.region.county_id,
        code=subject.credit_code,
        identity=subject.identity_digest,
        phone=subject.phone_digest,
        pk=subject.pk,
        called=f"“{subject.name}”（{subject.number}，{subject.region}）" if subject.pk else "",
    )


def twins(one: Traits, other: Traits) -> bool:
    """The same name, kind and village, and nothing else: refused, as the register's own constraint does."""
    same = (one.key, one.kind, one.region) == (other.key, other.kind, other.region)
    return same and one.bare and other.bare


def may_be_one(one: Traits, other: Traits) -> bool:
    """Whether a person has to be asked."""
    if one.key != other.key or not one.key or twins(one, other):
        return False
    if (one.code and other.code) or (one.identity and other.identity):
        return False  # equal ones are refused elsewhere
    if one.county == other.county and one.phone and one.phone == other.phone:
        return True
    if one.kind != other.kind:
        return False
    if one.region == other.region:
        return True
    return one.county == other.county and one.kind not in NATURAL_PERSONS and bool(one.code) != bool(other.code)


def known(keys: Collection[str]) -> dict[str, list[Traits]]:
    """The subjects of the register with these names, by name."""
    rows = Subject.objects.live().filter(name_key__in=keys).select_related("region").order_by("pk")
    found: dict[str, list[Traits]] = {}
    for subject in rows:
        found.setdefault(subject.name_key, []).append(traits_of(subject))
    return found


def alike(subject: Subject) -> list[Traits]:
    """Those of the register that this one is or may be; a correction that changes nothing of it is not asked again."""
    own = traits_of(subject)
    if subject.pk is not None:
        stored = Subject.objects.select_related("region").get(pk=subject.pk)
        if _told_by(traits_of(stored)) == _told_by(own):
            return []
    others = [one for one in known([own.key]).get(own.key, []) if one.pk != subject.pk]
    if subject.client_key:  # the second half of a double click meets what the first has written
        mine = Subject.objects.filter(client_key=subject.client_key).values_list("pk", flat=True)
        others = [one for one in others if one.pk not in set(mine)]
    return [one for one in others if twins(own, one) or may_be_one(own, one)]


def refuse_known(subject: Subject, *, but: Collection[int] = ()) -> None:
    """Refuse who is in the register already, and ask about who may be; `but` are those it was said not to be."""
    own, found = traits_of(subject), alike(subject)
    if any(twins(own, one) for one in found):
        raise RuleViolation(NAMED_ALREADY, field="name")
    refuse(question([one for one in found if one.pk not in but]), "name")


def _told_by(traits: Traits) -> tuple[Any, ...]:
    return (traits.key, traits.kind, traits.region, traits.code, traits.identity, traits.phone)


def question(others: Sequence[Traits]) -> str:
    return f"名录中已有{'、'.join(one.called for one in others[:3])}，{ASKED}" if others else ""


def among(rows: Mapping[int, Traits]) -> Iterator[tuple[int, Traits, bool]]:
    """Of many rows in their order: (row, the one it may be or is, whether that is certain)."""
    there = known({one.key for one in rows.values()})
    for at, own in rows.items():
        others = there.setdefault(own.key, [])
        certain = next((one for one in others if twins(own, one)), None)
        doubtful = next((one for one in others if may_be_one(own, one)), None)
        if certain or doubtful:
            yield at, certain or doubtful, certain is not None  # type: ignore[misc]
        if certain is None:
            others.append(own)

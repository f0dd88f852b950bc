"""Whether two subjects may be one: something by which they read or sound alike, and nothing that tells them apart.

Asked about within a county, the township and its neighbours (which townships border on each other is not on record):
the same phone; an enterprise, cooperative or farm whose name is the same, or the same without its form, or sounds the
same; a person of the same name in a village. Two with different codes, or different identity numbers, are two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from supervision.ground import kinds
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.records import sealed

from . import likeness
from .models import NAMED_ALREADY, Subject
from .vocabulary import NATURAL_PERSONS

ASKED = "是同一家吗？是同一家的请在原记录上补充，不要再登记；不是同一家的请确认后再登记。"
SAME_PHONE, SAME_NAME = "电话相同", "名称相同"
SAME_CORE, SAME_SOUND = "名称去掉地名和组织形式后相同", "名称同音"
READ = (
    "pk", "name", "number", "kind", "region", "credit_code", "identity_digest", "phone_digest", "merged_into__name",
    "region__name", "region__county",
)  # fmt: skip


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

    @property
    def person(self) -> bool:
        return self.kind in NATURAL_PERSONS

    @cached_property
    def marks(self) -> frozenset[tuple[str, str]]:
        """What it could be found by as somebody else's double."""
        told = {"phone": self.phone, "key": self.key, "core": likeness.core(self.key) if self.key else ""}
        told["sound"] = likeness.sound(self.key) if self.key else ""
        return frozenset((name, value) for name, value in told.items() if value)


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
        called=_called(subject) if subject.pk else "",
    )


def _called(subject: Subject) -> str:
    into = f"，已并入“{subject.merged_into.name}”" if subject.merged_into_id and subject.merged_into else ""
    return f"“{subject.name}”（{subject.number}，{subject.region}{into}）"


def twins(one: Traits, other: Traits) -> bool:
    """The same name, kind and village, and nothing else: refused, as the register's own constraint does."""
    same = (one.key, one.kind, one.region) == (other.key, other.kind, other.region)
    return same and one.bare and other.bare


def may_be_one(one: Traits, other: Traits) -> bool:
    """Whether a person has to be asked."""
    return bool(why(one, other)) and not twins(one, other)


def why(one: Traits, other: Traits) -> str:
    """What the two have in common so that they may be one, in words; nothing where they are two."""
    if one.county != other.county or (one.code and other.code) or (one.identity and other.identity):
        return ""  # equal numbers are refused elsewhere
    common = {name for name, _value in one.marks & other.marks}
    if "phone" in common:
        return SAME_PHONE
    if (one.person or other.person) and one.region != other.region:
        return ""  # in the next village lives another of that name
    if one.person and other.person:
        return SAME_NAME if "key" in common else SAME_SOUND if "sound" in common else ""
    said = (("key", SAME_NAME), ("core", SAME_CORE), ("sound", SAME_SOUND))
    return next((words for name, words in said if name in common), "")


class Known:
    """Those of the register who could be asked about, by what they have in common with somebody."""

    def __init__(self, rows: Iterable[Traits] = ()) -> None:
        self._by_mark: dict[tuple[Any, ...], list[Traits]] = {}
        for row in rows:
            self.add(row)

    def add(self, row: Traits) -> None:
        for mark in row.marks:
            self._by_mark.setdefault((row.county, *mark), []).append(row)

    def groups(self) -> Iterator[list[Traits]]:
        """Those who share a mark with somebody."""
        return (some for some in self._by_mark.values() if len(some) > 1)

    def near(self, own: Traits) -> list[Traits]:
        """Everyone who shares a mark, each once, in the order of the register."""
        found = {id(one): one for mark in sorted(own.marks) for one in self._by_mark.get((own.county, *mark), ())}
        return sorted(found.values(), key=lambda one: (one.pk is None, one.pk or 0))


def known(counties: Collection[str | None]) -> Known:
    """The register of these counties, in one query: the names of a county are few, and are compared as they sound."""
    rows = Subject.objects.live().filter(county__in={one for one in counties if one}).order_by("pk")
    return Known(map(traits_of, rows.select_related("region", "merged_into").only(*READ)))


def alike(subject: Subject) -> list[Traits]:
    """Those of the register that this one is or may be; a correction that changes nothing of it is not asked again."""
    own = traits_of(subject)
    if subject.pk is not None:
        stored = Subject.objects.select_related("region").get(pk=subject.pk)
        if _told_by(traits_of(stored)) == _told_by(own):
            return []
    others = [one for one in known([own.county]).near(own) if one.pk != subject.pk]
    if subject.client_key:  # the second half of a double click meets what the first has written
        mine = Subject.objects.filter(client_key=subject.client_key).values_list("pk", flat=True)
        others = [one for one in others if one.pk not in set(mine)]
    return [one for one in others if twins(own, one) or may_be_one(own, one)]


def refuse_known(subject: Subject, *, but: Collection[int] = ()) -> list[int]:
    """Refuse who is in the register already, and ask about who may be; `but` are those it was said not to be. Of these
    the ones that were to be asked about: of others nothing was said.
    """
    own, found = traits_of(subject), alike(subject)
    if any(twins(own, one) for one in found):
        raise RuleViolation(NAMED_ALREADY, field="name")
    refuse(question([one for one in found if one.pk not in but], own), "name")
    return [one.pk for one in found if one.pk is not None]


def _told_by(traits: Traits) -> tuple[Any, ...]:
    return (traits.key, traits.kind, traits.region, traits.code, traits.identity, traits.phone)


def question(others: Sequence[Traits], own: Traits | None = None) -> str:
    """The sentence that asks; with `own` it says of each what is the same."""
    told = [one.called if own is None else f"{one.called[:-1]}，{why(own, one)}）" for one in others[:3]]
    return f"名录中已有{'、'.join(told)}，{ASKED}" if told else ""


def among(rows: Mapping[int, Traits]) -> Iterator[tuple[int, Traits, bool]]:
    """Of many rows in their order: (row, the one it may be or is, whether that is certain)."""
    there = known({one.county for one in rows.values()})
    for at, own in rows.items():
        others = there.near(own)
        certain = next((one for one in others if twins(own, one)), None)
        doubtful = next((one for one in others if may_be_one(own, one)), None)
        if certain or doubtful:
            yield at, certain or doubtful, certain is not None  # type: ignore[misc]
        if certain is None:
            there.add(own)

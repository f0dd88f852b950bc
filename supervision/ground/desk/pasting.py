"""粘贴名单: names or codes copied from a paper or a workbook, looked up in the register of subjects within the scope.

A line that names one subject is found; one that names several, or none, is told with those nearest to it, to be chosen.
Two queries however long the list is.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from supervision.ground import keys, kinds
from supervision.ground.errors import RuleViolation
from supervision.ground.records import State
from supervision.ground.subjects import Subject

if TYPE_CHECKING:
    from supervision.ground.people import Post

MOST = 300
LONGEST = 80  # signs of one name
NEAREST = 3
COMMON = 500  # names that hold the same pair of signs: it tells none of them from the others
LIKE = 0.34  # of the pairs of signs that two names share; below it they only look alike by chance
APART = re.compile(r"[\n\r\t,，;；、|]+")
ORDINAL = re.compile(r"^\s*(?:[（(]?\d{1,3}[)）.．]|\d{1,3}、)\s*(?=\D)")  # 1. 2、（3）before a name
ENDS = re.compile(r"(?:农民专业合作社|专业合作社|合作社|家庭农场|有限责任公司|有限公司|公司|农场)$")
FIELDS = ("pk", "number", "credit_code", "name_key", "name", "region__name", "township__name")


@dataclass(frozen=True)
class Known:
    """A subject that a line may mean."""

    pk: int
    number: str
    name: str
    place: str


@dataclass(frozen=True)
class Line:
    """What was pasted and found no one subject: those it may mean, the nearest first."""

    text: str
    several: bool
    options: Sequence[Known]

    @property
    def key(self) -> str:
        return key_of(self.text)


@dataclass(frozen=True)
class Pasted:
    found: Sequence[Known]
    open: Sequence[Line]
    twice: Sequence[str]


def key_of(text: str) -> str:
    """What a choice is kept under: the line itself, wherever it stands after something was added or taken away."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(text: str) -> list[str]:
    """The names and codes in the order of the paper."""
    parts = (ORDINAL.sub("", part.strip()).strip() for part in APART.split(text))
    asked = [part[:LONGEST] for part in parts if part and not re.fullmatch(r"\d{1,3}[.．、]?", part)]
    if not asked:
        raise RuleViolation("请粘贴名称、编号或统一社会信用代码，一行一个。", field="names")
    if len(asked) > MOST:
        raise RuleViolation(f"一次最多粘贴 {MOST} 个，现有 {len(asked):,} 个，请分次粘贴。", field="names")
    return asked


def match(post: Post, asked: Sequence[str], chosen: Mapping[str, int] | None = None) -> Pasted:
    """`chosen` says of a line that names no one subject which is meant."""
    rows = Subject.objects.visible_to(post).exclude(state__in=(State.DRAFT, State.VOID)).order_by("pk")
    codes, names = [kinds.codes.read(one) for one in asked], [keys.of(one) for one in asked]
    exact = Q(number__in=codes) | Q(credit_code__in=[code for code in codes if code]) | Q(name_key__in=names)
    by: dict[str, list[Known]] = defaultdict(list)
    for row in rows.filter(exact | Q(pk__in=[*(chosen or {}).values()])).values_list(*FIELDS):
        known = _known(row)
        for key in {f"c{row[1]}", f"c{row[2]}", f"n{row[3]}", f"k{row[0]}"}:
            by[key].append(known)
    found: dict[int, Known] = {}
    wanting: dict[str, list[Known]] = {}
    twice = []
    for text, code, name in zip(asked, codes, names, strict=True):
        some = by.get(f"c{code}") or by.get(f"n{name}") or []
        if len(some) != 1:
            some = by.get(f"k{(chosen or {}).get(text)}") or some
        if text in wanting or (len(some) == 1 and some[0].pk in found):
            twice.append(text)
        elif len(some) != 1:
            wanting[text] = some
        else:
            found[some[0].pk] = some[0]
    near = _nearest(rows, [text for text, some in wanting.items() if not some])
    still = [Line(text, bool(some), some or near.get(text, [])) for text, some in wanting.items()]
    return Pasted(list(found.values()), still, twice)


def _known(row: Any) -> Known:
    pk, number, _code, _key, name, village, township = row
    return Known(pk, number, name, township if township == village or not village else f"{township or ''} {village}")


def _nearest(rows: Any, asked: Sequence[str]) -> dict[str, list[Known]]:
    """The names of the scope that share most pairs of signs with each; read once for all of them."""
    if not asked:
        return {}
    told = [_known(row) for row in rows.values_list(*FIELDS)]
    pairs = [_pairs(one.name) for one in told]
    holding: dict[str, list[int]] = defaultdict(list)
    for at, some in enumerate(pairs):
        for pair in some:
            holding[pair].append(at)
    common = {pair for pair, held in holding.items() if len(held) > COMMON}
    rare = [some - common for some in pairs]
    return {text: [told[at] for at in _closest(_pairs(text) - common, rare, holding)] for text in asked}


def _closest(wanted: set[str], pairs: Sequence[set[str]], holding: Mapping[str, list[int]]) -> Iterable[int]:
    shared: dict[int, int] = defaultdict(int)
    for pair in wanted:
        for at in holding.get(pair, ()):
            shared[at] += 1
    scored = ((2 * many / (len(wanted) + len(pairs[at])), -at) for at, many in shared.items())
    return [-at for score, at in sorted(scored, reverse=True)[:NEAREST] if score >= LIKE]


def _pairs(name: str) -> set[str]:
    """Signs in pairs, without what every cooperative is called."""
    bare = ENDS.sub("", kinds.fold(name)) or kinds.fold(name)
    return {bare[at : at + 2] for at in range(len(bare) - 1)} or {bare}

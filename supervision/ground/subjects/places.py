"""Where a subject produces: its own place and its further bases; an origin has to lie in one of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from supervision.ground.kinds import clean, fold
from supervision.ground.regions import Region

from .models import Subject, SubjectBase

PROVINCE, CITY = "江西省", "上饶市"
PARTS = ("region", "region__county", "region__township")
# What is left of an origin after its own place was taken out of it must not name another one.
ELSEWHERE = re.compile(r"[一-鿿]{2,8}?(?:省|自治区|自治州|市|县|区)(?!域|间|块|片)")


def origin_of(place: Region) -> str:
    """A place as it stands on a paper."""
    parts = dict.fromkeys(part.said for part in (place.county, place.township, place) if part is not None)
    return f"{PROVINCE}{CITY}{''.join(parts)}"


def bases_of(subjects: Iterable[Subject]) -> dict[int, list[SubjectBase]]:
    """The bases of many subjects that are in use, in one query."""
    found: dict[int, list[SubjectBase]] = {}
    rows = SubjectBase.objects.filter(subject__in={subject.pk for subject in subjects}).select_related(*PARTS)
    for base in rows:
        found.setdefault(base.subject_id, []).append(base)
    return found


def in_use(bases: Iterable[SubjectBase], day: dt.date) -> list[SubjectBase]:
    return [base for base in bases if base.ended_on is None or base.ended_on > day]


def lies_in(origin: str, place: Region, *, name: str = "") -> bool:
    """Whether a written origin names this place, by its county or what lies below, and no other."""
    rest, named = fold(clean(origin)), False
    for part in (place, place.township, place.county):
        for said in (part.said, part.name) if part is not None else ():
            if fold(said) in rest:
                rest, named = rest.replace(fold(said), "|"), True
    for known in (PROVINCE, CITY, name):
        rest = rest.replace(fold(known), "|") if known else rest
    return named and ELSEWHERE.search(rest) is None


def names_a_county(origin: str) -> bool:
    """Whether goods bought elsewhere are said to come from a place, down to the county."""
    rest = fold(clean(origin))
    return any(said.endswith(("县", "区")) for said in ELSEWHERE.findall(rest)) or rest.count("市") > 1


def origin_fault(origin: str, subject: Subject, own: Region, bases: Iterable[SubjectBase]) -> str:
    """The sentence why an origin is none of the subject's places, or nothing; `own` is its place, with those above."""
    pairs = [("", own), *((base.name, base.region) for base in bases)]
    if any(lies_in(origin, place, name=name) for name, place in pairs):
        return ""
    known = "、".join(dict.fromkeys(origin_of(place) for _name, place in pairs))
    return f"产地“{origin}”不在{subject.name}登记的生产地点内（{known}）；在别处有基地的，请先在监管对象页面登记基地。"

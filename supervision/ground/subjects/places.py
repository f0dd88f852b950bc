"""Where a subject produces: its own place and its further bases; an origin has to lie in one of them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from supervision.ground.kinds import clean, fold
from supervision.ground.regions import Region

from .models import Subject, SubjectBase

PROVINCE, CITY = "江西省", "上饶市"
OWN_COUNTY_CITY = "德兴市"
PARTS = ("region", "region__county", "region__township")
# What is left of an origin after its own place was taken out of it must not name another one.
ELSEWHERE = re.compile(r"[一-鿿]{2,8}?(?:省|自治区|自治州|市|县|区)(?!域|间|块|片)")
# What fields and sheds are called ends like a district and is none.
ORDINARY = ("小区", "园区", "社区", "片区", "保护区", "示范区", "林区", "库区", "山区", "灌区", "厂区", "场区")


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
    return named and not _places_in(rest)


def names_a_county(origin: str) -> bool:
    """Whether goods bought elsewhere are said to come from a place, down to the county. A city that stands right
    behind its province may be one of county rank (江西省德兴市), and only of our own do we know that it is not.
    """
    said = _places_in(fold(clean(origin)))
    wide = [one for one in said if one.endswith(("省", "自治区"))]
    cities = [one for one in said if one.endswith("市") and one != CITY]
    if any(one.endswith(("县", "区")) and one not in wide for one in said):
        return True
    return len(cities) > 1 or bool(cities and (wide or CITY in said)) or OWN_COUNTY_CITY in cities


def _places_in(text: str) -> list[str]:
    return [one for one in ELSEWHERE.findall(text) if not one.endswith(ORDINARY)]


def origin_fault(origin: str, subject: Subject, own: Region, bases: Iterable[SubjectBase]) -> str:
    """The sentence why an origin is none of the subject's places, or nothing; `own` is its place, with those above."""
    pairs = [("", own), *((base.name, base.region) for base in bases)]
    if any(lies_in(origin, place, name=name) for name, place in pairs):
        return ""
    known = "、".join(dict.fromkeys(origin_of(place) for _name, place in pairs))
    return f"产地“{origin}”不在{subject.name}登记的生产地点内（{known}）；在别处有基地的，请先在监管对象页面登记基地。"

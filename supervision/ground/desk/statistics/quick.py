"""Where somebody begins: the registers, and of each what is asked most, made from what it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.http import urlencode

from .asking import first_place, offered
from .measures import ROWS

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from ..registry import Register

CROSSED = 2  # with how many of its own choices the places are crossed
PARTS = 2


def start(post: Post) -> dict[str, Any]:
    return {"starts": [{"register": one, "url": _url(one), "quick": of_register(one, post)} for one in offered(post)]}


def of_register(register: Register, post: Post) -> list[dict[str, str]]:
    """Its shares by place, by month, and the places crossed with its first choices."""
    known = register.told_apart
    place = known[first_place(register, post)]
    found = []
    if register.rates:
        parts = [part.name for part in register.parts[:PARTS]]
        names = [ROWS, *parts, register.rates[0].name]
        told = "、".join(["条数", *(part.label for part in register.parts[:PARTS]), register.rates[0].label])
        found.append({"label": f"各{place.label}{told}", "url": _url(register, r1=place.name, m=names)})
    if "month" in known and place.name != "month":
        found.append({"label": f"{place.label} × 月份", "url": _url(register, r1=place.name, c="month")})
    for one in _choices(register)[:CROSSED]:
        found.append({"label": f"{place.label} × {one[1]}", "url": _url(register, r1=place.name, c=one[0])})
    if "product" in known:
        found.append({"label": "各产品", "url": _url(register, r1="product", m=[ROWS, *_rates(register)])})
    return found


def _rates(register: Register) -> list[str]:
    return [rate.name for rate in register.rates[:1]]


def _choices(register: Register) -> list[tuple[str, str]]:
    """Those that the office asks for by name come first; what is yes or no is hardly asked for by place."""
    asked = (
        [one if isinstance(one, str) else one.name for one in register.asked]
        if not isinstance(register.asked, type)
        else []
    )
    found = [one for one in register.told_apart.values() if one.kind == "choice" and len(one.choices) > 2]
    found = [one for one in found if one.name not in ("state", "subject_kind", "subject_grade")]
    found.sort(key=lambda one: asked.index(one.name) if one.name in asked else len(asked))
    return [(one.name, one.label) for one in found]


def _url(register: Register, **asked: Any) -> str:
    return f"{reverse('supervision:statistics')}?{urlencode({'register': register.key, **asked}, doseq=True)}"

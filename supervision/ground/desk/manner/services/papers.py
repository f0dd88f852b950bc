"""The papers: drafted and published by two people of their place; a county's is never looser than the city's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from supervision.ground import editions
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.regions import CITY, Level

from ..models import ReviewPaper
from ..rules import Rule, loosens
from ..vocabulary import Manner
from .applying import Applying, code_of, reviewable

Items = Sequence[Mapping[str, Any]]


def home_of(post: Post) -> str:
    """The place whose paper a post writes: the city, or its own county; a zone's registers are the county's."""
    if post.is_citywide:
        return CITY
    return str(post.region.pk) if post.level == Level.COUNTY else ""


def refuse_foreign(paper: ReviewPaper, by: Post) -> None:
    if paper.key != home_of(by):
        raise RuleViolation("全市的审核方式由市级办理。" if paper.is_city else "只能办理本县的审核方式。")


def draft(*, by: Post, items: Items, **fields: Any) -> ReviewPaper:
    home = home_of(by)
    if not home:
        raise RuleViolation("审核方式由市级或县级规定。")
    _refuse_looser(home, fields.get("valid_from"), items)
    return editions.draft(ReviewPaper, by=by, key=home, items=_named(items), **fields)


def edit(paper: ReviewPaper, *, by: Post, version: int, items: Items, **fields: Any) -> ReviewPaper:
    refuse_foreign(paper, by)
    _refuse_looser(paper.key, fields.get("valid_from", paper.valid_from), items)
    return editions.edit(paper, by=by, version=version, items=_named(items), **fields)


def publish(paper: ReviewPaper, *, by: Post, version: int) -> ReviewPaper:
    """The city may have become stricter since it was drafted: asked again."""
    refuse_foreign(paper, by)
    items = [
        {"code": one.code, "manner": one.manner, "days": one.days, "percent": one.percent} for one in paper.items.all()
    ]
    _refuse_looser(paper.key, paper.valid_from, items)
    return editions.publish(paper, by=by, version=version)


def withdraw(paper: ReviewPaper, *, by: Post, version: int, why: str) -> ReviewPaper:
    refuse_foreign(paper, by)
    return editions.withdraw(paper, by=by, version=version, why=why)


def _named(items: Items) -> list[dict[str, Any]]:
    """With the names of the registers; what binds somebody is not among them."""
    labels = {code_of(register): register.label for register in reviewable()}
    return [{"label": labels[item["code"]], **item} for item in items if item["code"] in labels]


def _refuse_looser(key: str, day: dt.date | None, items: Items) -> None:
    if key == CITY or day is None:
        return
    above = Applying(day, [CITY]).paper(CITY)
    labels = {code_of(register): register.label for register in reviewable()}
    for item in items:
        wanted = Rule(item["manner"], item["days"], item["percent"])
        ordered = above.rule(item["code"]) if above else Rule()
        if loosens(wanted, ordered):
            name = "manner" if wanted.manner != Manner.SAMPLED or ordered.manner != Manner.SAMPLED else "days"
            if name == "days" and wanted.days >= ordered.days:
                name = "percent"
            said = f"“{labels.get(item['code'], item['code'])}”全市规定{_said(ordered)}，县级只能更严。"
            raise RuleViolation(said, field=f"{name}_{item['code']}")


def _said(rule: Rule) -> str:
    return rule.told.split(" · ")[0]

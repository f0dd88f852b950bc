"""What a product is said to be beyond its name: organic, green, of a protected origin, rich in selenium.

Such a word may be written only with what stands behind it on that day. Who knows of certifications says so by
`backed_by`, from an app's `ready`: rooms do not know each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection

from django.db import models

from supervision.ground.kinds import fold

from .models import Product, Subject


class Claim(models.TextChoices):
    ORGANIC = "organic", "有机"
    GREEN = "green", "绿色食品"
    GEOGRAPHICAL = "geographical", "地理标志"
    SELENIUM = "selenium", "富硒"
    OTHER = "other", "认证"


# The words by which each is claimed, folded; 认证 alone is a claim of something nobody here knows.
WORDS: dict[Claim, tuple[str, ...]] = {
    Claim.ORGANIC: ("有机", "organic"),
    Claim.GREEN: ("绿色", "greenfood"),
    Claim.GEOGRAPHICAL: ("地理标志", "地标", "原产地保护"),
    Claim.SELENIUM: ("富硒", "含硒", "高硒"),
    Claim.OTHER: ("认证", "无公害", "认定"),
}
# Words that hold such a word and claim nothing: what a plant is fed with, what was looked for.
HARMLESS = ("有机肥", "有机质", "有机磷", "有机氯", "绿色防控")
# 有机转换 is no organic product yet and may not be called one.
NEEDED = {
    Claim.ORGANIC: "有机产品认证（有机转换期的不能称有机）",
    Claim.GREEN: "绿色食品认证",
    Claim.GEOGRAPHICAL: "地理标志登记（或所在县的协会登记）",
}
Backing = Callable[[Subject, Product, dt.date], Collection[Claim]]
_known: list[Backing] = []


def backed_by(asked: Backing) -> None:
    """Who can say which claims hold for a subject's product on a day."""
    if asked not in _known:
        _known.append(asked)


def made_in(text: str, product: Product) -> list[Claim]:
    """The claims in a description; the product's own name and other names claim nothing, nor does organic manure."""
    said = fold(text)
    for name in sorted((product.name, *product.aliases.split(";"), *HARMLESS), key=len, reverse=True):
        said = said.replace(fold(name), "") if name else said
    found = [claim for claim, words in WORDS.items() if any(fold(word) in said for word in words)]
    return [claim for claim in found if claim != Claim.OTHER] or found


def fault(text: str, *, subject: Subject, product: Product, day: dt.date, proof: str) -> str:
    """The sentence what is missing behind the description, or nothing."""
    claims = made_in(text, product)
    held: set[Claim] = set()
    if set(claims) & set(NEEDED):
        held = {claim for asked in _known for claim in asked(subject, product, day)}
    for claim in claims:
        if claim == Claim.OTHER:
            return f"“{text}”含有“认证”一类的字样，但没有说明是哪一种认证；请只写产品名称。"
        if claim == Claim.SELENIUM and not any(sign.isdigit() for sign in proof):
            return f"“{text}”称富硒，请填写检测报告编号或省级富硒认定文号。"
        if claim in NEEDED and claim not in held:
            needed = NEEDED[claim]
            return f"“{text}”称{claim.label}，但{subject.name}的{product.name}在 {day} 没有有效的{needed}，请改写。"
    return ""

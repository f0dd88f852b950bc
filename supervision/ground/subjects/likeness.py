"""What of a subject's name tells it apart, and how that sounds: the name without where it is and what form it has.

“广信区绿源蔬菜专业合作社”, “绿源蔬菜合作社” and “绿园蔬菜农民合作社” are the names a person would ask about.
"""

from __future__ import annotations

import re
from functools import lru_cache

from supervision.ground import kinds

LEAST = 2  # signs that a name must have left, to say anything without its form
# Longer ones first: 专业合作社 is not 专业 and 合作社.
FORMS = (
    "农民专业合作社联合社", "专业合作社联合社", "合作社联合社", "农民专业合作社", "农业专业合作社",
    "专业合作社", "农民合作社", "股份合作社", "农业合作社", "合作联社", "联合社", "合作社", "股份有限公司",
    "有限责任公司", "集团有限公司", "有限公司", "分公司", "总公司", "公司", "家庭农场", "生态农场", "农场",
    "种植场", "养殖场", "种养场", "经营部", "门市部", "商行",
)  # fmt: skip
END = re.compile(f"(?:{'|'.join(FORMS)})$")
# Where it is, as registered names begin: 江西省, 上饶市, and a county, district or city of two or three signs.
START = re.compile("^(?:江西省?)?(?:上饶市?)?(?:[\u4e00-\u9fff]{2,3}?[县区市])?")
BRANCH = re.compile(r"\([^()]*\)$")  # (普通合伙), (个人独资), (广信)


@lru_cache(maxsize=65536)
def core(name_key: str) -> str:
    """The name without its place and its form; the whole name where too little would be left."""
    rest = END.sub("", BRANCH.sub("", name_key))
    rest = BRANCH.sub("", rest)
    shorter = START.sub("", rest)
    return next((one for one in (shorter, rest) if len(one) >= LEAST), name_key)


@lru_cache(maxsize=65536)
def sound(name_key: str) -> str:
    """How the core is pronounced, without tones; nothing where there is no Chinese in it to pronounce."""
    own = core(name_key)
    spelled = kinds.spelling.key(own).split(" ")
    return spelled[1] if len(spelled) > 1 and spelled[1] != own else ""

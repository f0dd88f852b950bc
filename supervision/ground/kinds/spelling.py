"""How a name sounds, in Latin letters: what it is sorted by and found by.

Family names have readings of their own (曾 is Zeng, not Ceng), which the dictionary of pypinyin leaves out. In the name
of a person the family's reading comes first; in any name both are found, for a farm is often called after its farmer.
"""

from __future__ import annotations

import re
from functools import cache

from pypinyin import Style, lazy_pinyin

LONGEST = 400
ALL_HAN = re.compile("[\u4e00-\u9fff]+")
# Read otherwise as the name of a family; two readings where both are in use.
FAMILIES = {
    "曾": ("zeng",), "单": ("shan",), "仇": ("qiu",), "解": ("xie",), "查": ("zha",), "翟": ("zhai",), "盖": ("ge",),
    "缪": ("miao",), "区": ("ou",), "覃": ("qin", "tan"), "朴": ("piao",), "任": ("ren",), "华": ("hua",),
    "葛": ("ge",), "折": ("she",), "员": ("yun",), "乐": ("yue", "le"), "种": ("chong",), "冼": ("xian",),
    "洗": ("xian",), "黑": ("he",), "牟": ("mu", "mou"), "卜": ("bu",), "召": ("shao",), "繁": ("po",), "秘": ("bi",),
    "不": ("fou",), "教": ("jiao",), "谌": ("chen", "shen"), "燕": ("yan",), "宁": ("ning",), "尹": ("yin",),
    "晁": ("chao",), "佴": ("nai",), "逄": ("pang",), "那": ("na",), "哈": ("ha",), "纪": ("ji",), "薄": ("bo",),
    "车": ("che",), "石": ("shi",), "曲": ("qu",), "隗": ("wei", "kui"), "郇": ("xun", "huan"), "祭": ("zhai",),
    "尉迟": ("yuchi",), "万俟": ("moqi",), "澹台": ("tantai",), "长孙": ("zhangsun",), "令狐": ("linghu",),
    "单于": ("chanyu",), "皇甫": ("huangfu",), "宇文": ("yuwen",),
}  # fmt: skip
OF_TWO = {"yuchi": "yc", "moqi": "mq", "tantai": "tt", "zhangsun": "zs", "linghu": "lh", "chanyu": "cy",
          "huangfu": "hf", "yuwen": "yw"}  # fmt: skip


def key(name: str, *, person: bool = False) -> str:
    """Initials, then the full spelling ("rqh raoqihe"); then the same for each other reading of the name."""
    plain = _spelled(name)
    others = [_spelled(name[size:], family) for size, family in _families(name)]
    readings = list(dict.fromkeys([*others, plain] if person else [plain, *others]))
    return " ".join(readings).lower()[:LONGEST]


def _families(name: str) -> list[tuple[int, str]]:
    size = next((size for size in (2, 1) if name[:size] in FAMILIES), 0)
    return [(size, family) for family in FAMILIES[name[:size]]] if size else []


def _spelled(name: str, family: str = "") -> str:
    """Without the signs between the words, which nobody types."""
    whole = lazy_pinyin(name)
    if len(whole) == len(name) and ALL_HAN.fullmatch(name):  # most names, and the dictionary is slow
        initials = [syllable[0] for syllable in whole]
    else:
        initials = lazy_pinyin(name, style=Style.FIRST_LETTER)
    return f"{OF_TWO.get(family, family[:1])}{letters(''.join(initials))} {family}{letters(''.join(whole))}"


def letters(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@cache
def words(*names: str) -> str:
    """All ways to find a choice of a list: what it is called, and how that sounds."""
    return " ".join([*names, *(key(name) for name in names)]).lower()

"""Units of quantity: a list that everybody picks from, in the spellings people write."""

from __future__ import annotations

from .text import Unreadable, clean, fold

# What each unit is also written as. 公斤 is kg; 斤 is not, and stays what it is.
ALIASES: dict[str, tuple[str, ...]] = {
    "kg": ("公斤", "千克", "㎏"), "斤": ("市斤",), "g": ("克",), "吨": ("t", "公吨"), "L": ("升", "公升"),
    "mL": ("毫升",), "头": (), "只": ("隻",), "羽": (), "枚": (), "个": ("個",), "尾": (), "条": (), "株": ("棵",),
    "把": (), "捆": (), "箱": (), "件": (), "袋": ("包",), "盒": (), "筐": (), "瓶": (), "桶": (),
}  # fmt: skip
WEIGHTS = ("kg", "斤", "吨", "g")
PACKED = ("箱", "件", "袋", "盒", "筐", "瓶", "桶")
BY_SECTOR: dict[str, tuple[str, ...]] = {
    "种植业": ("株", "把", "捆", "个"),
    "畜牧业": ("头", "只", "羽", "枚", "L", "mL"),
    "渔业": ("尾", "只", "条"),
}
_SPELLINGS = {fold(word): unit for unit, others in ALIASES.items() for word in (unit, *others)}


def read(text: str) -> str:
    """The unit that was meant."""
    written = clean(text)
    found = _SPELLINGS.get(fold(written))
    if found is None:
        raise Unreadable(f"单位“{written[:10]}”不在单位表中，请选用：{'、'.join(ALIASES)}。")
    return found


def offered(sector: str = "") -> list[str]:
    """Weights first, then what the sector counts in, then packages; of no sector all of them."""
    counted = BY_SECTOR.get(sector) or tuple(dict.fromkeys(unit for some in BY_SECTOR.values() for unit in some))
    return [*WEIGHTS, *counted, *PACKED]

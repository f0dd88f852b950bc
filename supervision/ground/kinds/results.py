"""One laboratory result as a person writes it: a value, 未检出 with its limit, 未检测, or one below quantification.

What was typed is never turned into another number. Only the shape of the signs is folded (full width, 。 between
digits); the digits stand as they were typed, trailing zeros included, and whatever can be read in two ways is refused
with a sentence that says what was seen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from .text import Unreadable, clean, turns

LONGEST = 60


class Kind(StrEnum):
    VALUE = "value"
    NOT_DETECTED = "nd"
    NOT_TESTED = "nt"
    BELOW = "below"  # seen, and too little to be measured
    POSITIVE = "positive"  # of rapid methods
    NEGATIVE = "negative"


class Unit(StrEnum):
    MG_KG = "mg/kg"
    UG_KG = "μg/kg"


@dataclass(frozen=True)
class Reading:
    """`digits` are those typed: of the value, or of the limit beside a 未检出 or 低于定量限. `unit` only if written."""

    kind: Kind
    digits: str = ""
    unit: Unit | None = None

    @property
    def number(self) -> Decimal | None:
        return Decimal(self.digits) if self.digits else None


AMOUNT, UNIT = r"\d*\.?\d+", r"(?:mg|ug|μg|毫克|微克)/(?:kg|千克|公斤)"
NUMBER = re.compile(rf"(?P<digits>{AMOUNT}|\d+\.)\s*(?P<unit>{UNIT})?")
LESS = re.compile(rf"<\s*(?P<digits>{AMOUNT})\s*(?P<unit>{UNIT})?")
BELOW_LOD = r"(?:<|低于|小于)\s*(?:方法检出限|检出限|lod|mdl)"
ABSENT = rf"未检出|n\.?\s?d\.?|{BELOW_LOD}"
CALLED = r"[:=]?\s*(?:方法检出限|检出限|定量限|lod|loq|mdl)?\s*[:=为]?\s*<?\s*"
NOT_DETECTED = re.compile(
    rf"(?:{ABSENT})\s*"
    rf"(?:\(\s*{CALLED}(?P<digits>{AMOUNT})\s*(?P<unit>{UNIT})?\s*\)|<\s*(?P<after>{AMOUNT})\s*(?P<its>{UNIT})?)?"
)
NOT_TESTED = re.compile(r"未检测|未检验|未测|不检测|未做|n\.?\s?t\.?|[-—–―─]{1,4}|/")
LOQ = r"(?:<|低于|小于)\s*(?:方法定量限|定量限|lloq|loq)|检出但?(?:未|不能)定量"
BELOW = re.compile(
    rf"(?:{LOQ}|痕量|微量)\s*"
    rf"(?:\(\s*{CALLED}(?P<digits>{AMOUNT})\s*(?P<unit>{UNIT})?\s*\)|[:=]?\s*<?\s*(?P<after>{AMOUNT})\s*(?P<its>{UNIT})?)?"
)
POSITIVE = re.compile(r"阳性?|\(?\+\)?|pos(?:itive)?")
NEGATIVE = re.compile(r"阴性?|\(-\)|neg(?:ative)?")
PLAIN = ((NOT_TESTED, Kind.NOT_TESTED), (POSITIVE, Kind.POSITIVE), (NEGATIVE, Kind.NEGATIVE))
WORD = re.compile(r"[一-鿿]")
# A comma alone may be a point; before three digits and a point it can only part thousands.
THOUSANDS = re.compile(r"(?<![\d.])[1-9]\d{0,2}(?:,\d{3})+(?=\.\d)")


def unit_of(text: str) -> Unit:
    """The unit meant: laboratories write the micro sign in three ways."""
    plain = _plain(text).replace(" ", "")
    plain = plain.replace("毫克", "mg").replace("微克", "μg").replace("千克", "kg").replace("公斤", "kg")
    plain = plain.replace("ug", "μg")
    for unit in Unit:
        if plain == unit.value:
            return unit
    raise Unreadable(f"不认识的单位“{clean(text)}”，请使用 mg/kg 或 μg/kg。")


def read(text: str) -> Reading:
    """What stands in the box or the cell; an empty one is nobody's answer and refused."""
    shown = clean(text)
    if turns(text):
        raise Unreadable("结果中含有改变文字方向的隐藏字符，请删去后重新填写。")
    if not shown:
        raise Unreadable("请填写结果。")
    if len(shown) > LONGEST:
        raise Unreadable(f"“{shown[:20]}…”太长，不是一个检测结果。")
    plain = _plain(shown)
    if found := NUMBER.fullmatch(plain):
        return Reading(Kind.VALUE, _digits(found["digits"], shown), _unit(found["unit"]))
    if found := LESS.fullmatch(plain):
        return Reading(Kind.NOT_DETECTED, _digits(found["digits"], shown), _unit(found["unit"]))
    if found := NOT_DETECTED.fullmatch(plain):
        return _bounded(Kind.NOT_DETECTED, found, shown)
    if found := BELOW.fullmatch(plain):
        return _bounded(Kind.BELOW, found, shown)
    for pattern, kind in PLAIN:
        if pattern.fullmatch(plain):
            return Reading(kind)
    raise Unreadable(_why(plain, shown))


def exactly(digits: str, unit: str, to: str) -> str:
    """The same amount in another unit, written out: only the point moves."""
    if unit == to:
        return digits
    return f"{Decimal(digits).scaleb(3 if unit == Unit.MG_KG else -3):f}"


def _plain(text: str) -> str:
    """Signs folded to one shape each: full width, the Chinese full stop as a point, the three micro signs."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    plain = plain.replace("µ", "μ").replace("﹤", "<").replace("〈", "<").replace("〉", ">")
    plain = re.sub(r"[\[【〔]", "(", re.sub(r"[\]】〕]", ")", plain))
    plain = re.sub(r"(?<=\d)。(?=\d)", ".", plain)
    return THOUSANDS.sub(lambda found: found[0].replace(",", ""), plain)


def _digits(given: str, shown: str) -> str:
    """As typed. A nought too many in front is where a point was lost."""
    if not given.isascii():
        raise Unreadable(f"“{shown}”里的数字无法识别，请用 0 到 9 填写。")
    if re.match(r"0\d", given):
        raise Unreadable(f"“{shown}”以 0 开头又没有小数点，是否漏了小数点？请核对后重新填写。")
    whole = f"0{given}" if given.startswith(".") else given.removesuffix(".")
    if Decimal(whole) == 0:
        raise Unreadable(f"“{shown}”不是检测结果：没有检出请填“未检出”，没有检测请填“未检测”。")
    return whole


def _unit(given: str | None) -> Unit | None:
    return unit_of(given) if given else None


def _bounded(kind: Kind, found: re.Match[str], shown: str) -> Reading:
    """With the limit beside it, where one was written."""
    digits, unit = found["digits"] or found["after"], found["unit"] or found["its"]
    return Reading(kind, _digits(digits, shown) if digits else "", _unit(unit))


def _why(plain: str, shown: str) -> str:
    """Which of the usual slips it is."""
    said = f"“{shown}”"
    if re.fullmatch(r"\d+([,，]\d+)+(\.\d+)?", plain):
        return f"{said}里有逗号，看不出是小数点还是千分位，请用小数点填写。"
    if re.match(r"-\s*[\d.]", plain):
        return f"{said}是负数，检测结果不能小于 0；没有检出请填“未检出”。"
    if re.match(r"(>|≥|>=|大于|超过)", plain):
        return f"{said}没有给出检出值，请填稀释复测后的数值。"
    if re.match(r"(≤|<=|不大于|不超过)", plain):
        return f"{said}不是检测结果：没有检出请填“未检出”或“<检出限”。"
    if re.search(r"\d\s*e\s*[-+]?\d|[x×*]\s*10", plain):
        return f"{said}是科学计数法，请写成小数。"
    if re.match(r"[\d.]+\s*\S*[a-zμ%]", plain):
        return f"{said}的单位不认识，请使用 mg/kg 或 μg/kg。"
    if re.search(r"\d", plain) and not WORD.search(plain):
        return f"{said}不是一个数，请只填一个数值，如 0.012。"
    return f"{said}看不懂。可以填数值、未检出、ND、<检出限、<LOQ 加定量限、未检测。"

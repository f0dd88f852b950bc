"""Numbers as people write them. What has one reading is read; what has two, or is no number, is refused in words.

A comma or a space stands only before groups of three; the Chinese full stop between digits is the point that the
keyboard did not give. What was typed is never rounded: more places than are kept is a refusal. A spreadsheet's own
number was not typed: its binary noise goes, and what is left is rounded half up, the rounding of the whole house.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .text import HYPHENS, Unreadable, clean

Written = str | int | float | Decimal

LONGEST = 20  # digits; nothing that is counted or measured here has more
SIGNIFICANT = 15  # digits of a spreadsheet's number; what follows them is noise
PLAIN = re.compile(r"[+-]?(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)?(\.\d+)?")
STOP = re.compile(r"(?<=\d)[。｡](?=\d)")
SCIENTIFIC = re.compile(r"[+-]?\d+(\.\d+)?[eE][+-]?\d{1,2}")
RANGE = re.compile(r"[\d.,]+ ?(-|~|至|到) ?[\d.,]+")
SEVERAL = re.compile(r"[\d.]+[、/;和][\d.]+")
CHINESE = re.compile(r"[〇零一二两三四五六七八九十百千万亿]+")
SCALED = re.compile(r"[\d.]+ ?[十百千万亿]")
ABOUT = re.compile(r"(约|大约|大概|近|左右|余|多|以上|以下|不到|[<>≤≥≈±])")
SHOWN = 20


def half_up(value: Decimal | int | Fraction, places: int = 2) -> Decimal:
    """Round half up (0.125 -> 0.13), as on paper; Python's own rounding is half even. A half below zero goes away
    from it, like above. A fraction is rounded from its exact value: 7/48 of 6 is 0.875 and becomes 0.88."""
    if isinstance(value, Fraction):
        steps = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
        return Decimal(steps if value >= 0 else -steps).scaleb(-places)
    return Decimal(value).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def read(
    written: Written,
    *,
    places: int | None = None,
    least: Decimal | int | None = None,
    most: Decimal | int | None = None,
    whole: bool = False,
    unit: str = "",
) -> Decimal:
    """The number that was written. `unit` is the one that the column has: written behind the number it is dropped."""
    if isinstance(written, bool) or not isinstance(written, (str, int, float, Decimal)):
        raise Unreadable("应为数字。")
    kept = 0 if whole else places
    value = _typed(written, unit) if isinstance(written, str) else _stored(written, kept)
    _bounded(value, kept, least, most, whole=whole)
    value = value if kept is None else half_up(value, kept)
    return abs(value) if value == 0 else value


def rounded(written: Written, *, places: int | None) -> bool:
    """Whether reading a spreadsheet's number takes away more than its noise: then the dry run tells it."""
    if places is None or isinstance(written, (str, bool, int)):
        return False
    exact = _exact(written)
    return exact.is_finite() and _places(exact) > places


def shown(value: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _bounded(
    value: Decimal, places: int | None, least: Decimal | int | None, most: Decimal | int | None, *, whole: bool
) -> None:
    if value.adjusted() >= LONGEST:
        raise Unreadable("数字太长，请核对。")
    if whole and value != value.to_integral_value():
        raise Unreadable("应为整数。")
    if least is not None and value < least:
        raise Unreadable(f"不能小于{least}。")
    if most is not None and value > most:
        raise Unreadable(f"不能大于{most}。")
    if places is not None and (there := _places(value)) > places:
        raise Unreadable(f"最多{places}位小数，现有{there}位。请按四舍五入写到{places}位。")


def _places(value: Decimal) -> int:
    """Decimals, without the zeros at the end."""
    text = f"{value:f}"
    return len(text.partition(".")[2].rstrip("0"))


def _exact(written: int | float | Decimal) -> Decimal:
    return Decimal(f"{written:.{SIGNIFICANT}g}") if isinstance(written, float) else Decimal(written)


def _stored(written: int | float | Decimal, places: int | None) -> Decimal:
    value = _exact(written)
    if not value.is_finite():
        raise Unreadable("应为数字。")
    if isinstance(written, float) and places:
        return half_up(value, places) if value.adjusted() < LONGEST else value
    return value


def _typed(written: str, unit: str) -> Decimal:
    """The decimal behind what was typed, exactly as many places as were typed."""
    text = unicodedata.normalize("NFKC", clean(STOP.sub(".", written))).translate(HYPHENS)
    text = STOP.sub(".", text)
    bare = unicodedata.normalize("NFKC", unit)
    if bare and text.endswith(bare) and text != bare:
        text = text.removesuffix(bare).rstrip()
    if re.match(r"[+-] \d", text):
        text = text[0] + text[2:]
    found = PLAIN.fullmatch(text)
    if not found or not (found[1] or found[2]):
        raise Unreadable(_wrong(text, written.strip()[:SHOWN], unit))
    digits = text.replace(",", "").replace(" ", "")
    if len(digits) > LONGEST + 2:
        raise Unreadable("数字太长，请核对。")
    return Decimal(digits)


def _wrong(text: str, said: str, unit: str) -> str:
    """What is wrong with it, and how to write it where that is clear."""
    if not text:
        return "应为数字，不能为空。"
    if re.fullmatch(r"[+-]?\d+,\d+", text) and len(text) <= SHOWN:
        either = f"{text.replace(',', '.')} 或 {text.replace(',', '')}"
        return f"“{said}”看不出是小数还是千分位，请写成 {either if text[0] != '0' else text.replace(',', '.')}。"
    if "," in text and re.fullmatch(r"[+-]?[\d,.]+", text):
        return f"“{said}”的逗号位置不对：逗号只用在每三位之前，如 1,234.5。"
    if "_" in text and re.fullmatch(r"[\d_.]+", text):
        return f"数字里不能有下划线，请写成 {text.replace('_', '')}。"
    if re.fullmatch(r"[+-]?[\d.]+( [\d.]+)+", text):
        return f"“{said}”中间有空格，看不出是一个数还是几个数，请去掉空格。"
    if text.count(".") > 1 and re.fullmatch(r"[\d.]+", text):
        return f"“{said}”有几个小数点，请核对。"
    if re.fullmatch(r"[+-]?\d+\.", text):
        return "小数点后面没有数字，请核对。"
    return _wrong_words(text, said, unit)


def _wrong_words(text: str, said: str, unit: str) -> str:
    if SCIENTIFIC.fullmatch(text) and abs(Decimal(text).adjusted()) < LONGEST:
        return f"请不要用科学记数法，写成 {shown(Decimal(text))}。"
    if RANGE.fullmatch(text) or SEVERAL.fullmatch(text):
        return f"“{said}”像是几个数或一个范围，只填一个数。"
    if text.endswith("%"):
        return "这里不填百分数，请只写数字。"
    if CHINESE.fullmatch(text):
        return f"“{said}”请用阿拉伯数字填写，如 12.5。"
    if scaled := SCALED.match(text):
        return f"“{said}”请写全，不用“{scaled[0][-1]}”，如把 5万 写成 50000。"
    if ABOUT.search(text) and any(sign.isdigit() for sign in text):
        return f"“{said}”不是确切的数，请只写一个数字。"
    if (behind := re.fullmatch(r"[+-]?[\d.,]+ ?(\D+)", text)) and len(behind[1]) <= 8:
        ours = f"这里的单位是{unit}，请换算后只写数字" if unit else "请只写数字"
        return f"“{said}”带有“{behind[1].strip()}”，{ours}。"
    return f"应为数字，如 12.5；“{said}”不是数字。"

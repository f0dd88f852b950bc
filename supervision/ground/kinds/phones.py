"""Telephone numbers of the mainland, read from their usual spellings and kept in one.

Mobile 13800138000; fixed line 0793-8222222, with an extension 0793-8222222转801; service number 400-800-8080. Which
ranges of mobile numbers are in use changes every year and is not asked beyond the second digit.
"""

from __future__ import annotations

import re
import unicodedata

from .codes import DIGITS_LOST, SAFE_DIGITS
from .text import HIDDEN_DIGIT, HYPHENS, MARK, MASKED, Unreadable, clean, miscounted

NEEDED = "应为11位手机号或带区号的固定电话，如 13800138000、0793-8222222"
MOBILE = 11
DASHES = HYPHENS | str.maketrans("_", "-")
BETWEEN = re.compile(r"[/,;、|\n和或&]")
COUNTRY = re.compile(r"^(\+86|0086|86(?=-?(?:1\d{10}|[2-9]\d{2,3}-?\d{7,8})$))-?")
EXTENSION = re.compile(r"(?:转|分机|#|ext\.?|x)-?(\d{1,6})$", re.IGNORECASE)
AREA = re.compile(r"0(10|2\d|[3-9]\d{2})")
FIXED = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))-?(\d{7,8})(?:-(\d{1,6}))?")
SERVICE = re.compile(r"([48]00)-?(\d{3})-?(\d{4})")
PLAIN = re.compile("1[3-9][0-9]{9}")
SHOWN = 24


def read(written: str | float) -> str:
    """The number in the house's spelling."""
    if isinstance(written, str) and PLAIN.fullmatch(written):
        return written
    text = MARK.sub("", _plain(written))
    if HIDDEN_DIGIT in text:
        raise Unreadable(MASKED)
    _refuse_two(text)
    text = text.replace(" ", "").replace("(", "").replace(")", "-").replace("--", "-").strip("-")
    text = _domestic(text)
    if text.startswith("+"):
        raise Unreadable("请填国内的号码，" + NEEDED + "。")
    extension = EXTENSION.search(text)
    bare = (EXTENSION.sub("", text) if extension else text).rstrip("-")
    if not re.fullmatch(r"[\d-]+", bare):
        raise Unreadable(f"{NEEDED}；“{text[:SHOWN]}”里有别的字。")
    digits = bare.replace("-", "")
    if digits.startswith("01") and len(digits) == MOBILE + 1:  # the zero once dialled before a distant mobile
        digits = bare = digits[1:]
    if digits.startswith("1") and len(digits) >= 7:
        return _mobile(digits, extension is not None)
    return _fixed(bare, digits, extension[1] if extension else "")


def _domestic(text: str) -> str:
    """Without the country's number, and with the zero that it stood for."""
    if not (found := COUNTRY.match(text)):
        return text
    bare = text[found.end() :]
    return bare if bare.startswith(("0", "1", "400", "800")) and not bare.startswith("10-") else f"0{bare}"


def _plain(written: str | float) -> str:
    if isinstance(written, float) and written.is_integer():
        written = int(written)
    if isinstance(written, bool) or not isinstance(written, (str, int)):
        raise Unreadable(NEEDED + "。")
    if isinstance(written, int) and abs(written) >= SAFE_DIGITS:
        raise Unreadable(DIGITS_LOST)
    text = clean(unicodedata.normalize("NFKC", clean(str(written), lines=True)), lines=True).translate(DASHES)
    return re.sub(r"(?<=\d)\.0$", "", text)  # a number that passed through a table of decimals


def _refuse_two(text: str) -> None:
    parts = [part for part in BETWEEN.split(text) if sum(sign.isdigit() for sign in part) >= 7]
    count = len(parts)
    if count < 2:
        runs = re.findall(r"1[3-9]\d{9}", re.sub(r"[ -]", "", text))
        count = len(runs) if re.fullmatch(r"(1[3-9]\d{9}){2,}", re.sub(r"[ -]", "", text)) else 0
    if count < 2 and len(spaced := re.findall(r"(?:^| )(0\d{2,3}-?\d{7,8}|1\d{10})(?= |$)", text)) > 1:
        count = len(spaced)
    if count >= 2:
        words = "两" if count == 2 else str(count)
        raise Unreadable(f"这里有{words}个号码，只填一个。")


def _mobile(digits: str, extended: bool) -> str:
    if len(digits) != MOBILE:
        raise Unreadable(miscounted("手机号", MOBILE, len(digits)))
    if digits[1] in "012":
        raise Unreadable("手机号的前两位应为13至19，请核对。")
    if extended:
        raise Unreadable("手机号没有分机号，只填11位号码。")
    return digits


def _fixed(bare: str, digits: str, extension: str) -> str:
    if found := SERVICE.fullmatch(bare):
        return "-".join(found.groups()) + (f"转{extension}" if extension else "")
    if found := FIXED.fullmatch(bare):
        behind = found[3] or extension
        return f"{found[1]}-{found[2]}" + (f"转{behind}" if behind else "")
    if found := FIXED.fullmatch(digits):
        return f"{found[1]}-{found[2]}" + (f"转{extension}" if extension else "")
    if len(digits) in (7, 8) and not digits.startswith("0"):
        raise Unreadable(f"固定电话请加上区号，如 0793-{digits}。")
    if area := AREA.match(digits):
        have = len(digits) - area.end()
        raise Unreadable(f"区号{area[0]}后面应为7至8位，现有{have}位。")
    raise Unreadable(f"{NEEDED}；“{bare[:SHOWN]}”不像电话号码。")

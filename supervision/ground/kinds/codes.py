"""Codes: kept in ASCII capitals without spaces, so that one code has one spelling, one digest and one row.

The check digit of a credit code is a doubt, not a refusal: some that were given early do not follow it.
"""

from __future__ import annotations

import datetime as dt
import re

from .text import HIDDEN_DIGIT, HYPHENS, MARK, MASKED, Unreadable, miscounted, narrow

SAFE_DIGITS = 10**15  # beyond this a spreadsheet has already replaced digits by zeros
DIGITS_LOST = "长号码被存成了数字，末几位已丢失。请把单元格设为文本格式后重新填写。"

CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # GB 32100: no I, O, Z, S, V
CREDIT_LENGTH = 18
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
MEANT = {"I": "数字 1", "O": "数字 0", "Z": "数字 2", "S": "数字 5", "V": "字母 U 或 Y"}
CREDIT_DOUBT = "统一社会信用代码的校验位不符，请核对证照。"

IDENTITY_LENGTH = 18
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
OLDEST = 1900


def read(written: str | float) -> str:
    """The folded code. What a number of a spreadsheet has already lost is told."""
    if isinstance(written, (int, float)) and not isinstance(written, bool):
        if abs(written) >= SAFE_DIGITS:
            raise Unreadable(DIGITS_LOST)
        if written != int(written):
            raise Unreadable("应为号码，不能带小数。")
        written = int(written)
    code = _folded(str(written))
    while (again := _folded(code)) != code:  # taking a space out may bring a letter and its accent together
        code = again
    return code


def _folded(text: str) -> str:
    return MARK.sub("", narrow(text)).translate(HYPHENS).upper()


def credit(written: str | float) -> str:
    """A 统一社会信用代码: eighteen of its signs. Whether its check digit is right, `credit_doubt` says."""
    code = read(written).replace("-", "")
    for at, sign in enumerate(code, 1):
        if sign in MEANT:
            raise Unreadable(f"第{at}位的 {sign} 应为{MEANT[sign]}吗？统一社会信用代码不用字母 I、O、Z、S、V。")
        if sign not in CREDIT_SIGNS:
            raise Unreadable(f"第{at}位的“{sign}”不是数字或大写字母，请核对证照。")
    if len(code) == 15 and code.isdigit():
        raise Unreadable("这是15位的营业执照注册号，请填18位的统一社会信用代码。")
    if len(code) != CREDIT_LENGTH:
        raise Unreadable(miscounted("统一社会信用代码", CREDIT_LENGTH, len(code)))
    if identity_checks(code) and credit_doubt(code):
        raise Unreadable("这是身份证号，请填到“身份证号”一栏。")
    return code


def credit_check(code: str) -> str:
    """The check sign that GB 32100 asks of the first seventeen."""
    total = sum(CREDIT_SIGNS.index(sign) * weight for sign, weight in zip(code[:17], CREDIT_WEIGHTS, strict=True))
    return CREDIT_SIGNS[-total % 31]


def credit_doubt(code: str) -> str:
    """The sentence of doubt about a well-formed code, or nothing."""
    return "" if not code or credit_check(code) == code[17] else CREDIT_DOUBT


IDENTITY_PLAIN = re.compile("[0-9]{17}[0-9X]")


def identity_checks(number: str) -> bool:
    """GB 11643: the last sign belongs to the seventeen digits before it."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, IDENTITY_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == number[17]


def identity(written: str | float, *, today: dt.date) -> str:
    """An identity number: its length, its birthday, its check sign, each with its own sentence."""
    plain = isinstance(written, str) and IDENTITY_PLAIN.fullmatch(written)
    number = str(written) if plain else read(written).replace("-", "")
    if HIDDEN_DIGIT in number:
        raise Unreadable(MASKED)
    if re.fullmatch(r"[0-9]{15}", number):
        raise Unreadable("这是15位的旧身份证号，已停用，请填18位的号码。")
    if len(number) != IDENTITY_LENGTH:
        raise Unreadable(miscounted("身份证号", IDENTITY_LENGTH, len(number)))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number):
        raise Unreadable("身份证号前17位应为数字，末位为数字或 X。")
    day = _born(number[6:14])
    if not identity_checks(number):
        raise Unreadable("身份证号的校验位不对，请逐位核对。")
    _refuse_strange_birthday(day, today)
    return number


def _born(digits: str) -> dt.date:
    try:
        return dt.date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Unreadable(f"身份证号第7至14位应为出生日期，没有{digits}这一天，请核对。") from None


def _refuse_strange_birthday(day: dt.date, today: dt.date) -> None:
    if day > today:
        raise Unreadable(f"身份证号里的出生日期{day}晚于今天，请核对。")
    if day.year < OLDEST:
        raise Unreadable(f"身份证号里的出生日期{day}过早，请核对。")

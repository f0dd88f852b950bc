"""What a new password may not be, with its sentence where the framework's own has no Chinese.

Guessed first, here as everywhere: the unit in pinyin with a year behind it, a row of keys, one's own name. Nothing has
to be changed from time to time, and no kinds of signs are demanded: both lead to what is written under the keyboard.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.core.exceptions import ValidationError
from pypinyin import Style, lazy_pinyin

WORDS = Path(__file__).parent / "data" / "office_words.txt"
LOOK_ALIKE = str.maketrans("@4301!$5+7", "aaeoiisstt")
KEYS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "1qaz2wsx3edc4rfv5tgb6yhn")
RUN = 4  # signs in a row that count as one step
MOST = 60  # signs that are looked at: what is longer is no word of the office
MIXED = 4  # different signs at least


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"密码太短，至少需要 {self.min_length} 个字符。"

    def get_help_text(self) -> str:
        return f"密码至少需要 {self.min_length} 个字符，可以用几个不相关的词连起来。"


class NotOneself:
    """Neither the user name nor one's name in pinyin, whole or by its first letters with figures, nor a phone."""

    def validate(self, password: str, user: Any = None) -> None:
        plain = password.casefold()
        if re.fullmatch(r"\D{0,3}1[3-9]\d{9}\D{0,3}", plain):
            raise ValidationError("密码不能是手机号码。")
        if user is not None and any(name in plain for name in _names(user)):
            raise ValidationError("密码不能包含自己的用户名或姓名（拼音）。")

    def get_help_text(self) -> str:
        return "密码不能包含自己的用户名、姓名或手机号码。"


def _names(user: Any) -> set[str]:
    """What is long enough to be a name and no accident."""
    name = str(getattr(user, "name", "") or "")
    spelt = [part for part in lazy_pinyin(name, style=Style.NORMAL) if part]
    found = {str(user.username).casefold(), name.casefold(), "".join(spelt), "".join(spelt[1:] + spelt[:1])}
    return {one for one in found if len(one) >= 4 or (one and not one.isascii())}


class NotOfTheOffice:
    """No words of the trade and the place with figures and signs about them, no row of keys, no few signs repeated."""

    SAID = "密码太常见：不要用单位、地名的拼音加年份，也不要用键盘上相连的键。"

    def validate(self, password: str, user: Any = None) -> None:
        if is_common(password):
            raise ValidationError(self.SAID)

    def get_help_text(self) -> str:
        return "密码不能是单位、地名的拼音加年份，或键盘上相连的键。"


def is_common(password: str) -> bool:
    plain = password.casefold()[:MOST]
    if len(set(plain)) < MIXED or _is_rows(plain):
        return True
    bare = re.sub(r"[^a-z\u4e00-\u9fff]", "", plain)
    read = re.sub(r"[^a-z\u4e00-\u9fff]", "", plain.rstrip("0123456789!@#$%^&*.-_").translate(LOOK_ALIKE))
    return any(_is_words(letters) for letters in (bare, read))


def _is_words(letters: str) -> bool:
    """Nothing but words of the office, one after another; figures alone are none either."""
    reached = {0}
    for at in range(len(letters)):
        if at in reached:
            reached |= {at + len(word) for word in _words() if letters.startswith(word, at)}
    return len(letters) in reached


def _is_rows(plain: str) -> bool:
    """Whether it is nothing but runs along the keyboard or the alphabet, either way."""
    at = runs = 0
    while at < len(plain):
        length = next((n for n in range(len(plain) - at, RUN - 1, -1) if _in_row(plain[at : at + n])), 0)
        if not length:
            at += 1
            continue
        runs, at = runs + length, at + length
    return runs >= len(plain) - 2


def _in_row(part: str) -> bool:
    return any(part in row or part[::-1] in row for row in KEYS)


@cache
def _words() -> frozenset[str]:
    lines = WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())

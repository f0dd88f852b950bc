"""What people write where they have nothing to write: in a column that may be empty it is empty, a name it never is."""

from __future__ import annotations

import re
import unicodedata

from .text import STROKES, clean

NOTHING = re.compile(rf"[-{STROKES}ー─/\\_.…·。、,~*]*")
WORDS = {"无", "暂无", "没有", "N/A", "NA", "#N/A", "NIL", "空", "无。", "暂缺", "(无)", "(空)"}
NO_NAME = "“{}”不是{}，请填写实际内容。"


def is_blank(text: str) -> bool:
    """Nothing, only strokes, or a word for nothing."""
    plain = "".join(unicodedata.normalize("NFKC", clean(text)).split())
    return bool(NOTHING.fullmatch(plain)) or plain.upper() in WORDS


def refused(text: str, label: str) -> str:
    """The sentence for a required box that holds only such a sign, or nothing."""
    return NO_NAME.format(text.strip()[:8], label) if text.strip() and is_blank(text) else ""

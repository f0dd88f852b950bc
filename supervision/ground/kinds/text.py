"""Text as a person sees it, and the key by which two spellings of one name are the same.

Cleaning takes away what nobody sees: control and format characters (Unicode's Cc and Cf, the fillers that only look
empty, selectors of a shape where there is none to select), odd spaces, line ends in a field of one line. The joiner
inside an emoji is part of a picture and stays. Signs that turn the direction of reading make a page read otherwise
than its row: they are refused, not repaired.

Folding is for comparison only and is stored beside the value (`ground/keys.py`). NFKC and case folding of a character
never change once it is assigned (Unicode's stability policy), and the rest is the map below: after a change of it the
next release folds the stored keys anew.
"""

from __future__ import annotations

import re
import unicodedata

TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
TURNED = "含有改变文字方向的隐藏字符，请删去后重新填写。"
JOINER, TEXT_STYLE, EMOJI_STYLE = "\u200d", "\ufe0e", "\ufe0f"
# Letters and marks by category, and yet nothing is seen of them: those with a width, and those without.
BLANKS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
NOTHING = re.compile("[\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufdd0-\ufdef\ufffe\uffff]")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
HIDDEN = re.compile(f"{BLANKS.pattern}|{NOTHING.pattern}|{SELECTORS.pattern}")
STROKES = "‐‑‒–—―−"  # each is written for a hyphen, or for a minus
HYPHENS = str.maketrans(dict.fromkeys(STROKES, "-"))
# Shapes that one person writes for another; a space decides nothing.
_SAME = {
    **dict.fromkeys("[{〔【〖［｛「『〈《<", "("),
    **dict.fromkeys("]}〕】〗］｝」』〉》>", ")"),
    **dict.fromkeys("•‧∙⋅・･●◦", "·"),
    **dict.fromkeys(STROKES + "─ー", "-"),
    **dict.fromkeys("“”„‟〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′＇`", "'"),
    "、": ",", "。": ".", "～": "~", "〜": "~", "〇": "○",
}  # fmt: skip
SAME = str.maketrans(_SAME)
_WIDE = [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF0D, 0xFF0F, 0xFF0E]  # 0-9A-z－／．
HALF = {sign: sign - 0xFEE0 for sign in _WIDE}
MARK = re.compile("^['‘’`]+(?=.)")  # tells a spreadsheet that digits are a text; some exports leave it standing
HIDDEN_DIGIT = "*"
MASKED = "号码有几位已隐去（*），请填完整的号码。"
SAME_SIGNS = "".join(_SAME), "".join(_SAME.values())  # sign by sign, for a database that translates


class Unreadable(ValueError):
    """What is wrong with what was written, in words."""


def miscounted(what: str, want: int, have: int) -> str:
    """The sentence about a number with too few or too many digits."""
    return f"{what}应为{want}位，现有{have}位，{'少' if have < want else '多'}{abs(have - want)}位。"


def turns(value: str) -> bool:
    """Whether a sign in it turns the direction of reading."""
    return TURNING.search(value) is not None


def clean(value: str, *, lines: bool = False) -> str:
    """The text without what nobody sees; `lines` keeps line ends (at most one empty line) and indents."""
    if value.isascii() and value.isprintable():
        return " ".join(value.split())
    if value.isprintable() and not HIDDEN.search(value):  # most of them, and imports have millions
        return unicodedata.normalize("NFC", " ".join(value.split()))
    text = NOTHING.sub("", BLANKS.sub(" ", value.replace("\r\n", "\n").replace("\r", "\n")))
    text = unicodedata.normalize("NFC", text)
    kept = "".join(_kept(text, at) for at in range(len(text)))
    kept = unicodedata.normalize("NFC", SELECTORS.sub(_selector, kept))
    if not lines:
        return " ".join(kept.split())
    ruled = "\n".join(re.sub(r"(?<=\S)[ \t]+", " ", line).rstrip() for line in kept.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", ruled).strip()


def _kept(text: str, at: int) -> str:
    sign = text[at]
    if sign in "\n\t ":
        return sign
    category = unicodedata.category(sign)
    if category[0] == "Z":
        return "\n" if category in ("Zl", "Zp") else " "
    if sign == JOINER:
        return sign if _joins(text, at) else ""
    if category == "Cc":
        return "\n" if sign in "\x0b\x0c\x85" else ""
    return "" if category in ("Cf", "Cs") else sign


def _joins(text: str, at: int) -> bool:
    """Between two pictures (skin tones and styles follow the first)."""
    before = at - 2 if at > 1 and text[at - 1] == EMOJI_STYLE else at - 1
    return before >= 0 and at + 1 < len(text) and _pictured(text[before]) and _pictured(text[at + 1])


def _pictured(sign: str) -> bool:
    return unicodedata.category(sign) in ("So", "Sk") or "\U0001f000" <= sign <= "\U0001faff"


def _selector(found: re.Match[str]) -> str:
    """A selector says how the sign before it is drawn: a letter has variants but no emoji, nothing has neither."""
    sign, before = found[0], found.string[found.start() - 1 : found.start()]
    if not before or before.isspace() or SELECTORS.match(before):
        return ""
    return "" if sign in (TEXT_STYLE, EMOJI_STYLE) and before.isalpha() else sign


def narrow(value: str) -> str:
    """A code or a number as it is typed on a keyboard: half-width, without spaces."""
    return "".join(unicodedata.normalize("NFKC", clean(value)).split())


def half_width(value: str) -> str:
    """A printed number with its letters and digits as a keyboard has them; its brackets stay as they are printed."""
    return value.translate(HALF)


def fold(value: str) -> str:
    """The key of a name: equal for spellings that a person takes for the same one."""
    key = _folded(clean(value))
    while (again := _folded(clean(key))) != key:  # taking a space out may bring a letter and its accent together
        key = again
    return key


def _folded(text: str) -> str:
    plain = SELECTORS.sub("", unicodedata.normalize("NFKC", text).translate(SAME)).casefold()
    return "".join(unicodedata.normalize("NFKC", plain).translate(SAME).split())

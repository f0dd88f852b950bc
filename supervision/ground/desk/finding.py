"""How a word that is looked for meets what is stored: folded as the doors fold, so that brackets, dots and widths of
letters make no difference. A noun with a key is searched by it; any other text is folded by the database as it reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Contains, Regex, StartsWith

from supervision.ground import kinds

SAME, AS = kinds.text.SAME_SIGNS
APART = "\x1f"  # between texts laid together: no word has it
SPACES = " \t\r\n\u00a0\u3000"  # translated to nothing: they stand beyond the end of what they become


class Folded(Func):
    """`kinds.fold` as the database can do it: enough to find, not to tell what is one."""

    function = "TRANSLATE"
    output_field = TextField()

    def __init__(self, text: Any) -> None:
        """`text` is a path or an expression."""
        plain = Func(
            F(text) if isinstance(text, str) else text,
            template="NORMALIZE(%(expressions)s, NFKC)",
            output_field=TextField(),
        )
        super().__init__(Lower(plain), Value(SAME + SPACES), Value(AS))


# What may be a number of a person in a folded text, letter X at its end included: wider than what is masked, never
# narrower, because the database cannot tell them apart as `kinds.masks` does.
BETWEEN = "[-_.,/·()]{0,3}"
LONG = f"[0-9]({BETWEEN}[0-9]){{{kinds.masks.FEWEST - 1},}}x?"
DIGIT = re.compile(r"\d")
CODE = re.compile(r"[A-Za-z]+[A-Za-z0-9-]*")


class Told(Func):
    """A folded text without what may be a number of a person: what a word with digits is looked for in."""

    function = "REGEXP_REPLACE"
    output_field = TextField()

    def __init__(self, text: Any) -> None:
        super().__init__(text, Value(LONG), Value("*"), Value("g"))


def _told(text: Any, word: str, lookup: Any = Contains) -> Q:
    """`lookup` finds the word in the text, and not by a part of a number that is shown masked."""
    found = Q(lookup(text, word))
    digits = DIGIT.findall(word)
    if not digits:
        return found
    if not "".join(digits).isascii():  # of other scripts: the database does not know them for digits
        return Q(pk__in=())
    if len(digits) < kinds.masks.FEWEST:
        return found & Q(lookup(Told(text), word))
    number = any((start, end) == (0, len(word)) for start, end, *_ in kinds.masks.found(word))
    after = "[0-9x]" if number else f"{BETWEEN}[0-9]|x"  # two numbers may stand beside each other
    return found & Q(Regex(text, f"(?<![0-9]){re.escape(word)}(?!{after})"))


def has(text: Any, word: str) -> Q:
    """The text (a path, or an expression) has the word in it."""
    return _told(Folded(text), kinds.fold(word))


def begins(path: str, code: str) -> Q:
    """The code at the end of `path`, as somebody typed it, begins like this. One with letters is nobody's number."""
    found = Q(**{f"{path}__startswith": code})
    if CODE.fullmatch(code) and not kinds.masks.CALLED.match(code):
        return found
    return found & _told(F(path), code, StartsWith)


def in_one_of(paths: Sequence[str], word: str) -> Q:
    """One of these texts has the word in it. They are laid together, so that the database folds once for each row."""
    if len(paths) < 2:
        return has(paths[0], word) if paths else Q()
    parts: list[Any] = [F(paths[0])]
    for path in paths[1:]:
        parts += [Value(APART), F(path)]
    return has(Concat(*parts, output_field=CharField()), word)


def called(word: str, prefix: str = "") -> Q:
    """A part of a subject's name; in Latin letters also of its sound ("rqh", "raoqihe")."""
    key = kinds.fold(word)
    asked = Q(**{f"{prefix}name_key__contains": key}) & _told(F(f"{prefix}name_key"), key)
    plain = kinds.narrow(word).lower()
    sound = kinds.spelling.letters(plain) if plain.isascii() else ""
    if not sound:
        return asked
    return asked | Q(**{f"{prefix}pinyin__contains": sound}) & _told(F(f"{prefix}pinyin"), sound)


def called_all(value: str, prefix: str = "") -> Q:
    """Every word of several: “董团 合作社” finds the cooperatives of 董团."""
    asked: Any = Q()
    for word in kinds.clean(value).split():
        asked &= called(word, prefix)
    return asked

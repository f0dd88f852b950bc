"""How a word that is looked for meets what is stored: folded as the doors fold, so that brackets, dots and widths of
letters make no difference. A noun with a key is searched by it; any other text is folded by the database as it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import F, Func, Q, TextField, Value
from django.db.models.functions import Lower
from django.db.models.lookups import Contains

from supervision.ground import kinds

SAME, AS = kinds.text.SAME_SIGNS
SPACES = " \t\r\n\u00a0\u3000"  # translated to nothing: they stand beyond the end of what they become


class Folded(Func):
    """`kinds.fold` as the database can do it: enough to find, not to tell what is one."""

    function = "TRANSLATE"
    output_field = TextField()

    def __init__(self, path: str) -> None:
        plain = Func(F(path), template="NORMALIZE(%(expressions)s, NFKC)", output_field=TextField())
        super().__init__(Lower(plain), Value(SAME + SPACES), Value(AS))


def has(path: str, word: str) -> Q:
    """The text at the end of `path` has the word in it."""
    return Q(Contains(Folded(path), kinds.fold(word)))


def in_one_of(paths: Sequence[str], word: str) -> Q:
    found = Q()
    for path in paths:
        found |= has(path, word)
    return found


def called(word: str, prefix: str = "") -> Q:
    """A part of a subject's name; in Latin letters also of its sound ("rqh", "raoqihe")."""
    asked = Q(**{f"{prefix}name_key__contains": kinds.fold(word)})
    plain = kinds.narrow(word).lower()
    sound = kinds.spelling.letters(plain) if plain.isascii() else ""
    return asked | Q(**{f"{prefix}pinyin__contains": sound}) if sound else asked


def called_all(value: str, prefix: str = "") -> Q:
    """Every word of several: “董团 合作社” finds the cooperatives of 董团."""
    asked: Any = Q()
    for word in kinds.clean(value).split():
        asked &= called(word, prefix)
    return asked

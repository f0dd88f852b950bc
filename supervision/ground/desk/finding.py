"""How a word that is looked for meets what is stored: folded as the doors fold, so that brackets, dots and widths of
letters make no difference. A noun with a key is searched by it; any other text is folded by the database as it reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import CharField, F, Func, Q, TextField, Value
from django.db.models.functions import Concat, Lower
from django.db.models.lookups import Contains

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


def has(text: Any, word: str) -> Q:
    """The text (a path, or an expression) has the word in it."""
    return Q(Contains(Folded(text), kinds.fold(word)))


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

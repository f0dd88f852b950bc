"""One of several words: compared as people see them, with the nearest one proposed when none fits."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from functools import lru_cache

from .text import Unreadable, fold

YES = {fold(word) for word in ("是", "有", "1", "true", "y", "yes", "√", "✓", "✔", "对")}
NO = {fold(word) for word in ("否", "无", "没有", "0", "false", "n", "no", "×", "✗", "✕", "x", "不是")}


def read(written: str, choices: Sequence[tuple[str, str]], aliases: Mapping[str, str] | None = None) -> str:
    """The stored word of what was written: its label, itself, or one of the `aliases` (said -> stored)."""
    key = fold(written)
    known = _known(tuple((stored, str(label)) for stored, label in choices), tuple((aliases or {}).items()))
    if key in known:
        return known[key]
    labels = [label for _stored, label in choices]
    raise Unreadable(f"没有“{written.strip()[:20]}”这个选项，{_nearest(key, labels)}应为：{'、'.join(labels)}。")


@lru_cache(maxsize=256)
def _known(choices: tuple[tuple[str, str], ...], aliases: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """What each spelling means; of one column it is asked for every row of a workbook."""
    known = {fold(said): stored for said, stored in aliases}
    known |= {fold(str(stored)): stored for stored, _label in choices if stored != ""}
    return known | {fold(label): stored for stored, label in choices}


def flag(written: str) -> bool:
    key = fold(written)
    if key in YES:
        return True
    if key in NO:
        return False
    raise Unreadable("应为“是”或“否”。")


def _nearest(key: str, labels: Sequence[str]) -> str:
    by_key = {fold(label): label for label in labels}
    within = [label for folded, label in by_key.items() if key and len(key) > 1 and (key in folded or folded in key)]
    close = within or [by_key[one] for one in difflib.get_close_matches(key, by_key, n=1, cutoff=0.5)]
    return f"是“{close[0]}”吗？" if len(close) == 1 else ""

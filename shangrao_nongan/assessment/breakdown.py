"""The rows behind a point, taken apart: what is in the numerator, what else stands in the denominator, what was taken
off, and what was looked at and left out; each with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from .models import ScoreLine

Pair = tuple[Any, str]
COUNTED, DENOMINATOR, MISSED, DEDUCTED, LEFT_OUT = "counted", "denominator", "missed", "deducted", "left_out"


@dataclass(frozen=True)
class Part:
    """One view of the rows; `reasons` are those among them, with how many rows each has."""

    code: str
    label: str
    pairs: Sequence[Pair]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        return sorted(Counter(why for _, why in self.pairs if why).items())

    def only(self, reason: str) -> Sequence[Pair]:
        return [pair for pair in self.pairs if pair[1] == reason] if reason else self.pairs


def parts(line: ScoreLine) -> list[Part]:
    """The views of a line: of a share numerator and denominator, of a count what counts; empty ones are left away."""
    counted: list[Pair] = [(key, "") for key in line.counted]
    left_out: list[Pair] = [(key, why) for key, why in line.left_out]
    missed_for, deducted_for = line.missed_for, set(line.deducted or ())
    missed = [pair for pair in left_out if pair[1] in missed_for]
    deducted = [pair for pair in left_out if pair[1] in deducted_for]
    others = [pair for pair in left_out if pair[1] not in missed_for | deducted_for]
    found = [Part(COUNTED, "分子" if line.is_share else "计入", counted)]
    if missed:
        found.append(Part(DENOMINATOR, "分母", counted + missed))
        found.append(Part(MISSED, "分母中未达到的", missed))
    if deducted:
        found.append(Part(DEDUCTED, "扣减", deducted))
    return [*found, Part(LEFT_OUT, "未计入", others)]


def denominator_note(line: ScoreLine) -> str:
    """Where the denominator is a number that was set, there are no rows behind it."""
    if not line.is_share or not line.denominator or line.missed_for:
        return ""
    return f"分母 {line.denominator.normalize():f} 为下达的任务数或目标数，没有逐条记录。" if line.missed == [] else ""

"""When the laboratory's own correction of a verified report needs more than two people of the laboratory.

A correction that makes things worse stands with the second person. One that lifts something (不合格 into 合格, a
failing or forbidden item gone) also needs the 原始记录 and the consent of who ordered the test: a laboratory alone must
not undo what others act upon. Who is judged by the sample does not consent to his own relief. Every county is judged
by the samples of its place, its own included, so there the level above consents. 委托自检 judges nobody: there the
county that had it done consents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from supervision.ground.regions import Level as PlaceLevel

from ..vocabulary import Kind, Verdict


@dataclass(frozen=True)
class Standing:
    """What a report says of a sample: its verdict, whether something forbidden was found, and the items by verdict."""

    verdict: str
    banned: bool
    failing: frozenset[str]
    suspected: frozenset[str]


def standing(verdict: str, lines: Mapping[str, Any], suspected: Iterable[str]) -> Standing:
    """`lines` are the judged lines by analyte, each with `verdict` and `banned`."""
    failing = frozenset(code for code, line in lines.items() if line.verdict == Verdict.FAIL)
    return Standing(verdict, any(line.banned for line in lines.values()), failing, frozenset(suspected))


def lifts(before: Standing, after: Standing) -> bool:
    """Whether something that weighed on the sample would be gone."""
    return (
        (before.verdict == Verdict.FAIL and after.verdict != Verdict.FAIL)
        or (before.banned and not after.banned)
        or not before.failing <= after.failing
        or not before.suspected <= after.suspected | after.failing
    )


def consenting(kind: str) -> str:
    """The level whose bureau has to consent."""
    return PlaceLevel.COUNTY if kind == Kind.SELF else PlaceLevel.CITY

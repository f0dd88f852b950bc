"""What a careful colleague would ask about a line. Asked, not refused: the tester looks again and says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from ..vocabulary import Found
from .verdicts import Finding, mg_kg

BEYOND_LIMIT, BEYOND_USUAL = 100, 10
UNHEARD_OF = Decimal(10)  # mg/kg; of an item without a limit there is nothing else to hold the value against
ENOUGH = 3  # found values from which one may speak of what is usual
ALIKE = 2  # detected values that have to agree before two samples look like one


@dataclass(frozen=True)
class Around:
    """What is known of an item: its limit on the sampling day and what this laboratory usually finds, in mg/kg."""

    most: Decimal | None = None
    earlier: Sequence[Decimal] = ()

    @property
    def usual(self) -> Decimal | None:
        return median(self.earlier) if len(self.earlier) >= ENOUGH else None


def doubts(line: Finding, around: Around) -> str:
    """The questions about one line as one sentence, or nothing."""
    return "；".join(_asked(line, around))


def _asked(line: Finding, around: Around) -> Iterable[str]:
    lod = mg_kg(line.lod, line.unit) if line.lod is not None else None
    if line.found == Found.VALUE and line.value is not None:
        value = line.amount
        if around.most is not None and value > around.most * BEYOND_LIMIT:
            yield f"检出值超过限量（{said(around.most)} mg/kg）的 {BEYOND_LIMIT} 倍"
        if around.most is None and value > UNHEARD_OF:
            yield f"检出值高于 {UNHEARD_OF} mg/kg，该项目没有可比的限量，请核对小数点和单位"
        if around.usual is not None and value > around.usual * BEYOND_USUAL:
            yield f"检出值超过本机构该项目常见值（{said(around.usual)} mg/kg）的 {BEYOND_USUAL} 倍"
        if lod is not None and value < lod:
            yield "检出值低于检出限"
    tested = line.found in (Found.VALUE, Found.NOT_DETECTED, Found.BELOW)
    if tested and lod is not None and around.most is not None and lod > around.most:
        yield f"检出限高于限量（{said(around.most)} mg/kg）"


def twin(mine: Mapping[str, Decimal], others: Mapping[str, Mapping[str, Decimal]]) -> str:
    """The name of another sample with exactly these detected values, or nothing."""
    if len(mine) < ALIKE:
        return ""
    return next((name for name, values in others.items() if values == mine), "")


def twin_said(code: str) -> str:
    return f"全部检出值与样品 {code} 完全相同，是否录错样品"


def said(amount: Decimal) -> str:
    return f"{amount.normalize():f}"

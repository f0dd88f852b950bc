"""What a register counts beside its rows: a part of them, and the share of one part in another (口径 included)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.expressions import Combinable

from .counting import Counting, Rule

YES, NO = "True", "False"


@dataclass(frozen=True, eq=False)
class Part:
    """Some of the rows: `rule(year)` is true of them. `distinct` names the column of which each value counts once."""

    name: str
    label: str
    rule: Rule
    caliber: str = ""
    distinct: str | Combinable = "pk"

    def expression(self, year: int) -> Any:
        """True or false for each row; what cannot be told is no part."""
        rule = self.rule(year)
        return ExpressionWrapper(rule, output_field=BooleanField()) if isinstance(rule, Q) else rule


@dataclass(frozen=True, eq=False)
class Rate:
    """The share of `part` in `whole`, both counted by rows; `caliber` is the definition as the figure of it says it."""

    name: str
    label: str
    part: Part
    whole: Part
    caliber: str | Callable[[], str] = ""

    @property
    def told(self) -> str:
        return self.caliber if isinstance(self.caliber, str) else self.caliber()


def counted(counting: Counting) -> Part:
    """“其中计入” as a part."""
    caliber = f"与台账“其中计入”相同：按“{counting.label}”的口径，所选年度内计入的记录。"
    return Part("counted", f"计入“{counting.label}”", counting.rule, caliber, counting.distinct)

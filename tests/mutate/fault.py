"""A fault: one line of the code as somebody could have got it wrong, and the tests that should notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# What a fault is about.
DAY = "日期差一天或取错日期"
SCOPE = "范围、权限、脱敏"
STATE = "状态、种类算错"
GUARD = "少一道把关"
ROUNDING = "舍入、封顶、名次、单位"
VERSION = "版本、时限取错"
HALF = "条件只剩一半"
LEDGER = "事实、并发、重复"


class NoLongerApplies(Exception):
    """The text of a fault is not found, or found more than once."""


@dataclass(frozen=True)
class Fault:
    """In `file` the text `old`, found exactly once, becomes `new`. `what` says what is then wrong.

    `tests` are files or node ids; without any, those of the home (`trial.TESTS`). `shows` names exceptions by which
    this fault shows in the body of a test: a deed that must be allowed and is refused (RuleViolation). `lives` is the
    reason why no test sees it.
    """

    name: str
    file: str
    old: str
    new: str
    kind: str
    what: str
    tests: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()
    lives: str = ""

    def planted(self, text: str) -> str:
        if (found := text.count(self.old)) != 1 or self.old == self.new:
            raise NoLongerApplies(f"{self.name}：{self.file} 中找到 {found} 处“{self.old}”，应恰好 1 处。")
        return text.replace(self.old, self.new)

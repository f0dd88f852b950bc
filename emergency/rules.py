"""Suggesting a level and the order of reports. Values in, values out.

Thresholds differ from place to place (Guangdong, the Corps and the ministry's plan of 2014 disagree), so they are
rows of a table with their source; the system suggests and a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from .vocabulary import LEADS, MAJOR, MOVES, ReportKind, Status


@dataclass(frozen=True)
class Harm:
    """What is known of an incident. None is "not known", which reaches no threshold."""

    deaths: int | None = None
    affected: int | None = None
    townships: int | None = None
    counties: int | None = None
    cities: int | None = None


@dataclass(frozen=True)
class Threshold:
    """A level is suggested when every number given here is reached."""

    level: str
    at_least: Harm
    words: str = ""

    def reached_by(self, harm: Harm) -> bool:
        asked = {f.name: getattr(self.at_least, f.name) for f in fields(Harm)}
        asked = {name: least for name, least in asked.items() if least is not None}
        return bool(asked) and all((getattr(harm, name) or 0) >= least for name, least in asked.items())


def suggest(thresholds: Iterable[Threshold], harm: Harm) -> Threshold | None:
    """The highest level whose threshold is reached; None where even the lowest is not."""
    reached = [threshold for threshold in thresholds if threshold.reached_by(harm)]
    return min(reached, key=lambda threshold: threshold.level, default=None)


def is_lead(kind: str, severity: int) -> bool:
    return kind in LEADS and severity >= LEADS[kind]


def may_move(now: str, to: str) -> bool:
    return to in MOVES[Status(now)]


def next_report(given: Iterable[str], kind: str) -> str:
    """Why this report cannot be given, or nothing. A first report may always be given when there is none."""
    given = set(given)
    if kind == ReportKind.FIRST:
        return "已有初报，请填写续报或终报。" if given else ""
    if ReportKind.FINAL in given:
        return "已提交终报，不能再续报。"
    return "" if ReportKind.FIRST in given else "请先提交初报。"


def is_major(level: str, agricultural: bool) -> bool:
    """重大农产品质量安全事件: Ⅱ or above, and the responsibility lies in the agricultural link."""
    return level in MAJOR and agricultural

"""The digest in words: one line for each kind of duty, one for each unit below; never one for each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils import timezone

from .duties import Duty
from .rules import When

MOST = 1900  # characters: a notice holds 2000


@dataclass
class Tally:
    """How many turns of a duty a post has in one place, how many of them late, and the earliest end."""

    count: int = 0
    late: int = 0
    earliest: When | None = None
    fresh: bool = False

    def add(self, due: When | None, *, late: bool) -> None:
        self.count, self.late = self.count + 1, self.late + late
        if due is not None and (self.earliest is None or due < self.earliest):
            self.earliest = due


@dataclass
class Unit:
    """A unit below, for the level above it."""

    vacant: bool = False
    tallies: dict[Duty, Tally] = field(default_factory=dict)


def title(day: dt.date) -> str:
    return f"待办提醒（{day:%Y-%m-%d}）"


def body(own: Mapping[Duty, Tally], units: Sequence[tuple[str, Unit]]) -> str:
    """Only what has something new in it is told, and then with its full number."""
    lines = [f"{_told(duty, one)}{_until(one)}" for duty, one in own.items() if one.fresh]
    for name, unit in units:
        told = [_told(duty, one) for duty, one in unit.tallies.items() if one.fresh]
        if told:
            lines.append(f"{name}{'（岗位暂缺）' if unit.vacant else ''}：{'、'.join(told)}")
    return _short_enough(lines)


def _told(duty: Duty, one: Tally) -> str:
    return f"{duty.label} {one.count} 项{f'（逾期 {one.late} 项）' if one.late else ''}"


def _until(one: Tally) -> str:
    if one.earliest is None:
        return ""
    when = one.earliest
    said = f"{timezone.localtime(when):%Y-%m-%d %H:%M}" if isinstance(when, dt.datetime) else f"{when:%Y-%m-%d}"
    return f"，最早的 {said} 到期"


def _short_enough(lines: list[str]) -> str:
    kept: list[str] = []
    for line in lines:
        if sum(len(one) + 1 for one in kept) + len(line) > MOST:
            kept.append(f"另有 {len(lines) - len(kept)} 行，见待办。")
            break
        kept.append(line)
    return "\n".join(kept)

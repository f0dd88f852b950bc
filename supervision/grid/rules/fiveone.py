"""Whether a township has its five things: computed from rows, never typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from supervision.ground.parameters import Parameter

from ..vocabulary.fiveone import One

# How many rows make a "one" complete; a scheme may ask for more.
NEEDED: Mapping[str, int] = {
    "supervisors": 1,
    "testers": 1,
    One.REGISTER: 1,
    One.SAMPLING: 1,
    One.PATROL: 1,
    One.REPORT: 1,
}


@dataclass(frozen=True)
class Evidence:
    """What stands behind one item: how many rows, the newest of them, and whether that is enough.

    `late` of them wait for the level above longer than they may (待审超期): they count, for nobody below is to blame.
    """

    count: int = 0
    latest: dt.date | None = None
    done: bool = False
    missing: str = ""
    late: int = 0


@dataclass(frozen=True)
class FiveOne:
    items: Mapping[str, Evidence] = field(default_factory=dict)

    @property
    def done(self) -> int:
        return sum(evidence.done for evidence in self.items.values())

    @property
    def complete(self) -> bool:
        return self.done == len(One)


def judge(
    item: str, count: int, latest: dt.date | None, late: int = 0, *, needed: Mapping[str, int] = NEEDED
) -> Evidence:
    enough = needed.get(item, 1)
    missing = "" if count >= enough else f"{One(item).label}：需要{enough}份，现有{count}份"
    return Evidence(count, latest, count >= enough, missing, late)


def judge_team(
    supervisors: int, testers: int, latest: dt.date | None, late: int = 0, *, needed: Mapping[str, int] = NEEDED
) -> Evidence:
    """A team is a supervisor and a tester on duty; assistants and volunteers stand beside it."""
    short = []
    if supervisors < needed.get("supervisors", 1):
        short.append(f"在岗监管员{supervisors}人")
    if testers < needed.get("testers", 1):
        short.append(f"在岗检测员{testers}人")
    missing = f"{One.TEAM.label}：{'、'.join(short)}，人数不足" if short else ""
    return Evidence(supervisors + testers, latest, not short, missing, late)


# The newest row of an item is looked at once a quarter.
FRESH = Parameter("fresh_days", "最近一条距期末几天内为“新近”", 90, least=1, most=366, unit="天")


def freshness(age: int | None) -> str:
    """What the age of the newest row says, in a word; nothing where there is no row."""
    if age is None:
        return ""
    return "新近" if age <= FRESH.default else "已久未更新"

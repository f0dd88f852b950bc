"""Two people filled in one report: line by line as the page was opened, as it stands now, as it was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from supervision.ground.desk import merging

from ..models import Result
from .lines import Line

REPORT, NUMBER, EMPTY = "report", "报告编号", "（空）"
ASKED = "这一项两人都填过，请选择采用哪一个。"


def settle(lines: Sequence[Line], opened: Mapping[str, Result] | None, data: QueryDict) -> merging.Merged:
    """`opened` are the rows by item as the page showed them; nothing where that is unknown: then every difference is
    chosen. What only the other one entered is taken over into the lines.
    """
    merged, waiting = merging.Merged(form=None, known=opened is not None), _waiting(data)
    for line in lines:
        theirs = line.of(line.result)
        row = opened.get(line.result.analyte_id) if opened is not None else None
        before = line.of(row) if row is not None else None
        kept = _side(line, theirs, before, waiting.get(line.name))
        if kept is merging.Side.OPEN:
            line.both = _choice(line, theirs)
            merged.choices.append(line.both)
        elif kept is merging.Side.THEIRS and (theirs.finding, theirs.settings) != (line.finding, line.settings):
            line.take(theirs)
            merged.taken_over.append(line.result.analyte.name)
    return merged


def settle_report(merged: merging.Merged, *, opened: str | None, now: str, mine: str) -> str:
    """The same for the report's number: what is to stand in its box."""
    then = now if opened is None else opened
    kept = merging.side(mine_moved=mine != then, theirs_moved=opened is None or now != then, differ=mine != now)
    if kept is merging.Side.OPEN:
        merged.choices.append(report_choice(now))
    elif kept is merging.Side.THEIRS and now != mine:
        merged.taken_over.append(NUMBER)
    return now if kept is merging.Side.THEIRS else mine


def report_choice(theirs: str) -> merging.Choice:
    return merging.Choice(REPORT, NUMBER, theirs or EMPTY)


def choose(lines: Sequence[Line], data: QueryDict) -> bool:
    """The page of a merge sent back: his lines where his were chosen; False where something is still to be chosen."""
    waiting, all_chosen = _waiting(data), True
    for line in lines:
        if (picked := waiting.get(line.name)) is None:
            continue
        theirs = line.of(line.result)
        if picked == merging.THEIRS:
            line.take(theirs)
        elif picked != merging.MINE:
            line.both, line.error, all_chosen = _choice(line, theirs), ASKED, False
    return all_chosen


def _waiting(data: QueryDict) -> dict[str, str]:
    return {name: data.get(merging.control_of(name), "") for name in data.getlist(merging.BOTH)}


def _side(line: Line, theirs: Line, before: Line | None, picked: str | None) -> merging.Side:
    """By what stands in the boxes; how it was tested is compared only where that is the same in all. What was to be
    chosen, and was not, is as if nobody knew how it was opened.
    """
    before = None if picked == "" else before
    alike = len({one.finding for one in (line, theirs, before) if one is not None}) == 1
    mine, now = _said(line, alike), _said(theirs, alike)
    then = _said(before, alike) if before is not None else now
    moved = before is None or now != then
    return merging.side(mine_moved=mine != then, theirs_moved=moved, differ=mine != now, picked=picked or "")


def _said(line: Line, alike: bool) -> Any:
    return line.settings if alike else line.finding


def _choice(line: Line, theirs: Line) -> merging.Choice:
    said = theirs.text or EMPTY
    if theirs.settings != line.settings:
        said = f"{said}（{theirs.settings.said}）"
    return merging.Choice(line.name, line.result.analyte.name, said)

"""Entering what was found: half a report may be kept; of what seems implausible somebody has to say that he is sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from supervision.ground import clock, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.texts import read, tidy
from supervision.models import Post

from ..models import Result, TestOrder
from ..rules.verdicts import entry_fault
from ..vocabulary import Found, OrderState
from .doubting import doubts_of
from .judging import finding
from .orders import LIFE, demand

TYPED = ("found", "value", "lod", "loq", "unit", "method", "typed", "digits")
WRITTEN = (*TYPED, "doubt", "sure_by")
Lines = Mapping[str, Mapping[str, Any]]  # by analyte; beside the fields `sure`: the doubt that the tester has confirmed


class BadLines(RuleViolation):
    """Some lines of a report cannot be right; `lines` has a sentence for each analyte concerned."""

    def __init__(self, lines: dict[str, str], *, missing: int):
        told = [f"还有 {missing} 个项目没有录入"] if missing else []
        told += [f"有 {len(lines) - missing} 个项目的结果填写有误"] if len(lines) > missing else []
        super().__init__(f"{'，'.join(told)}，请看标红的行。")
        self.lines = lines


class Doubtful(RuleViolation):
    """Some lines seem implausible and nobody has said that they are right; `doubts` has the question for each."""

    def __init__(self, doubts: dict[str, str]):
        super().__init__(f"有 {len(doubts)} 个项目的结果不同寻常，请核对；确认无误的勾选“已核对”后再提交。")
        self.doubts = doubts


def enter_results(
    order: TestOrder, *, by: Post, version: int, lines: Lines, finish: bool, report: str = ""
) -> TestOrder:
    """Write the findings by analyte; `finish` hands them to the verifier. Half a report may be kept."""
    demand("result", order, by)
    results = list(order.results.reported().select_related("analyte"))
    typed(results, lines, order, by=by, finish=finish)
    records.seen(order, version)
    entered: dict[str, Any] = {"tested_by": by, "tested_on": clock.today(), "report": read(report, "report")[:40]}
    entered["writers"] = sorted({*order.writers, by.user_id})
    with history.acting(by, "提交检测结果" if finish else "保存检测结果", on=[order]):
        if finish:
            LIFE.move(order, OrderState.ENTERED, by=by, verb="提交检测结果", returned_why="", **entered)
        else:
            records.touch(order, by=by, verb="保存检测结果", returned_why="", **entered)
        Result.objects.bulk_update(results, WRITTEN)
    return order


def typed(results: Sequence[Result], lines: Lines, order: TestOrder, *, by: Post, finish: bool) -> None:
    """Lay what was typed onto the lines (unsaved) and ask everything of them; `finish`: nothing may be open."""
    for result in results:
        given, before = lines.get(result.analyte_id, {}), finding(result)
        for name, value in given.items():
            if name in TYPED:
                setattr(result, name, value)
        tidy(result, TYPED)
        if finding(result) != before:  # who was sure was sure of the other value
            result.doubt, result.sure_by = "", None
        if "value" in given and "digits" not in given:  # without the text nobody knows how it was written
            result.typed = result.digits = ""
    _refuse_bad(results, finish=finish)
    _ask(results, lines, order, by=by, finish=finish)


def _ask(results: Sequence[Result], lines: Lines, order: TestOrder, *, by: Post, finish: bool) -> None:
    found, open_ = doubts_of(order, results), {}
    for result in results:
        sentence = found.get(result.analyte_id, "")
        sure = lines.get(result.analyte_id, {}).get("sure", "")
        if sentence and sentence != sure and not (sentence == result.doubt and result.sure_by_id):
            open_[result.analyte_id] = sentence
        elif sentence != result.doubt:
            result.doubt, result.sure_by = sentence, by if sentence else None
    if open_ and finish:
        raise Doubtful(open_)


def _refuse_bad(results: Sequence[Result], *, finish: bool) -> None:
    bad, missing = {}, 0
    for result in results:
        fault = entry_fault(finding(result))
        if not fault and finish and result.found == Found.PENDING:
            fault, missing = "请录入结果；没有检测的项目填“未检测”。", missing + 1
        if fault:
            bad[result.analyte_id] = fault
    if bad:
        raise BadLines(bad, missing=missing)

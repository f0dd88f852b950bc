"""What a page says of one report is written once, and on the version that was seen."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from supervision.ground import desk, history, sent
from supervision.ground.desk import merging
from supervision.ground.errors import RuleViolation, StaleEdit, Unversioned
from supervision.ground.people import OfficialRequest
from supervision.ground.sent import Given, How, SentBefore

from .. import services
from ..models import Result, TestOrder
from ..services.entering import BadLines, Doubtful
from ..services.orders import why_not
from .lines import Line, given_of
from .settling import REPORT, choose, report_choice, settle, settle_report

MARKED = "有项目填写有误，请核对标红的行。"
OPEN = "还有项目两人都填过，请选择采用哪一个。"
CALLED = "这份检测单"


@dataclass
class Saving:
    """One report of a page. `report` is its number, where the page asks for that; afterwards `said` is what was done,
    or `problem` why it was not, and `merged` what somebody else has entered meanwhile.
    """

    request: OfficialRequest
    order: TestOrder
    lines: list[Line]
    version: str
    key: uuid.UUID
    report: str | None = None
    said: str = ""
    problem: str = ""
    merged: merging.Merged | None = None
    since: list[dict[str, Any]] = field(default_factory=list)
    late: bool = False  # somebody was faster

    @property
    def finish(self) -> bool:
        return "submit" in self.request.POST

    def save(self) -> bool:
        if any(line.error for line in self.lines):
            self.problem = MARKED
            return False
        given = Given("testorders:result", self.key, sent.digest_of(self._content()))
        # The same page once more with other content: who went back and corrected it corrects what he saved.
        corrected = Given(given.door, uuid.uuid5(given.key, given.digest), given.digest)
        try:
            return self._once(given)
        except SentBefore as before:
            if before.how is How.OTHER:
                try:
                    return self._once(corrected, own=True)
                except SentBefore:
                    pass
        self.said = f"{self.order} 的结果刚刚已{'提交审核' if self.finish else '保存'}，没有重复办理。"
        return True

    def _content(self) -> dict[str, Any]:
        boxes = {line.name: [line.text, *vars(line.settings).values(), line.sure] for line in self.lines}
        return {"order": self.order.pk, "submit": self.finish, REPORT: self.report, **boxes}

    def _once(self, given: Given, *, own: bool = False) -> bool:
        try:
            with sent.once(given, by=self.request.post, again=True) as doing:
                if self._settled(own=own):
                    doing.came_to(self._enter())
        except StaleEdit:  # between our look and the write
            self._merge()
        except RuleViolation as refused:
            self.problem = str(refused)
            mark(self.lines, refused)
        return not self.problem

    def _enter(self) -> TestOrder:
        report = self.order.report if self.report is None else self.report
        version, given = self.order.version, given_of(self.lines)
        entered = services.enter_results(
            self.order, by=self.request.post, version=version, lines=given, finish=self.finish, report=report
        )
        self.said = f"{entered} 的结果已{'提交审核' if self.finish else '保存'}。"
        return entered

    def _settled(self, *, own: bool) -> bool:
        """Whether it may be written now: on the version that was seen, and with everything chosen."""
        if own:
            self._look_again()
        if self.version != str(self.order.version):
            if own and desk.own_doing(self.request, self.order, self.version):
                return True
            self._merge()
            return False
        chosen = choose(self.lines, self.request.POST)
        if not self._report_chosen() or not chosen:
            self.problem = OPEN
        return not self.problem

    def _report_chosen(self) -> bool:
        data = self.request.POST
        if self.report is None or REPORT not in data.getlist(merging.BOTH):
            return True
        picked = data.get(merging.control_of(REPORT), "")
        if picked == merging.THEIRS:
            self.report = self.order.report
        elif picked != merging.MINE:
            self.merged = merging.Merged(form=None, choices=[report_choice(self.order.report)])
        return picked in (merging.MINE, merging.THEIRS)

    def _look_again(self) -> None:
        self.order = TestOrder.objects.select_related("product").get(pk=self.order.pk)
        rows = {row.analyte_id: row for row in self.order.results.reported().select_related("analyte")}
        for line in self.lines:
            line.result = rows[line.result.analyte_id]

    def _merge(self) -> None:
        """Nothing is written: the page shows what somebody else has entered beside what was typed here."""
        self.late = True
        self._look_again()
        known = self.version.isdecimal() and len(self.version) < 10
        before = history.as_of(self.order, int(self.version)) if known else None
        self.merged = settle(self.lines, self._opened() if before else None, self.request.POST)
        if self.report is not None:
            now, then = self.order.report, before.report if before else None
            self.report = settle_report(self.merged, opened=then, now=now, mine=self.report)
        changed = desk.what_changed(self.request, self.order, self.version, CALLED)
        late = f"{changed}。" if before else str(Unversioned())
        refused = why_not("result", self.order, self.request.post)
        self.problem = f"{late}{refused}您填写的内容都在，请核对。"
        self.since = desk.told_since(desk.since_page(self.order, self.version))

    def _opened(self) -> Mapping[str, Result]:
        rows = history.rows_as_of(self.order, int(self.version), self.order.results.reported())
        return {row.analyte_id: row for row in rows.values()}


def mark(lines: list[Line], refused: RuleViolation) -> None:
    """Put each sentence at its line."""
    for line in lines:
        code = line.result.analyte_id
        if isinstance(refused, BadLines):
            line.error = refused.lines.get(code, line.error)
        elif isinstance(refused, Doubtful):
            line.ask(refused.doubts.get(code, line.question))


def key_of(request: OfficialRequest) -> uuid.UUID:
    """The key of the page, which it keeps while it is sent back and forth."""
    return sent.key_of(request.POST.get("client_key", "")) or uuid.uuid4()

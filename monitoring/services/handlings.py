"""核查处置: from the bad result to the closed file. Each non-compliant sample is handled, without exception."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from supervision.ground import clock, facts, history
from supervision.ground.desk import linked
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import not_allowed, require
from supervision.ground.records import COUNTED, State, touch
from supervision.ground.subjects import Subject, line_of
from supervision.models import Case, Post

from ..models import Handling, Sample
from ..rules.orderers import why_not_ordered
from ..vocabulary import HANDLED, Action, Kind, Taking, Verdict

UNDOING = {"return": "退回", "void": "作废"}


class HandlingLife(Life[Handling]):
    """The file of one non-compliant sample. Handing it in (提请办结) says that everything is there; closed it is, and
    counts, when another person of the level that ordered the sampling, or above, has confirmed it."""

    model = Handling
    made = submitted = "提请办结核查处置"
    drafted, accepted = "登记核查处置", "确认办结"
    telling = (State.ACCEPTED,)

    def why_not(self, verb: str, handling: Handling, post: Post) -> str:
        """办结 asks for two rights: to close the file, and to hand it in."""
        unable = not_allowed(post, "monitoring.close_handling") if verb == "submit" else ""
        refused = unable or super().why_not(verb, handling, post)
        if not refused and verb in UNDOING and handling.state == State.ACCEPTED:
            return why_not_ordered(handling.sample.level, post, UNDOING[verb])
        return refused

    def decider(self, handling: Handling, post: Post) -> str:
        return why_not_ordered(handling.sample.level, post, "确认办结")

    def fill(self, rows: Sequence[Handling], by: Post) -> None:
        for handling in rows:
            if handling.sample_id is None:
                raise RuleViolation("请选择不合格样品。", field="sample")
            if not handling.region_id:  # it stays where it was opened
                handling.region = handling.sample.region
            handling.opened_on = handling.opened_on or clock.today()

    def check(self, handling: Handling, by: Post, *, complete: bool) -> None:
        if handling.pk is None:
            _refuse_compliant(handling)
        _check_days(handling)
        if complete:
            _check_complete(handling)

    def tells(self, handling: Handling) -> list[dict[str, Any]]:
        return [tell_handled(handling)]

    def follows(self, rows: Sequence[Handling], by: Post, why: str) -> None:
        """Returned, the file is open again."""
        for handling in rows:
            _link_case(handling, by)
            if handling.state == State.RETURNED:
                touch(handling, by=by, verb="退回", closed_on=None)

    def create(self, *, by: Post, submit: bool = False, **fields: Any) -> Handling:
        """Open the file of one non-compliant sample; with `submit` it is closed at once."""
        if submit:
            _require_closer(by)
            fields["closed_on"] = clock.today()
        return super().create(by=by, submit=submit, **fields)

    def edit(self, handling: Handling, /, *, by: Post, version: int, **fields: Any) -> Handling:
        """Whose file it is stays."""
        fields.pop("sample", None)
        return super().edit(handling, by=by, version=version, **fields)

    def submit(self, handling: Handling, *, by: Post) -> Handling:
        """提请办结: everything the file must show is there."""
        _require_closer(by)
        self.demand("submit", handling, by)
        self.check(handling, by, complete=True)
        with history.acting(by, self.submitted, on=[handling], kind=history.ActKind.SUBMITTED):
            if handling.closed_on is None:
                touch(handling, by=by, verb=self.submitted, closed_on=clock.today())
            return super().submit(handling, by=by)


LIFE = HandlingLife()
open_handling, correct_handling, close_handling = LIFE.create, LIFE.edit, LIFE.submit
accept_handling, return_handling, void_handling = LIFE.accept, LIFE.return_, LIFE.void


def void_of(sample: Sample, *, by: Post, why: str) -> None:
    """What was done about a sample goes with it when the sample turns out to be none."""
    for row in Handling.objects.live().filter(sample=sample):
        void: dict[str, Any] = {"voided_by": by, "voided_at": clock.now(), "voided_why": why}
        LIFE.move(row, State.VOID, by=by, verb="随抽样单作废", why=why, **void)


def tell_handled(handling: Handling) -> dict[str, Any]:
    sample = handling.sample
    done = " ".join(filter(None, [handling.get_action_display(), handling.case_number]))
    return {
        "kind": HANDLED,
        "on": handling.closed_on,
        "source": handling,
        "subject": sample.subject,
        "summary": f"{sample.product}：{done}",
        "cause": sample,
    }


def _link_case(handling: Handling, by: Post) -> None:
    """The case that the file names or is linked with follows from its sample: failure and penalty are one event."""
    if handling.state not in COUNTED:
        return
    named = Q(number=handling.case_number) if handling.case_number else Q(pk__in=())
    for case in Case.objects.live().filter(named | Q(pk__in=linked.keys_of(handling, Case))).order_by("pk"):
        facts.follows(case, handling.sample, by=by)


def _require_closer(by: Post) -> None:
    for verb in ("close", "submit"):
        require(by, f"monitoring.{verb}_handling")


def _refuse_compliant(handling: Handling) -> None:
    sample = handling.sample
    if sample.kind == Kind.SELF:
        raise RuleViolation("委托自检的样品不作核查处置，需要查处的请另行监督抽查。", field="sample")
    bad = sample.verdict == Verdict.FAIL or sample.taking == Taking.REFUSED
    if not bad or sample.state not in COUNTED:
        raise RuleViolation("只有不合格或拒检的样品需要核查处置。", field="sample")
    if (
        Handling.objects.filter(sample=sample)
        .exclude(state=State.VOID)
        .exclude(client_key=handling.client_key)
        .exists()
    ):
        raise RuleViolation("该样品已有核查处置单。", field="sample")


def _check_days(handling: Handling) -> None:
    today = clock.today()
    for name in ("opened_on", "notified_on"):
        day = getattr(handling, name)
        if day is not None and day > today:
            raise RuleViolation("日期不能晚于今天。", field=name)
    if handling.opened_on < handling.sample.sampled_on:
        raise RuleViolation("不能早于抽样日期。", field="opened_on")


def _check_complete(handling: Handling) -> None:
    for name, sentence in (
        ("notified_on", "请填写书面通知被抽查人的日期。"),
        ("cause", "请填写原因排查情况。"),
        ("action", "请选择处置方式。"),
    ):
        if not getattr(handling, name):
            raise RuleViolation(sentence, field=name)
    if handling.action == Action.CASE and not handling.case_number:
        raise RuleViolation("立案查处的请填写立案号。", field="case_number")
    if handling.action != Action.CASE and not handling.case_number and not handling.no_case_why:
        raise RuleViolation("没有立案的请写明理由。", field="no_case_why")


def handlings_of(subject: Subject) -> list[str]:
    """What is not closed yet about a subject: it goes along when that stops, moves or goes over to another."""
    found = Handling.objects.counted().filter(sample__subject__in=line_of(subject), closed_on=None).count()
    return [f"未办结核查处置 {found} 件"] if found else []

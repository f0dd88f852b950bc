"""核查处置: from the bad result to the closed file. Each non-compliant sample is handled, without exception."""

from __future__ import annotations

import uuid
from typing import Any

from supervision.ground import clock, facts, history, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import require
from supervision.ground.records import COUNTED, State, touch
from supervision.models import Post

from ..models import Handling, Sample
from ..vocabulary import HANDLED, Action, Kind, Taking, Verdict


def open_handling(*, by: Post, submit: bool = False, client_key: uuid.UUID | None = None, **fields: Any) -> Handling:
    """Open the file of one non-compliant sample; with `submit` it is closed at once."""
    handling = Handling(client_key=client_key, **fields)
    if handling.sample_id is None:
        raise RuleViolation("请选择不合格样品。", field="sample")
    _refuse_compliant(handling)
    handling.region = handling.sample.region
    handling.opened_on = handling.opened_on or clock.today()
    _check_days(handling)
    with history.acting(by, "办结核查处置" if submit else "登记核查处置"):
        made = records.create(handling, by=by)
        return close_handling(made, by=by) if submit and made is handling else made


def correct_handling(handling: Handling, *, by: Post, version: int, **fields: Any) -> Handling:
    fields.pop("sample", None)
    for name, value in fields.items():
        setattr(handling, name, value)
    _check_days(handling)
    return records.edit(handling, by=by, version=version, **fields)


def close_handling(handling: Handling, *, by: Post) -> Handling:
    """办结: everything the file must show is there; it then counts as handled."""
    require(by, "monitoring.close_handling")
    _check_complete(handling)
    with history.acting(by, "办结核查处置"):
        if handling.closed_on is None:
            touch(handling, by=by, verb="办结核查处置", closed_on=clock.today())
        records.submit(handling, by=by)
        _tell(handling, by)
    return handling


def accept_handling(handling: Handling, *, by: Post) -> Handling:
    return records.accept(handling, by=by)


def return_handling(handling: Handling, *, by: Post, why: str) -> Handling:
    """The file is open again."""
    with history.acting(by, "退回", why):
        facts.retract(handling, by=by, why=why or "退回")
        records.return_(handling, by=by, why=why)
        return touch(handling, by=by, verb="退回", closed_on=None)


def void_handling(handling: Handling, *, by: Post, why: str) -> Handling:
    with history.acting(by, "作废", why):
        records.void(handling, by=by, why=why)
        facts.retract(handling, by=by, why=why)
    return handling


def void_of(sample: Sample, *, by: Post, why: str) -> None:
    """What was done about a sample goes with it when the sample turns out to be none."""
    for row in Handling.objects.live().filter(sample=sample):
        changes = {"voided_by": by, "voided_at": clock.now(), "voided_why": why}
        touch(row, by=by, verb="随抽样单作废", why=why, state=State.VOID, **changes)
        facts.retract(row, by=by, why=why)


def tell_handled(handling: Handling) -> dict[str, Any]:
    sample = handling.sample
    done = " ".join(filter(None, [handling.get_action_display(), handling.case_number]))
    return {
        "kind": HANDLED,
        "on": handling.closed_on,
        "source": handling,
        "subject": sample.subject,
        "summary": f"{sample.product}：{done}",
    }


def _tell(handling: Handling, by: Post) -> None:
    facts.record_many([tell_handled(handling)], by=by)


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

"""What may be done with a rectification or a case on its way, each step with its own few fields.

The desk's verbs change the state of a record; these go on with the matter itself, also after it was accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from supervision.desk.forms import DeskForm
from supervision.forms import case as case_forms
from supervision.forms import rectification as rectification_forms
from supervision.forms.staff import LeaveForm
from supervision.models.case import Case
from supervision.models.rectification import Rectification
from supervision.people.models import Post
from supervision.records.vocabulary import COUNTED, State
from supervision.services import case as cases
from supervision.services import rectification as rectifications
from supervision.services.staff import leave_duty
from supervision.vocabulary.case import Progress
from supervision.vocabulary.rectification import Stage


@dataclass(frozen=True)
class Step:
    """`call(record, by=post, **the form's values)`; offered while `when(record)` and to who has `perm`."""

    name: str
    label: str
    perm: str
    form: type[DeskForm]
    call: Callable[..., Any]
    when: Callable[[Any], bool]


def _recheck(record: Rectification, *, by: Post, closed_on: Any, outcome: str, recheck: str) -> Rectification:
    if outcome == rectification_forms.PASSED:
        return rectifications.pass_recheck(record, by=by, closed_on=closed_on, recheck=recheck)
    return rectifications.fail_recheck(record, by=by, recheck=recheck)


def _at(stage: Stage) -> Callable[[Rectification], bool]:
    return lambda record: record.state in COUNTED and record.stage == stage


def _reached(*progress: Progress) -> Callable[[Case], bool]:
    return lambda record: record.state != State.VOID and record.progress in progress


def _advance(step: str) -> Callable[..., Case]:
    return lambda record, *, by, **changes: cases.advance_case(record, by=by, step=step, **changes)


RECTIFICATION = {
    "fix": Step(
        "fix",
        "报告整改完成",
        "supervision.fix_rectification",
        rectification_forms.FixForm,
        rectifications.report_fixed,
        _at(Stage.OPEN),
    ),
    "recheck": Step(
        "recheck",
        "复查",
        "supervision.recheck_rectification",
        rectification_forms.RecheckForm,
        _recheck,
        _at(Stage.REPORTED),
    ),
}
CASE = {
    "file": Step(
        "file", "立案", "supervision.file_case", case_forms.FileForm, _advance("file"), _reached(Progress.LEAD)
    ),
    "decide": Step(
        "decide",
        "作出决定",
        "supervision.decide_case",
        case_forms.DecideForm,
        _advance("decide"),
        _reached(Progress.FILED),
    ),
    "close": Step(
        "close", "结案", "supervision.close_case", case_forms.CloseForm, _advance("close"), _reached(Progress.DECIDED)
    ),
    "transfer": Step(
        "transfer",
        "移送公安",
        "supervision.transfer_case",
        case_forms.TransferForm,
        _advance("transfer"),
        lambda record: record.state != State.VOID and record.transferred_on is None,
    ),
}
STAFF = {
    "leave": Step(
        "leave",
        "离岗",
        "supervision.change_staff",
        LeaveForm,
        leave_duty,
        lambda record: record.state in COUNTED and record.until is None,
    ),
}
REGISTER_OF = {"rectification": "rectifications", "case": "cases", "staff": "staff"}


def offered(steps: dict[str, Step], record: Any, post: Post) -> list[dict[str, str]]:
    """The steps that fit the record and the post, each with its page."""
    key = REGISTER_OF[record._meta.model_name]
    return [
        {"label": step.label, "url": reverse(f"supervision:{key}-step", args=[record.pk, step.name])}
        for step in steps.values()
        if step.when(record) and post.has_perm(step.perm)
    ]

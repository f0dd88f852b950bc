"""Patrols for tests, made through the services."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground.people import Post
from supervision.ground.subjects import Subject
from supervision.models import Patrol
from supervision.patrols.models.checklist import checklist_for
from supervision.patrols.services.patrol import accept_patrol, record_patrol
from supervision.patrols.vocabulary.patrol import Answer, Conclusion, RecordsKept
from tests import make

DAY = dt.date(2021, 11, 3)


def answers(subject: Subject, **given: str) -> dict[str, str]:
    return dict.fromkeys(checklist_for(subject.industry, DAY).labels(), Answer.OK) | given


def patrol(
    *,
    by: Post | None = None,
    subject: Subject | None = None,
    accepted: bool = False,
    submit: bool = True,
    **fields: Any,
) -> Patrol:
    """A visit without findings to an accepted cooperative in 董团乡, unless said otherwise."""
    subject = subject or make.subject()
    given = {"held_on": DAY, "conclusion": Conclusion.PASS, "records_kept": RecordsKept.COMPLETE} | fields
    if "answers" not in given:
        given["answers"] = answers(subject)
    made = record_patrol(by=by or make.post("township"), subject=subject, submit=submit, **given)
    if accepted:
        accept_patrol(made, by=make.post("guangxin"))
    return made


def rectify(**fields: Any) -> Patrol:
    """A visit that ordered something to be put right within a fortnight."""
    subject = fields.pop("subject", None) or make.subject()
    wrong = {"conclusion": Conclusion.RECTIFY, "problems": "生产记录未记间隔期", "deadline": 15}
    return patrol(subject=subject, answers=answers(subject, records=Answer.BAD), **(wrong | fields))


def transfer(**fields: Any) -> Patrol:
    subject = fields.pop("subject", None) or make.subject()
    wrong = {"conclusion": Conclusion.TRANSFER, "problems": "仓库内发现禁用农药\n已拍照取证"}
    return patrol(subject=subject, answers=answers(subject, drugs=Answer.BAD), **(wrong | fields))

"""Facts as other rooms tell them: the credit room only ever sees the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from supervision.ground import clock, facts
from supervision.ground.people import system_post
from supervision.ground.subjects.models import Subject
from tests import make


@pytest.fixture
def told(db: Any) -> Callable[..., facts.Fact]:
    """`told(subject, "patrol.problem")`: a fact about the subject, told by a row of its own (whose credit is nobody's):
    facts of one record are one event.
    """

    def tell(
        subject: Subject,
        kind: str,
        *,
        on: dt.date | None = None,
        severity: int = 0,
        aspect: str = "supervision",
        source: Subject | None = None,
        cause: Subject | None = None,
    ) -> facts.Fact:
        return facts.record(
            kind,
            on=on or clock.today(),
            source=source or make.subject(kind="market"),
            cause=cause,
            by=system_post(),
            region=subject.region,
            subject=subject,
            severity=severity,
            aspect=aspect,
        )

    return tell


@pytest.fixture
def retracted(db: Any) -> Callable[..., facts.Fact]:
    def take_back(fact: facts.Fact, why: str = "记录作废") -> facts.Fact:
        return facts.retract(fact.source, by=system_post(), why=why, kinds=[fact.kind])[0]

    return take_back

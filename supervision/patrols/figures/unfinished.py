"""What is not finished about a subject: told to whoever takes over that it stops, moves or is no more."""

from __future__ import annotations

from supervision.ground.subjects import Subject, line_of

from ..models.rectification import Rectification
from ..vocabulary.rectification import Stage


def orders_of(subject: Subject) -> list[str]:
    rows = Rectification.objects.counted().exclude(stage=Stage.CLOSED).filter(subject__in=line_of(subject))
    found = rows.count()
    return [f"未销号整改 {found} 件"] if found else []

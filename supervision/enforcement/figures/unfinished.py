"""Cases about a subject that are not closed yet: they go along with it."""

from __future__ import annotations

from supervision.ground.subjects import Subject, line_of

from ..models.case import Case


def cases_of(subject: Subject) -> list[str]:
    found = Case.objects.counted().filter(subject__in=line_of(subject), closed_on=None).count()
    return [f"在办案件 {found} 件"] if found else []

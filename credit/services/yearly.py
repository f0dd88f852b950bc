"""The yearly rating of everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from supervision.ground.people import Post, require

from ..models import CreditFile
from .files import open_files
from .ratings import recompute

BLOCK = 5000
Tell = Callable[[int, int, str], Any]


def rate_all(*, by: Post, on: dt.date | None = None, tell: Tell = lambda done, total, text: None) -> int:
    """The yearly rating: a file for everybody who should have one, and a grade for every file in the post's place."""
    require(by, "credit.import_creditfile")
    open_files(by=by, on=on)
    files = CreditFile.objects.visible_to(by).live().order_by("subject_id")
    subjects = list(files.values_list("subject_id", flat=True))
    for start in range(0, len(subjects), BLOCK):
        tell(start, len(subjects), "正在评定信用等级")
        recompute(subjects[start : start + BLOCK], by=by, on=on)
    return len(subjects)

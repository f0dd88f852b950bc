"""Changes of subjects, told as an official tells them."""

from __future__ import annotations

import base64
import datetime as dt
import itertools
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from supervision.grid.services.subject_changes import SUBJECT_CHANGES
from supervision.ground import changes
from supervision.ground.changes import Change
from supervision.ground.subjects import Subject, crops
from tests import make
from tests.cast import SHAXI

DAY = dt.date(2021, 12, 10)
_running = itertools.count(1)
# One white pixel.
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg=="
)


def photo(name: str = "执照.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PIXEL, "image/png")


def told(subject: Subject, *, by: str = "township", proof: bool = False, **values: Any) -> list[Change]:
    """A change told by one of the cast; what it grows in writing."""
    values = {"why": "核实", "effective_on": DAY} | values
    if "grown" in values:
        values["grown"] = crops.read(values["grown"])
    if "region" in values:
        values["region"] = make.region(values["region"])
    given = [("photo", [photo()])] if proof else []
    return changes.alter(SUBJECT_CHANGES, fresh(subject), by=make.post(by), proof=given, **values)


def accepted(change: Change, *, by: str = "guangxin") -> Change:
    post = make.post(by)
    row = changes.CHANGES.to_judge(post).get(pk=change.pk)
    return changes.LIFE.accept(row, by=post)


def fresh(subject: Subject) -> Subject:
    return Subject.objects.select_related("region__county", "region__township").get(pk=subject.pk)


def renamed(at: Any) -> Change:
    """Of a subject of that place another name, taken over by the city."""
    (change,) = told(at.subject(), by=at.field, name=f"改名合作社{next(_running)}")
    return accepted(change, by="reviewer")


def moved(at: Any) -> Change:
    """Of a subject of that place, into another county, taken over by the city."""
    (change,) = told(at.subject(), by=at.field, region=SHAXI, proof=True)
    return accepted(change, by="reviewer")

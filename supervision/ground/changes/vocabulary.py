from collections.abc import Collection, Mapping
from typing import Any

from django.db import models

from supervision.ground.facts import kind
from supervision.ground.records import State


class Ledger(models.TextChoices):
    """The long-lived registers whose rows are changed here, by the key of each."""

    SUBJECTS = "subjects", "监管对象"
    STAFF = "staff", "监管人员"
    LABORATORIES = "laboratories", "检测机构"
    CERTIFICATIONS = "certifications", "认证产品"


class Nature(models.TextChoices):
    """What a change is to the register, from the lightest to the gravest: of several the gravest counts."""

    AT_ONCE = "at_once", "即时生效"
    REVIEWED = "reviewed", "审核后生效"
    CORRECTED = "corrected", "更正"
    ENDING = "ending", "减少义务"
    MOVED = "moved", "迁移"
    INHERITED = "inherited", "承继"


ORDER = list(Nature.values)
# What must be shown to be so: a paper, a photo.
PROVEN = (Nature.CORRECTED, Nature.ENDING, Nature.MOVED, Nature.INHERITED)
# With these a place loses a duty, or a subject does: of 承继 the one that is gone on for, which is closed.
LESS_DUTY = (Nature.ENDING, Nature.MOVED, Nature.INHERITED)
FOURTH_QUARTER = (10, 11, 12)


class Standing(models.TextChoices):
    """A change that was taken over is in force; one that needs nobody is so at once."""

    DRAFT = State.DRAFT.value, "草稿"
    WAITING = State.SUBMITTED.value, "待审核"
    IN_FORCE = State.ACCEPTED.value, "已生效"
    RETURNED = State.RETURNED.value, "已退回"
    VOID = State.VOID.value, "作废"


# What is in force is not taken back: the row has gone on from there. To undo it is another change.
MOVES: Mapping[Any, Collection[str]] = {
    Standing.DRAFT: {Standing.WAITING, Standing.VOID},
    Standing.WAITING: {Standing.IN_FORCE, Standing.RETURNED, Standing.VOID},
    Standing.RETURNED: {Standing.WAITING, Standing.VOID},
    Standing.IN_FORCE: frozenset(),
    Standing.VOID: frozenset(),
}

# What its own place, and those who keep something of a subject, have to know of it.
SUBJECT_MOVED = kind("subject.moved", "主体迁移")
SUBJECT_INHERITED = kind("subject.inherited", "主体承继")
FACTS = {Nature.MOVED: SUBJECT_MOVED, Nature.INHERITED: SUBJECT_INHERITED}

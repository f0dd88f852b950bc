"""Whose turn an order to rectify (整改) waits for: subject and township put right, another one rechecks.

Ordinary orders stop at the county.
"""

from __future__ import annotations

from typing import Any

from supervision.ground.people import Role
from supervision.ground.records import EDITABLE
from supervision.ground.turns import Duty, declare

from .models.rectification import Rectification, RectificationQuerySet
from .vocabulary.rectification import Deadline, Stage, term_code

TOWNSHIP = (Role.TOWNSHIP_SUPERVISOR,)
COUNTY = (Role.COUNTY_ADMIN, Role.COUNTY_OFFICER)
TERM: dict[str, Any] = {"start": "ordered_on", "due": "due_on", "terms": [term_code(days) for days in Deadline.values]}


def _at(stage: Stage) -> RectificationQuerySet:
    return Rectification.objects.counted().filter(stage=stage)


FIX = declare(
    Duty(
        code="rectifications_open",
        label="整改待完成",
        rows=lambda: _at(Stage.OPEN),
        ladder=(TOWNSHIP, COUNTY),
        perm="supervision.fix_rectification",
        verbs=("rectifications.fix",),
        subject=True,
        **TERM,
    )
)
# Township or county, whoever comes first, but not who reported it fixed.
RECHECK = declare(
    Duty(
        code="rectifications_reported",
        label="整改待复查",
        rows=lambda: _at(Stage.REPORTED),
        ladder=((*TOWNSHIP, *COUNTY),),
        perm="supervision.recheck_rectification",
        verbs=("rectifications.pass", "rectifications.fail"),
        **TERM,
    )
)
# Closed by who reported it, and drawn by its number: the county looks at it.
DRAWN = declare(
    Duty(
        code="rectifications_drawn",
        label="同一人复查待县级抽查",
        rows=lambda: _at(Stage.CLOSED).filter(drawn=True, drawn_by=None),
        ladder=(COUNTY,),
        perm="supervision.draw_rectification",
        verbs=("rectifications.confirm", "rectifications.reopen"),
    )
)
# The order went back with its patrol: it stands again when the patrol is submitted again.
RENEW = declare(
    Duty(
        code="rectifications_returned",
        label="整改随巡查记录退回待重报",
        rows=lambda: Rectification.objects.filter(state__in=EDITABLE),
        ladder=(TOWNSHIP, COUNTY),
        perm="supervision.submit_patrol",
        verbs=("patrols.submit",),
    )
)

"""认定单: the only thing that makes an incident a major one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from supervision.ground import clock, facts
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post, require
from supervision.ground.records import State

from .. import rules
from ..models import Determination
from ..vocabulary import DETERMINED


class DeterminationLife(Life[Determination]):
    """The determination of an incident; it is in force, and told, when a second person has confirmed it."""

    model = Determination
    made = drafted = "提交认定单"
    accepted, returned, voided = "确认认定单", "退回认定单", "作废认定单"

    def fill(self, rows: Sequence[Determination], by: Post) -> None:
        """The county held responsible is the one of the incident, unless another is chosen."""
        for row in rows:
            if not row.region_id:
                row.region = row.incident.region

    def check(self, determination: Determination, by: Post, *, complete: bool) -> None:
        incident = determination.incident
        if incident.drill:
            raise RuleViolation("演练不作认定。", field="incident")
        if incident.is_void:
            raise RuleViolation("已作废的事件不作认定。", field="incident")
        if not incident.noticed_on <= determination.determined_on <= clock.today():
            raise RuleViolation("认定日期应在接报日期之后，且不晚于今天。", field="determined_on")

    def tells(self, determination: Determination) -> Iterator[dict[str, Any]]:
        if determination.is_reviewed:
            known = determination.incident.fact
            yield {
                "cause": known.source if known else None,
                "kind": DETERMINED,
                "on": determination.determined_on,
                "source": determination,
                "subject": determination.incident.subject,
                "severity": _severity(determination),
                "summary": f"{determination.get_level_display()}，{determination.document}",
            }

    def create(self, *, by: Post, **given: Any) -> Determination:
        require(by, "emergency.determine_incident")
        return super().create(by=by, **given)

    def edit(self, determination: Determination, /, *, by: Post, version: int, **fields: Any) -> Determination:
        """It stays with its incident, and with its county unless another is chosen."""
        fields.pop("incident", None)
        if not fields.get("region"):
            fields.pop("region", None)
        return super().edit(determination, by=by, version=version, **fields)

    def submit(self, determination: Determination, *, by: Post) -> Determination:
        self.demand("submit", determination, by)
        others = Determination.objects.filter(incident=determination.incident_id).exclude(pk=determination.pk)
        if others.exclude(state__in=(State.VOID, State.RETURNED)).exists():
            raise RuleViolation("该事件已有认定单；如需更改，请先作废原认定单。")
        return super().submit(determination, by=by)


def _severity(determination: Determination) -> facts.Severity:
    if rules.is_major(determination.level, determination.agricultural):
        return facts.Severity.MAJOR
    return facts.Severity.SERIOUS if determination.agricultural else facts.Severity.NORMAL


DETERMINATION = DeterminationLife()
determine = partial(DETERMINATION.create, submit=True)  # it waits for the second person unless it is a draft
amend_determination, confirm_determination = DETERMINATION.edit, DETERMINATION.accept
refuse_determination, void_determination = DETERMINATION.return_, DETERMINATION.void

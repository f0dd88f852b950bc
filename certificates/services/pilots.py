from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from supervision.ground import clock
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.regions import Level

from ..models import Pilot


class PilotLife(Life[Pilot]):
    """A county in a batch of pilots, with the document that says so."""

    model = Pilot
    made = drafted = "登记合格证试点县"

    def fill(self, rows: Sequence[Pilot], by: Post) -> None:
        for pilot in rows:
            pilot.registered_on = pilot.registered_on or clock.today()

    def check(self, pilot: Pilot, by: Post, *, complete: bool) -> None:
        if pilot.region.level != Level.COUNTY:
            raise RuleViolation("试点以县（市、区）为单位。", field="region")


PILOT = PilotLife()
register_pilot = partial(PILOT.create, submit=True)

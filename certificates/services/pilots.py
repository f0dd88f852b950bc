from __future__ import annotations

from typing import Any

from supervision.ground import clock, records
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.regions import Level

from ..models import Pilot


def register_pilot(*, by: Post, submit: bool = True, client_key: Any = None, **fields: Any) -> Pilot:
    """Enter a county into the pilots, with the document that says so."""
    pilot = Pilot(client_key=client_key, **fields)
    _only_counties(pilot)
    pilot.registered_on = pilot.registered_on or clock.today()
    return records.create(pilot, by=by, submit=submit, verb="登记合格证试点县")


def correct_pilot(pilot: Pilot, *, by: Post, version: int, **fields: Any) -> Pilot:
    if "region" in fields:
        _only_counties(Pilot(region=fields["region"]))
    return records.edit(pilot, by=by, version=version, **fields)


def _only_counties(pilot: Pilot) -> None:
    if pilot.region.level != Level.COUNTY:
        raise RuleViolation("试点以县（市、区）为单位。", field="region")

"""What enterprises and cooperatives wrote down about the inputs they used."""

from __future__ import annotations

from random import Random
from typing import Any

from supervision.ground.records import State
from supervision.ground.subjects import Industry, Kind
from supervision.models import Subject
from supervision.patrols.services.production import record_uses

from ..crops import INPUTS
from ..world import DAY, World

KEEPERS = (Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.FAMILY_FARM)
EACH = (2, 6)
PLOTS: dict[str, str] = {Industry.PLANTING: "号地块", Industry.LIVESTOCK: "号圈舍", Industry.FISHERY: "号塘口"}


def load(world: World) -> dict[str, int]:
    made = waiting = 0
    for county in world.counties:
        rows: dict[State, list[dict[str, Any]]] = {State.ACCEPTED: [], State.SUBMITTED: []}
        for subject in world.subjects(county, KEEPERS):
            rng = world.rng("production", county.pk, subject.name)
            for _ in range(rng.randint(*EACH) if subject.crops.all() else 0):
                row = _row(world, rng, subject)
                new = world.is_recent(row["used_on"]) and rng.random() < 0.6
                rows[State.SUBMITTED if new else State.ACCEPTED].append(row)
        for state, same in rows.items():
            record_uses(same, by=world.officer(county), state=state)
        made, waiting = made + len(rows[State.ACCEPTED]), waiting + len(rows[State.SUBMITTED])
    return {"生产记录": made, "待审核": waiting}


def _row(world: World, rng: Random, subject: Subject) -> dict[str, Any]:
    crop = rng.choice(list(subject.crops.all()))
    used = rng.choice([day for day in world.workdays if day > subject.registered_on] or world.workdays[-5:])
    given = rng.choice(INPUTS[subject.industry])
    # Four in a thousand harvest before the interval is over: kept and flagged.
    wait = given.interval + rng.randint(1, 20) if rng.random() > 0.004 else max(0, given.interval - 3)
    harvested = used + DAY * wait
    return {
        "subject": subject,
        "product": crop.product,
        "plot": f"{rng.randint(1, 9)}{PLOTS[subject.industry]}",
        "input_name": given.name,
        "input_source": given.source,
        "target": given.target,
        "dose": given.dose,
        "used_on": used,
        "interval_days": given.interval,
        "harvested_on": harvested if harvested <= world.last else None,
        "made_by": world.supervisor(subject.township_id),
        "made_at": world.moment(rng, used),
    }

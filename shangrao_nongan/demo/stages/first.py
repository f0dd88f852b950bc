"""A handful of everything for the first subjects, so that no page is empty while the year is still loading."""

from __future__ import annotations

from certificates.models import Edition
from certificates.services import issue_many
from monitoring.services import record_samples
from supervision.ground.records import State
from supervision.patrols.rules.patrol import DUE_KINDS

from ..world import World
from . import certificates, patrols
from .samples import Maker


def load(world: World) -> dict[str, int]:
    maker, editions = Maker(world), list(Edition.objects.all())
    visits = samples = issued = 0
    for county in world.counties:
        rng = world.rng("first", county.pk)
        days = world.workdays[-20:]
        due = world.subjects(county, DUE_KINDS)
        visits += patrols.write(world, county, [(subject, rng.choice(days)) for subject in due[:6]])["巡查"]
        samples += len(
            record_samples(
                [maker.row(rng, county, own=True) for _ in range(3)], by=world.officer(county), state=State.ACCEPTED
            )
        )
        producers = world.subjects(county, certificates.OBLIGED)
        rows = [certificates.row(world, rng, subject, editions, rng.choice(days)) for subject in producers[:4]]
        issued += len(issue_many([row for row in rows if row], by=world.officer(county)))
    return {"巡查": visits, "定量样品": samples, "合格证": issued}

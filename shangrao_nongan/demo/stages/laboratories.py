"""Laboratories with their two certificates: one county's second certificate has run out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from monitoring.models import Analyte
from supervision.grid.services.laboratory import register_certificates, register_laboratories
from supervision.grid.vocabulary.laboratory import CertificateKind, LabLevel
from supervision.ground.people import OrganisationKind
from supervision.ground.records import State
from supervision.ground.regions import CITY
from supervision.models import Laboratory, Organisation

from ..profiles import WORST
from ..world import World

# Until when the laboratory of the county that does badly was accepted (CATL); its samples then go to the city.
LAPSED = (8, 31)


def load(world: World) -> dict[str, int]:
    analytes = list(Analyte.objects.exclude(kind="合计及代谢物").order_by("code").values_list("name", flat=True))
    homes = Organisation.objects.filter(kind=OrganisationKind.LABORATORY).select_related("region__township")
    rows = [_row(world, home, analytes) for home in homes.order_by("id")]
    made = register_laboratories(rows, by=world.system, state=State.ACCEPTED)
    held = [row for place, laboratory in enumerate(made, 1) for row in _certificates(world, laboratory, place)]
    return {"检测机构": len(made), "证书": len(register_certificates(held, by=world.system, state=State.ACCEPTED))}


def _certificates(world: World, laboratory: Laboratory, place: int) -> list[dict[str, Any]]:
    """Both for six years; the county that does badly has not renewed the second."""
    since = dt.date(world.year - 3, 1 + place % 12, 6 + place)
    until = dt.date(since.year + 6, since.month, since.day) - dt.timedelta(days=1)
    lapsed = laboratory.region_id == WORST
    catl = f"〔{since.year}〕农质检核（赣）字第{place:04d}号"
    cma = {"certificate": f"{since:%y}1412{place:06d}", "first_day": since, "last_day": until}
    given = {"first_day": since, "last_day": until}
    if lapsed:
        given = {"first_day": dt.date(world.year - 6, 9, 1), "last_day": dt.date(world.year, *LAPSED)}
    return [
        {"laboratory": laboratory, "kind": CertificateKind.CMA, **cma},
        {"laboratory": laboratory, "kind": CertificateKind.CATL, "certificate": catl, **given},
    ]


def _row(world: World, home: Organisation, analytes: list[str]) -> dict[str, Any]:
    city, private = home.region_id == CITY, home.name.endswith("公司")
    # A county's laboratory is accepted for what it measures day by day, the city's for everything.
    parameters = analytes if city else [name for number, name in enumerate(analytes) if number % 4]
    return {
        "organisation": home,
        "level": LabLevel.PRIVATE if private else LabLevel.CITY if city else LabLevel.COUNTY,
        "entered_on": dt.date(world.year - 1, 1, 15),
        "parameters": parameters,
    }

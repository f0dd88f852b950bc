"""Laboratories with their two certificates: one county's second certificate has run out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from monitoring.models import Analyte
from monitoring.services import register_capabilities
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
# One county's laboratory was accepted for these items in spring (扩项): what it reported on them before does not count.
EXTENDED, EXTENDED_ON, EXTENSION = "361125", (3, 15), ("氟虫腈", "三唑磷")


def load(world: World) -> dict[str, int]:
    analytes = list(Analyte.objects.exclude(kind="合计及代谢物").order_by("code").values_list("name", flat=True))
    homes = Organisation.objects.filter(kind=OrganisationKind.LABORATORY).select_related("region__township")
    rows = [_row(world, home, analytes) for home in homes.order_by("id")]
    made = register_laboratories(rows, by=world.system, state=State.ACCEPTED)
    held = [row for place, laboratory in enumerate(made, 1) for row in _certificates(world, laboratory, place)]
    certificates = register_certificates(held, by=world.system, state=State.ACCEPTED)
    lines = [row for laboratory in made for row in _abilities(world, laboratory)]
    return {
        "检测机构": len(made),
        "证书": len(certificates),
        "获证参数": len(register_capabilities(lines, by=world.system, state=State.ACCEPTED)),
    }


def _abilities(world: World, laboratory: Laboratory) -> list[dict[str, Any]]:
    """Accepted for every item of the dictionary; one county's laboratory got the last ones in spring only, so what it
    reported on them before does not count."""
    first = dt.date(world.year - 6, 9, 1)
    codes = Analyte.objects.order_by("code").values_list("code", "name")
    late = laboratory.region_id == EXTENDED
    return [
        {
            "laboratory": laboratory,
            "analyte_id": code,
            "method": "",
            "since": dt.date(world.year, *EXTENDED_ON) if late and name in EXTENSION else first,
        }
        for code, name in codes
    ]


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
    return {
        "organisation": home,
        "level": LabLevel.PRIVATE if private else LabLevel.CITY if city else LabLevel.COUNTY,
        "entered_on": dt.date(world.year - 1, 1, 15),
        "parameters": analytes,
    }

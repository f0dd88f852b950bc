"""Certifications for tests, through the room's own verbs."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from greenfood import services
from greenfood.models import Certification
from supervision.ground.people import Post
from supervision.ground.records import State
from tests import make

_running = itertools.count(1)
FROM = dt.date(2020, 3, 1)


def row(**given: Any) -> dict[str, Any]:
    n = next(_running)
    given.setdefault("holder_name", "" if given.get("subject") else "董团蔬菜协会")
    given.setdefault("region", make.region(given.pop("at", "361104290")))
    kind = given.setdefault("kind", "green")
    start = given.setdefault("valid_from", FROM)
    if kind == "green":
        given.setdefault("valid_to", start.replace(year=start.year + 3))
    elif kind == "organic":
        given.setdefault("valid_to", start.replace(year=start.year + 1))
    return {"product_name": f"产品{n}", "certificate_number": f"LB-{n}", **given}


def certification(by: Post | None = None, **given: Any) -> Certification:
    """One accepted certification of a county."""
    return services.register_many([row(**given)], by=by or make.post("city"), state=State.ACCEPTED)[0]

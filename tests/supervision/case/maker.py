"""Cases for tests, made through the services."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.enforcement.services.case import accept_case, open_case
from supervision.enforcement.vocabulary.case import Category, PartyKind, Source
from supervision.ground.people import Post
from supervision.models import Case
from tests import make


def case(*, by: Post | None = None, accepted: bool = False, submit: bool = True, **fields: Any) -> Case:
    """A filed case of 广信区 about a cooperative of 董团乡, unless said otherwise."""
    given: dict[str, Any] = {
        "category": Category.QUALITY,
        "source": Source.SAMPLING,
        "cause": "销售农药残留超标的芹菜",
        "party": "",
        "party_kind": PartyKind.ORGANISATION,
        "opened_on": dt.date(2021, 5, 6),
        "filed_on": dt.date(2021, 5, 10),
    }
    given |= fields
    given.setdefault("subject", make.subject())
    made = open_case(by=by or make.post("guangxin"), submit=submit, **given)
    if accepted:
        accept_case(made, by=make.post("reviewer"))
    return made

"""Editions for tests: checklists of one industry, drafted by one administrator, published by a reviewer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.ground import editions
from supervision.models import Checklist
from tests import make

INDUSTRY = "planting"
ITEMS = ({"code": "records", "label": "生产记录齐全"}, {"code": "drugs", "label": "未用禁用药"})
DAY = dt.timedelta(days=1)


def in_force() -> Checklist:
    """The shipped one, open-ended from the beginning of 2020."""
    return Checklist.objects.get(code="planting-2020")


def draft(first: dt.date, last: dt.date | None = None, **more: Any) -> Checklist:
    said = {"key": INDUSTRY, "name": f"检查表{first}", "items": ITEMS, "by": make.post("city")} | more
    return editions.draft(Checklist, valid_from=first, valid_to=last, **said)


def publish(edition: Checklist, by: str = "reviewer") -> Checklist:
    return editions.publish(edition, by=make.post(by), version=edition.version)


def withdraw(edition: Checklist) -> Checklist:
    edition.refresh_from_db()
    return editions.withdraw(edition, by=make.post("city"), version=edition.version, why="有误")


def applies(on: dt.date) -> Checklist | None:
    return editions.applies(Checklist, INDUSTRY, on)

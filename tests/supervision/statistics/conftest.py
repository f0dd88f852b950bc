from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from django.http import QueryDict

from monitoring import services
from monitoring.models import Sample
from supervision.ground.desk import listing, registry
from supervision.ground.desk.statistics import asking, counting, table
from supervision.ground.records import State
from supervision.ground.subjects import Product
from tests import make
from tests.cast import SHAXI
from tests.monitoring import making

URL = "/supervision/statistics/"
YEAR = 2021
COWPEA = "VEG035"


def cowpea() -> Product:
    return Product.objects.get(pk=COWPEA)


def question(member: Any, register: str = "samples", *, year: int = YEAR, **asked: Any) -> asking.Question:
    data = QueryDict(urlencode(asked, doseq=True))
    return asking.ask(registry.named(register), post=member.post, data=data, year=year)


def counted(member: Any, register: str = "samples", **asked: Any) -> table.Table:
    asked_for = question(member, register, **asked)
    assert asked_for.valid, (asked_for.shape.errors, asked_for.filters.errors)
    return table.build(asked_for, counting.count(asked_for))


def texts(made: table.Table) -> dict[tuple[str, ...], list[str]]:
    """The cells by the labels that stand before them."""
    return {tuple(label for label, _over in line.labels): [cell.text for cell in line.cells] for line in made.lines}


def total(made: table.Table) -> list[str]:
    return [cell.text for cell in made.total.cells] if made.total else []


def opened(member: Any, url: str) -> int:
    """How many rows the list of an address has for this person."""
    split = urlsplit(url)
    register = registry.named(split.path.strip("/").split("/")[-1])
    filters, rows = listing.narrow(register, post=member.post, data=QueryDict(split.query), year=YEAR)
    assert not filters.errors, (url, filters.errors)
    return rows.count()


def links(made: table.Table) -> list[tuple[str, str]]:
    """(number, address) of every count of records in the table, of both sides of its shares too."""
    found = []
    for line in (*made.lines, *([made.total] if made.total else [])):
        measures: Sequence[Any] = [measure for _ in made.columns for measure in made.measures]
        for cell, measure in zip(line.cells, measures, strict=True):
            found += list(cell.sides)
            if cell.url and measure.whole and measure.counts:
                found.append((cell.text, cell.url))
    return found


@pytest.fixture
def samples(cast: Any) -> list[Sample]:
    """Cowpeas and leeks of two counties in three months: two cowpeas failed, one was refused, two leeks passed."""
    making.certified()
    subjects = [make.subject(), make.subject(), make.subject(at=SHAXI)]
    rows = []
    for at in range(9):
        found = {1: "1", 3: "1", 5: None, 0: None, 2: None}
        report = making.report(毒死蜱=found[at]) | {"verdict_on": dt.date(2021, 12, 1)} if at in found else {}
        given = {"product": COWPEA if at % 2 else making.LEEK, "sampled_on": dt.date(2021, 9 + at % 3, 5)}
        rows.append(making.row(subjects[at // 3], **given, price=Decimal(at) / 2) | report)
    rows[7] |= {"taking": "refused", "refusal_why": "拒绝", "witness": "村干部", "analytes": [], "laboratory": None}
    services.record_samples(rows, by=making.system(), state=State.ACCEPTED)
    return list(Sample.objects.select_related("product", "township", "county").order_by("pk"))

"""A table costs one statement and the same number of queries for one row and for many."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from supervision.ground.desk.statistics import counting
from tests import registers

from .conftest import URL, question

PAGES = (
    f"{URL}?register=samples&r1=township&r2=product&c=verdict&m=n&m=failed&m=pass_rate&m=subjects",
    f"{URL}?register=patrols&r1=wanting&c=month",
    f"{URL}?register=subjects&r1=grown_product&c=kind&zero=on",
)


@pytest.mark.parametrize("page", PAGES)
def test_pages_cost_the_same(cast, queries_of, page):
    for label in ("monitoring.sample", "supervision.patrol"):
        registers.make(label)
    before = queries_of(cast.guangxin, page)
    for _ in range(5):
        for label in ("monitoring.sample", "supervision.patrol"):
            registers.make(label)
    assert queries_of(cast.guangxin, page) == before <= 30


def test_groups_subtotals_and_total_come_in_one(cast, samples):
    asked = question(cast.city, r1="county", r2="month", c="verdict", m=["n", "pass_rate"])
    assert asked.valid
    with CaptureQueriesContext(connection) as seen:
        counting.count(asked)
    assert len(seen) == 1 and "GROUPING SETS" in seen[0]["sql"]

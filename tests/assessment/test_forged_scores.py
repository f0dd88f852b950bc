"""What was published stands, and what it was computed by; nothing comes into it. The database is asked alone."""

from typing import Any

import pytest
from django.db import connection

from tests.forged import COPY, sets, told

PUBLISHED = [
    ("assessment_run", "state = 'computed'"),
    ("assessment_run", "state = 'failed'"),
    ("assessment_scoresheet", "total = 99"),
    ("assessment_scoresheet", "rank = rank + 7"),
    ("assessment_scoreline", "points = 99"),
    ("assessment_scheme", "locked_at = NULL"),
    ("assessment_scheme", "name = '另一方案'"),
    ("assessment_item", "points = points + 1"),
    ("assessment_item", "scheme_id = scheme_id + 1"),
]


def one_of(table: str, run: Any) -> int:
    asked = {
        "assessment_run": "SELECT %(run)s::bigint",
        "assessment_scoresheet": "SELECT max(id) FROM assessment_scoresheet WHERE run_id = %(run)s",
        "assessment_scoreline": "SELECT max(l.id) FROM assessment_scoreline l JOIN assessment_scoresheet s"
        " ON s.id = l.sheet_id WHERE s.run_id = %(run)s",
        "assessment_scheme": "SELECT scheme_id FROM assessment_run WHERE id = %(run)s",
        "assessment_item": "SELECT max(i.id) FROM assessment_item i JOIN assessment_run r"
        " ON r.scheme_id = i.scheme_id WHERE r.id = %(run)s",
    }[table]
    with connection.cursor() as cursor:
        cursor.execute(asked, {"run": run.pk})
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize(("table", "change"), PUBLISHED)
def test_what_was_published_stands(published, table, change):
    run = published()
    assert "考核" in told(sets(table, change), row=one_of(table, run)), (table, change)


@pytest.mark.parametrize("table", ["assessment_scoresheet", "assessment_scoreline", "assessment_item"])
def test_nothing_comes_into_it(published, table):
    run = published()
    given = '{"id": 987654}'
    assert "考核" in told(COPY.format(table), row=one_of(table, run), given=given)


def test_a_further_run_does_not_come_in_as_published(published):
    given = '{"id": 987654, "number": 99}'
    assert "没有算出的计分不能公布" in told(COPY.format("assessment_run"), row=published().pk, given=given)

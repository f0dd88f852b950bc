"""A register out to Excel and in from Excel, beside the plainest and the most usual ways of doing the same.

Out: 20,000 监管对象 as typed .xlsx, beside PostgreSQL's own CSV of the same columns and openpyxl's write-only mode.
In: 2,000 checked rows through the bulk verb, beside registering them one by one (200, so times ten).
"""

from __future__ import annotations

import io
import itertools
from typing import Any

import pytest
from django.db import connection
from openpyxl import Workbook

from supervision.grid.services.subject import register_subject, register_subjects
from supervision.grid.tables.subject import SUBJECTS
from supervision.ground.desk.export import chosen, export
from tests import make
from tests.cast import DONGTUAN

MANY, SOME, FEW = 20_000, 2_000, 200
_running = itertools.count(1)


def given(count: int) -> list[dict[str, Any]]:
    place = make.region(DONGTUAN)
    return [
        {"name": f"董团第{number}种植专业合作社", "kind": "cooperative", "industry": "planting", "region": place}
        for number in itertools.islice(_running, count)
    ]


@pytest.fixture
def full(cast: Any) -> Any:
    register_subjects(given(MANY), by=make.post("guangxin"))
    connection.cursor().execute("ANALYZE supervision_subject")
    columns = chosen(SUBJECTS, "", make.post("guangxin"))
    return SUBJECTS.rows(make.post("guangxin")).values_list(*(column.expression for column in columns))


def as_csv(table: Any) -> None:
    with connection.cursor() as cursor:
        sql, params = table.query.sql_with_params()
        cursor.copy_expert(f"COPY ({cursor.mogrify(sql, params).decode()}) TO STDOUT WITH CSV", io.StringIO())


def as_openpyxl(table: Any) -> None:
    book = Workbook(write_only=True)
    page = book.create_sheet()
    for row in table.iterator(2000):
        page.append([value if isinstance(value, (int, float, str)) else str(value or "") for value in row])
    book.save(io.BytesIO())


def as_the_desk_does(table: Any) -> None:
    assert sum(len(piece) for piece in export(SUBJECTS, by=make.post("guangxin"), data={}, year=None)) > MANY


@pytest.mark.benchmark(group="20,000 rows out", warmup=False)
@pytest.mark.parametrize("way", [as_csv, as_the_desk_does, as_openpyxl])
def bench_export(benchmark: Any, full: Any, way: Any) -> None:
    benchmark.pedantic(way, args=(full,), rounds=3)


def one_by_one() -> None:
    for row in given(FEW):
        register_subject(by=make.post("guangxin"), submit=True, **row)


def in_bulk() -> None:
    register_subjects(given(SOME), by=make.post("guangxin"))


@pytest.mark.benchmark(group="200 rows one by one, 2,000 in bulk", warmup=False)
@pytest.mark.parametrize("way", [one_by_one, in_bulk])
def bench_import(benchmark: Any, cast: Any, way: Any) -> None:
    benchmark.pedantic(way, rounds=3)

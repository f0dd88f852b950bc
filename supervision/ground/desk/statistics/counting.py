"""One table, one statement: every group, every subtotal and the total, worked out by the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DatabaseError, connection, transaction
from django.db.models import F

from supervision.ground.errors import RuleViolation

from ..across import CANCELLED
from ..dimensions import BLANK, Dimension
from .asking import Question

PATIENCE = "8s"  # for whoever waits for the page
MOST_GROUPS = 20_000
TOO_MANY = "分得太细：组合超过 {most:,} 个。请加上筛选条件，或换一项做行或列。"
LATE = "数据较多，几秒钟内没有算完。可以转到后台统计，算好后在这里打开；也可以加上筛选条件再查。"


class Late(Exception):
    """The statement took longer than somebody waits for a page."""


@dataclass(frozen=True)
class Group:
    """What was counted under these values of the dimensions; None where a dimension is summed up."""

    keys: tuple[str | None, ...]
    values: tuple[Any, ...]


@contextmanager
def patience(longest: str = "") -> Iterator[None]:
    """A statement that takes too long ends as `Late`; the page, or the job, lives on."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout TO %s", [longest or PATIENCE])
            yield
            cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
    except DatabaseError as refused:
        if getattr(refused.__cause__, "pgcode", "") != CANCELLED:
            raise
        raise Late from refused


def count(question: Question) -> list[Group]:
    """All groups of the question in a single statement."""
    dimensions = question.dimensions
    try:
        sql, params = statement(question)
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        found = cursor.fetchall()
    if len(found) > MOST_GROUPS:
        raise RuleViolation(TOO_MANY.format(most=MOST_GROUPS))
    return [_group(line, len(dimensions)) for line in found]


def _group(line: Sequence[Any], width: int) -> Group:
    """The first column says by its bits which dimensions are summed up."""
    summed, keys = line[0], line[1 : 1 + width]
    told = [None if summed >> (width - 1 - at) & 1 else _key(key) for at, key in enumerate(keys)]
    return Group(tuple(told), tuple(line[1 + width :]))


def _key(value: Any) -> str:
    return BLANK if value is None else str(value)


def statement(question: Question) -> tuple[str, Sequence[Any]]:
    """`SELECT … FROM (the rows, each with what is asked of it) GROUP BY GROUPING SETS (…)`."""
    dimensions = question.dimensions
    many = next((at for at, one in enumerate(dimensions) if one.many), None)
    inner, params = _inner(question)
    columns = [_column(at, one) for at, one in enumerate(dimensions)]
    groups = ", ".join(f"({', '.join(some)})" for some in _sets(columns[: len(question.rows)], columns, question))
    summed = f"GROUPING({columns[many]}) = 1" if many is not None else "TRUE"
    numbers = [text.replace("{all}", summed) for measure in question.measures for text in measure.sql(many is not None)]
    source = f"({inner}) q"
    if many is not None:
        # A row stands under each of its values, and under none where it has none; `first` is true of it once.
        unnested = f"{source} LEFT JOIN LATERAL unnest(q.d_{many}) AS several(value) ON TRUE"
        first = "row_number() OVER (PARTITION BY q.pk_) = 1 AS first"
        source = f"(SELECT q.*, several.value AS several, {first} FROM {unnested}) q"
    # An empty total is no line: without rows there is nothing to show.
    return (
        f"SELECT GROUPING({', '.join(columns)}), {', '.join([*columns, *numbers])} FROM {source}"
        f" GROUP BY GROUPING SETS ({groups}) LIMIT {MOST_GROUPS + 1}",
        params,
    )


def _inner(question: Question) -> tuple[str, Sequence[Any]]:
    rows, year = question.narrowed.order_by(), question.year
    asked = {f"d_{at}": one.expression(year) for at, one in enumerate(question.dimensions)}
    for measure in question.measures:
        asked |= {alias: need(year) for alias, need in measure.needs.items()}
    query = rows.annotate(pk_=F("pk"), **asked).values("pk_", *asked).query
    return query.sql_with_params()


def _column(at: int, one: Dimension) -> str:
    """Empty text is no value."""
    if one.many:
        return "NULLIF(q.several::text, '')"
    if one.choices and isinstance(one.choices[0][0], bool):
        return f"initcap(q.d_{at}::text)"
    return f"NULLIF(q.d_{at}::text, '')"


def _sets(rows: Sequence[str], columns: Sequence[str], question: Question) -> Iterator[Sequence[str]]:
    """The rows as deep as they are told apart, each with the columns and summed over them."""
    across = [[], [columns[-1]]] if question.column else [[]]
    for depth in range(len(rows) + 1):
        for more in across:
            yield [*rows[:depth], *more]

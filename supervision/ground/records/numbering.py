"""Numbers of records: prefix, county, year, running number. Never the same twice, also under concurrency."""

from __future__ import annotations

from django.db import connection, models


class Counter(models.Model):
    """The last number given for a prefix in a county and year; its row lock serialises the takers."""

    prefix = models.CharField("前缀", max_length=8)
    place = models.CharField("区划代码", max_length=6)
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号计数"
        constraints = [models.UniqueConstraint(fields=["prefix", "place", "year"], name="counter_once")]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.place}-{self.year}"


def take(prefix: str, place: str, year: int, n: int = 1) -> list[str]:
    """Take `n` consecutive numbers, such as XC-361104-2021-000001."""
    table = connection.ops.quote_name(Counter._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS c (prefix, place, year, last) VALUES (%s, %s, %s, %s) "
            "ON CONFLICT (prefix, place, year) DO UPDATE SET last = c.last + EXCLUDED.last RETURNING last",
            [prefix, place, year, n],
        )
        last = cursor.fetchone()[0]
    return [f"{prefix}-{place}-{year}-{i:06d}" for i in range(last - n + 1, last + 1)]

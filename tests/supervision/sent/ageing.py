"""What was sent, as if it were longer ago: the role of the web rewrites no row, it takes it away and writes another."""

from __future__ import annotations

import datetime as dt

from django.db import models

from supervision.ground.sent import Sent


def older(rows: models.QuerySet[Sent], age: dt.timedelta) -> None:
    for row in list(rows):
        key = row.pk
        row.delete()
        row.pk, row.at = key, row.at - age
        row.save(force_insert=True)

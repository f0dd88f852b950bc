"""Writing down what leaves the registers, and the bound on how much of it one person reads in an hour."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import structlog
from django.db import connection, transaction
from django.db.models.functions import Now

from supervision.ground import locks
from supervision.ground.errors import RuleViolation
from supervision.ground.kinds import masks
from supervision.ground.parameters import UNCHECKED, Parameter
from supervision.ground.people import Post, require

from .models import Exported, Reveal
from .vocabulary import Purpose

# One by one a morning's calls need some twenty; what is more is no longer a call but a list.
PER_HOUR = Parameter("reveals_per_hour", "每人每小时最多显示的个人号码", 30, least=1, most=1000, unit="个")
HOUR = dt.timedelta(hours=1)


def reveal(*, by: Post, register: str, record: int, said: str, field: str, label: str, purpose: str) -> Reveal:
    """Write down that this number is being shown; refused without a purpose and above the bound of the hour.

    Whoever asks twice at once is counted twice: the others of the same person wait.
    """
    require(by, "supervision.add_reveal")
    if purpose not in Purpose.values:
        raise RuleViolation("请选择查看用途。", field="purpose")
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", locks.pair("reveal", by.user_id))
        most = PER_HOUR.value({})
        if Reveal.objects.filter(user_id=by.user_id, at__gt=Now() - HOUR).count() >= most:
            raise RuleViolation(
                f"一小时内最多显示{PER_HOUR.shown(most)}个人号码（{UNCHECKED}），请稍后再看。"
                "需要成批联系的，请用通知或请本单位负责人安排。"
            )
        made: Reveal = Reveal.objects.create(
            post=by,
            user_id=by.user_id,
            register=register,
            record=record,
            said=masks.masked(said)[:120],
            field=field,
            label=label[:30],
            purpose=purpose,
            request=_request(),
        )
    return made


def exported(*, by: Post, register: str, said: str, columns: Sequence[str], rows: int) -> Exported:
    """Write down that a workbook was made, with what it holds."""
    made: Exported = Exported.objects.create(
        post=by,
        user_id=by.user_id,
        register=register,
        said=masks.masked(said)[:500],
        columns=[column[:60] for column in columns],
        rows=rows,
        request=_request(),
    )
    return made


def _request() -> str:
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))[:64]

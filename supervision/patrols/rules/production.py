from __future__ import annotations

import datetime as dt

from supervision.ground.errors import RuleViolation


def earliest_harvest(used_on: dt.date, interval_days: int) -> dt.date:
    """The first day on which the product may be harvested, slaughtered or caught (安全间隔期、休药期)."""
    return used_on + dt.timedelta(days=interval_days)


def harvested_too_early(used_on: dt.date, interval_days: int, harvested_on: dt.date | None) -> bool:
    return harvested_on is not None and harvested_on < earliest_harvest(used_on, interval_days)


def check_days(*, used_on: dt.date, harvested_on: dt.date | None, today: dt.date) -> None:
    if used_on > today:
        raise RuleViolation("使用日期不能晚于今天。", field="used_on")
    if harvested_on and not used_on <= harvested_on <= today:
        raise RuleViolation("收获日期应在使用日期之后，且不晚于今天。", field="harvested_on")

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import Any

from supervision.ground import history, records, regions
from supervision.ground.errors import RuleViolation
from supervision.ground.people import checked, require
from supervision.ground.texts import read
from supervision.models import Post

from ..models import Plan, Quota, Task
from ..rules.quota import RATE, quota
from ..vocabulary import RANK, Rounding
from .levels import highest_level


def make_plan(
    year: int,
    *,
    by: Post,
    rate: Decimal = RATE,
    basis: str = regions.Population.Basis.RESIDENT,
    rounding: str = Rounding.COUNTY,
    document: str = "",
) -> Plan:
    """Set up the year's plan and every county's quota from the population it names."""
    require(by, "monitoring.add_plan")
    if Plan.objects.filter(year=year).exists():
        raise RuleViolation(f"{year}年已有监测计划。", field="year")
    heads = regions.population(year, basis)
    if missing := [county.name for county in regions.counties() if county.pk not in heads]:
        raise RuleViolation(f"没有{'、'.join(missing)}的人口数，不能测算任务数。", field="basis")
    with history.acting(by, "制定监测计划"):
        plan = Plan.objects.create(year=year, rate=rate, basis=basis, rounding=rounding, document=document)
        computed = quota(heads, rate=rate, rounding=rounding)
        Quota.objects.bulk_create(
            Quota(plan=plan, county_id=code, population=heads[code], computed=number)
            for code, number in sorted(computed.items())
        )
    return plan


def adjust_quota(row: Quota, *, by: Post, target: int, why: str) -> Quota:
    """Set another number for one county; the computed one stays beside it."""
    require(by, "monitoring.adjust_quota")
    why = read(why, "why", lines=True)
    if not why:
        raise RuleViolation("请写明调整任务数的原因。", field="why")
    if len(why) > 200:
        raise RuleViolation("原因请控制在200字以内。", field="why")
    if target < 0:
        raise RuleViolation("任务数不能小于0。", field="target")
    with history.acting(by, "调整监测任务数", why):
        row.adjusted, row.why = target, why
        row.save(update_fields=["adjusted", "why"])
    return row


def issue_task(*, by: Post, client_key: uuid.UUID | None = None, **fields: Any) -> Task:
    """Issue a task, in force at once; a county issues for itself only, and none in the name of a level above it."""
    require(by, "monitoring.add_task")
    task = Task(client_key=client_key, **fields)
    if task.level in RANK and RANK[task.level] < RANK[highest_level(by)]:
        raise RuleViolation("不能下达高于本级的任务，上级任务由市级登记。", field="level")
    if not by.is_citywide and task.county_id != by.region.county_id:
        raise RuleViolation("只能下达本县（市、区）的任务。", field="county")
    if client_key and Task.objects.filter(client_key=client_key).exists():
        raise records.KeyTaken
    with history.acting(by, "下达监测任务"):
        checked(task).save()
    return task

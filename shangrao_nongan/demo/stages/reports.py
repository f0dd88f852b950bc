"""The townships' reports on their half year and year; the year's own are just coming in."""

from __future__ import annotations

import datetime as dt
from typing import Any

from supervision.grid.services.report import hand_in_reports
from supervision.grid.vocabulary.report import Cycle
from supervision.ground.records import State
from supervision.models import Region

from ..world import World, share


def load(world: World) -> dict[str, int]:
    made = waiting = 0
    for county in world.counties:
        townships = share(world.townships(county), world.profile(county).reports)
        half = [_row(world, township, Cycle.HALF) for township in townships]
        year = [_row(world, township, Cycle.YEAR) for township in share(townships, 0.45)]
        new, taken = year[::2], half + year[1::2]
        if world.last < dt.date(world.year, 7, 10):
            new, taken = [], []
        made += len(hand_in_reports(taken, by=world.officer(county), state=State.ACCEPTED))
        waiting += len(hand_in_reports(new, by=world.officer(county), state=State.SUBMITTED))
    return {"工作总结": made, "待审核": waiting}


def _row(world: World, township: Region, cycle: Cycle) -> dict[str, Any]:
    rng = world.rng("report", township.pk, cycle)
    half = cycle == Cycle.HALF
    last = dt.date(world.year, 6, 30) if half else min(world.last, dt.date(world.year, 11, 30))
    day = rng.choice([day for day in world.workdays if last < day] or world.workdays[-1:]) if not half else None
    day = day or rng.choice([day for day in world.by_month.get(7, world.workdays[-1:]) if day.day <= 20])
    span = "年上半年" if half else "年度"
    return {
        "region": township,
        "title": f"{township.name}{world.year}{span}农产品质量安全监管工作总结",
        "cycle": cycle,
        "covers_from": world.first,
        "covers_to": last,
        "reported_on": day,
        "text": _text(township, rng.randint(20, 90), rng.randint(10, 60), rng.randint(2, 6)),
        "made_by": world.supervisor(township),
        "made_at": world.moment(rng, day),
    }


def _text(township: Region, visits: int, tests: int, trainings: int) -> str:
    return (
        f"{township.name}农产品质量安全监管站按照年初工作安排，落实网格化监管，开展巡查{visits}次、快速检测{tests}批次，"
        f"组织培训{trainings}次，发放宣传资料{trainings * 120}份。\n"
        "存在的问题：部分家庭农场生产记录不够规范，个别农户对安全间隔期规定掌握不够。\n"
        "下一步打算：继续加强日常巡查和快检，指导主体规范开具合格证，做好农药包装废弃物回收。"
    )

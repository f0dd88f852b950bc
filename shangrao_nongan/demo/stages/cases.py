"""Enforcement: cases of product quality behind failed samples, and the input and slaughter cases that do not count."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from monitoring.models import Sample
from monitoring.vocabulary import Verdict
from supervision.enforcement.services.case import register_cases
from supervision.enforcement.vocabulary.case import Category, PartyKind, Penalty, Procedure, Source
from supervision.ground.records import State
from supervision.ground.subjects import Kind
from supervision.models import Region

from ..names import person
from ..world import DAY, World

NEW = 45  # days: the county has not reviewed the entry yet
OTHERS = (
    (Category.PESTICIDE, "经营未附具标签的农药"),
    (Category.SLAUGHTER, "未经定点从事生猪屠宰活动"),
    (Category.SEED, "未按规定备案销售种子"),
    (Category.VETERINARY, "未按规定建立兽药采购台账"),
)


def load(world: World) -> dict[str, int]:
    made = waiting = 0
    for county in world.counties:
        rng, profile = world.rng("cases", county.pk), world.profile(county)
        quality = _behind_samples(world, rng, county, profile.cases)
        others = [_other(world, rng, county, place) for place in range(profile.other_cases)]
        rows = sorted([row for row in quality + others if row], key=lambda row: row["filed_on"])
        for number, row in enumerate(rows, 1):
            if row.get("decided_on"):
                row["document"] = f"{county.short_name}农（质）罚〔{world.year}〕{number}号"
        new = [row for row in rows if (world.last - row["opened_on"]).days < NEW]
        made += len(
            register_cases([row for row in rows if row not in new], by=world.officer(county), state=State.ACCEPTED)
        )
        waiting += len(register_cases(new, by=world.officer(county), state=State.SUBMITTED))
    return {"案件": made, "待审核": waiting}


def _behind_samples(world: World, rng: Random, county: Region, number: int) -> list[dict[str, Any] | None]:
    """Each behind a failed sample of its own; forbidden substances first."""
    failed = Sample.objects.accepted().filter(counts_to=county, verdict=Verdict.FAIL)
    early = failed.select_related("subject", "product").filter(verdict_on__lte=world.last - DAY * 25)
    rows = [_quality(world, rng, sample) for sample in early.order_by("-banned", "id")[:number]]
    return rows + [_other(world, rng, county, place, Category.QUALITY) for place in range(number - len(rows))]


def _quality(world: World, rng: Random, sample: Sample) -> dict[str, Any]:
    farmer = sample.subject.kind == Kind.SMALLHOLDER
    opened = world.workday((sample.verdict_on or sample.sampled_on) + DAY * rng.randint(1, 4))
    fine = rng.choice((800, 1000, 1500)) if farmer else rng.choice((5000, 8000, 20000, 50000))
    what = "含有国家禁止使用的农药、兽药" if sample.banned else "农药、兽药残留不符合标准"
    row = {
        "category": Category.QUALITY,
        "source": Source.SAMPLING,
        "cause": f"销售{what}的农产品（{sample.product}）"[:100],
        "subject": sample.subject,
        "party_kind": PartyKind.FARMER if farmer else PartyKind.ORGANISATION,
        "banned_substance": sample.banned,
        "value": rng.choice((600, 1200, 2400, 3600)),
        "note": f"抽样单 {sample.number}：{sample.failed_items}"[:2000],
        **_course(world, rng, opened, fine),
    }
    if sample.banned and not farmer and row.get("decided_on") and rng.random() < 0.2:
        row["transferred_on"] = row["decided_on"]
    return row


def _other(world: World, rng: Random, county: Region, place: int, category: str = "") -> dict[str, Any] | None:
    given: str
    given, cause = OTHERS[place % len(OTHERS)]
    days = [day for day in world.workdays if day.month >= 2] or world.workdays
    opened = rng.choice(days)
    if category:
        given, cause = category, "未按规定建立农产品生产记录，逾期不改正"
    township = rng.choice(world.townships(county))
    return {
        "category": given,
        "source": rng.choice((Source.INSPECTION, Source.COMPLAINT, Source.PATROL)),
        "cause": cause,
        "party": f"{township.short_name}{person(rng)}（个体经营者）",
        "party_kind": PartyKind.PERSON,
        "region": township,
        "value": rng.choice((300, 800, 1500)),
        **_course(world, rng, opened, rng.choice((500, 1000, 2000, 5000))),
    }


def _course(world: World, rng: Random, opened: dt.date, fine: int) -> dict[str, Any]:
    """Filed within a week or two, decided after one or two months, closed when the fine is paid; if it is that far."""
    filed = world.workday(opened + DAY * rng.randint(2, 8))
    decided, closed = filed + DAY * rng.randint(28, 65), filed + DAY * rng.randint(75, 95)
    row: dict[str, Any] = {"opened_on": opened, "filed_on": filed, "made_at": world.moment(rng, opened)}
    if decided <= world.last:
        row |= {
            "decided_on": decided, "procedure": Procedure.ORDINARY, "fine": fine,
            "penalties": [Penalty.FINE, Penalty.FORFEIT_INCOME] if rng.random() < 0.6 else [Penalty.FINE],
        }  # fmt: skip
        row |= {"forfeited": fine // 10} if Penalty.FORFEIT_INCOME in row["penalties"] else {}
        row |= {"closed_on": closed} if closed <= world.last else {}
    return row

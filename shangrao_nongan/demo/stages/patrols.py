"""A year of patrols by the townships, with what they found and what became of it."""

from __future__ import annotations

import datetime as dt
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from random import Random
from typing import Any

from supervision.ground import editions
from supervision.ground.records import State
from supervision.models import Checklist, Patrol, Region, Subject
from supervision.patrols.models.checklist import fitting
from supervision.patrols.rules.patrol import DUE_KINDS, RECORD_KEEPERS
from supervision.patrols.services.patrol import record_patrols
from supervision.patrols.services.rectification import tell_overdue
from supervision.patrols.vocabulary.patrol import Answer, Conclusion, RecordsKept
from supervision.patrols.vocabulary.rectification import Deadline

from ..accounts import DONGTUAN, GUANGXIN
from ..names import person
from ..profiles import Profile
from ..world import DAY, World

TOTAL = 12_000
FOUND = {
    "records": "生产记录漏记近两次用药，缺少施药人签字",
    "purchase": "部分投入品没有购买凭证，进货台账未登记",
    "drugs": "用药间隔期登记不清，未见采收前停药记录",
    "waste": "农药包装废弃物堆放在地头，未交回收点",
    "certificate": "合格证开具数量与销售台账不一致",
    "store": "投入品仓库未上锁，农药与化肥混放",
    "feed": "饲料仓库有拆封未标注启用日期的产品",
    "carcasses": "无害化处理记录缺两次",
    "three_records": "用药记录本未按塘口分别登记",
    "sales": "农药销售台账未登记购买人信息",
    "labels": "货架上有过期产品未下架",
    "inspection": "进货查验记录缺少当日凭证",
    "ledger": "购销台账登记不及时",
}
TRANSFERS = (
    "使用禁用农药氧乐果，现场查获空瓶2个",
    "仓库查获无标签农药3瓶，来源不明",
    "现场查获自配兽药，无产品批准文号",
)
GUIDANCE = ("现场讲解安全间隔期规定", "指导完善生产记录台账", "发放禁限用农药名录", "指导规范开具合格证", "")
ABSENT = ("主体负责人外出，电话联系后改日再访", "基地休耕，无人在场")
BLOCKED = ("道路积水，无法到达", "疫情防控要求，场区暂不接待外来人员")
RETURNS = ("请补充现场照片和检查人员姓名", "发现问题描述不清，请写明具体地块", "巡查结论与检查情况不一致，请核对")


def load(world: World) -> dict[str, int]:
    counts: Counter[str] = Counter()
    every = sum(world.profile(county).weight for county in world.counties)
    for county in world.counties:
        number = world.scaled(TOTAL * world.profile(county).weight / every, least=12)
        counts.update(write(world, county, _visits(world, county, number)))
    counts["逾期提示"] = tell_overdue(by=world.system)
    return dict(counts)


def write(world: World, county: Region, visits: Iterable[tuple[Subject, dt.date]]) -> dict[str, int]:
    """Record visits as the townships made them; most accepted, the newest waiting, a few sent back."""
    rows: dict[State, list[dict[str, Any]]] = defaultdict(list)
    checklists = editions.read(Checklist)
    for subject, day in visits:
        rng = world.rng("patrol", subject.name, day)
        state = _state(world, rng, day, subject.township_id)
        paper = fitting(checklists, subject.industry, day)
        asked = list(paper.labels()) if paper else []
        rows[state].append(_row(world, rng, subject, day, state, asked))
    made = 0
    for state, same in rows.items():
        made += len(record_patrols(same, by=world.officer(county), state=state))
    return {"巡查": made}


def _visits(world: World, county: Region, number: int) -> list[tuple[Subject, dt.date]]:
    """Who is due is visited first once, then again; the county's share of those never visited stays."""
    rng, profile = world.rng("visits", county.pk), world.profile(county)
    due = list(world.subjects(county, DUE_KINDS))
    rng.shuffle(due)
    seen = set(Patrol.objects.filter(county=county).values_list("subject", flat=True))
    left_alone = [s for s in due if s.pk not in seen][: round(len(due) * (1 - profile.covered))]
    visited = [subject for subject in due if subject not in left_alone] or due
    others = [s for s in world.subjects(county) if s.kind not in DUE_KINDS]
    chosen = visited + [rng.choice(visited if rng.random() < 0.95 or not others else others) for _ in range(number)]
    found = []
    for subject in chosen[: max(number, len(visited))]:
        days = [day for day in world.workdays if day > subject.registered_on]
        if days:
            found.append((subject, rng.choice(days)))
    if county.pk == GUANGXIN:
        found += [(s, world.workdays[-2 - n]) for n, s in enumerate(s for s in due if s.township_id == DONGTUAN)][:6]
    # The same subject is not visited twice on one day.
    return sorted(dict.fromkeys(found), key=lambda visit: (visit[1], visit[0].pk))


def _state(world: World, rng: Random, day: dt.date, township: str | None) -> State:
    age = (world.last - day).days
    if township == DONGTUAN and world.is_recent(day):
        # The township whose supervisor one can be has something to put right.
        return rng.choice((State.SUBMITTED, State.RETURNED))
    if age <= 3 and rng.random() < 0.12:
        return State.DRAFT
    if world.is_recent(day):
        return rng.choices((State.SUBMITTED, State.ACCEPTED, State.RETURNED), (60, 34, 6))[0]
    return State.RETURNED if age < 40 and rng.random() < 0.01 else State.ACCEPTED


def _row(world: World, rng: Random, subject: Subject, day: dt.date, state: State, asked: list[str]) -> dict[str, Any]:
    profile, made_at = world.profile(subject.county_id), world.moment(rng, day)
    row = {
        "subject": subject,
        "held_on": day,
        "companions": person(rng) if rng.random() < 0.6 else "",
        "visit": uuid.UUID(int=rng.getrandbits(128), version=4),
        "made_by": world.supervisor(subject.township_id),
        "made_at": made_at,
        **_location(rng, subject),
        **_found(world, rng, subject, day, profile, asked),
    }
    if state == State.ACCEPTED:
        row["accepted_at"] = world.reviewed(rng, made_at)
    if state == State.RETURNED:
        row["returned_why"] = rng.choice(RETURNS)
    if state != State.ACCEPTED:
        row.pop("rectification", None)
    return row


def _location(rng: Random, subject: Subject) -> dict[str, Any]:
    """Taken by the phone: within a hundred metres or two, now and then a kilometre off."""
    if subject.latitude is None or rng.random() < 0.08:
        return {}
    width = 0.012 if rng.random() < 0.02 else 0.0009
    north = Decimal(str(subject.latitude)) + Decimal(str(round(rng.uniform(-width, width), 6)))
    east = Decimal(str(subject.longitude)) + Decimal(str(round(rng.uniform(-width, width), 6)))
    return {"latitude": north, "longitude": east, "accuracy": rng.choice((5, 8, 10, 12, 15, 20, 30))}


def _found(
    world: World, rng: Random, subject: Subject, day: dt.date, profile: Profile, asked: list[str]
) -> dict[str, Any]:
    luck = rng.random()
    if luck < 0.020:
        return {"conclusion": Conclusion.ABSENT, "note": rng.choice(ABSENT), "answers": {}}
    if luck < 0.023:
        return {"conclusion": Conclusion.BLOCKED, "note": rng.choice(BLOCKED), "answers": {}}
    answers = dict.fromkeys(asked, Answer.OK.value)
    answers["other"] = Answer.NA.value
    keeps = subject.kind in RECORD_KEEPERS
    row = {"answers": answers, "records_kept": RecordsKept.COMPLETE if keeps else RecordsKept.NOT_OBLIGED}
    if luck > 0.996 and (world.last - day).days < 35:
        return _transferred(rng, row)
    if luck > 1 - profile.problems:
        return _rectified(world, rng, subject, day, row, keeps)
    if rng.random() < 0.05:
        answers[rng.choice(asked[:-1])] = Answer.FIXED.value
    if keeps and rng.random() < 0.04:
        row["records_kept"] = RecordsKept.UNCHECKED
    return row | {"conclusion": Conclusion.PASS, "guidance": rng.choice(GUIDANCE)}


def _transferred(rng: Random, row: dict[str, Any]) -> dict[str, Any]:
    row["answers"] |= dict.fromkeys({"drugs", "banned"} & set(row["answers"]), Answer.BAD.value)
    return row | {"conclusion": Conclusion.TRANSFER, "problems": rng.choice(TRANSFERS)}


def _rectified(
    world: World, rng: Random, subject: Subject, day: dt.date, row: dict[str, Any], keeps: bool
) -> dict[str, Any]:
    answers = row["answers"]
    bad = rng.sample([code for code in answers if code in FOUND], 2 if rng.random() < 0.3 else 1)
    answers |= dict.fromkeys(bad, Answer.BAD.value)
    if keeps and "records" in bad:
        row["records_kept"] = RecordsKept.NONE if rng.random() < 0.15 else RecordsKept.IRREGULAR
    deadline = rng.choice((Deadline.WEEK, Deadline.FORTNIGHT, Deadline.FORTNIGHT, Deadline.MONTH))
    problems = "；".join(FOUND[code] for code in bad) + "。"
    course = _course(world, rng, subject, day, int(deadline))
    return row | {
        "conclusion": Conclusion.RECTIFY, "problems": problems, "deadline": int(deadline),
        "guidance": rng.choice(GUIDANCE[:-1]), "rectification": course,
    }  # fmt: skip


def _course(world: World, rng: Random, subject: Subject, day: dt.date, length: int) -> dict[str, Any]:
    """Put right and rechecked by its day, later, or not yet: as the county is used to."""
    due = day + DAY * length
    if rng.random() < world.profile(subject.county_id).in_time:
        fixed = day + DAY * rng.randint(1, length - 2)
        closed = min(due, fixed + DAY * rng.randint(0, 2))
    else:
        fixed = due + DAY * rng.randint(1, 20)
        closed = fixed + DAY * rng.randint(0, 5)
    if fixed > world.last or (fixed > due and rng.random() < 0.12):
        return {}
    course = {
        "fixed_on": fixed, "fixed_by": world.supervisor(subject.township_id),
        "report": "已按要求整改：补齐台账，清理现场，并组织员工学习有关规定。",
    }  # fmt: skip
    if closed <= world.last - DAY * rng.choice((0, 0, 10)):
        officer = world.officer(subject.county_id)
        course |= {"closed_on": closed, "rechecked_by": officer, "recheck": "复查情况属实，同意销号。"}
    return course

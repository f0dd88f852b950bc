"""Rapid tests of the townships. A positive one is a lead: most are confirmed by a quantitative sample."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from monitoring.services import record_samples
from monitoring.vocabulary import Kind, Level, Rapid, RecordCheck
from supervision.ground.records import State
from supervision.ground.subjects import Kind as SubjectKind
from supervision.models import Region

from ..accounts import GUANGXIN
from ..world import DAY, World, of_season, share
from .samples import TRADE, Maker, place_of, rapid

TOTAL = 6_000
POSITIVE = 0.006
CONFIRMED = 0.75
FAILING = 0.35  # of the confirmations


def load(world: World) -> dict[str, int]:
    maker, counts = Maker(world), Counter[str]()
    every = sum(world.profile(county).weight for county in world.counties)
    for county in world.counties:
        number = world.scaled(TOTAL * world.profile(county).weight / every, least=4)
        counts.update(_county(world, maker, county, number))
    return dict(counts)


def _county(world: World, maker: Maker, county: Region, number: int) -> dict[str, int]:
    rng, profile = world.rng("rapid", county.pk), world.profile(county)
    working = {township.pk for township in share(world.townships(county), profile.tested)}
    subjects = [s for s in world.subjects(county) if s.township_id in working and s.kind != SubjectKind.INPUT_SHOP]
    rows: dict[State, list[dict[str, Any]]] = {State.ACCEPTED: [], State.SUBMITTED: []}
    for turn in range(3 * number if subjects else 0):
        if sum(map(len, rows.values())) >= number:
            break
        # In turn, so that every township that works has tests of its own.
        subject = subjects[turn % len(subjects)]
        day = rng.choice(world.workdays)
        products = of_season(subject, day.month)
        if day <= subject.registered_on or not products:
            continue
        state = State.SUBMITTED if world.is_recent(day) and rng.random() < 0.5 else State.ACCEPTED
        rows[state].append(_row(world, rng, subject, rng.choice(products), day))
    done = {state: record_samples(same, by=world.officer(county), state=state) for state, same in rows.items()}
    confirmed = _confirm(world, maker, county, rng, [s for same in done.values() for s in same])
    return {"快检": sum(map(len, done.values())), "确证": confirmed}


def _row(world: World, rng: Random, subject: Any, product: Any, day: Any) -> dict[str, Any]:
    farm = subject.kind not in TRADE
    check = RecordCheck.COMPLETE if farm and rng.random() < 0.8 else RecordCheck.MISSING
    return {
        "level": Level.TOWNSHIP,
        "kind": Kind.ROUTINE,
        "subject": subject,
        "product": product,
        "sampled_on": day,
        "place": place_of(subject),
        "record_check": check if farm else RecordCheck.NOT_APPLICABLE,
        "record_remark": "" if farm else "流通环节抽样，无生产记录",
        "made_by": world.supervisor(subject.township_id),
        "made_at": world.moment(rng, day),
        **rapid(rng, rng.random() < POSITIVE, product),
    }


def _confirm(world: World, maker: Maker, county: Region, rng: Random, samples: list[Any]) -> int:
    """Quantitative samples of the same product; the newest positives still wait for theirs."""
    rows = []
    for found in samples:
        day = world.workday(found.sampled_on + DAY * rng.randint(1, 3))
        late = (world.last - day).days <= 12
        if found.rapid != Rapid.POSITIVE or late or rng.random() > CONFIRMED:
            continue
        bench, fails = maker.bench, rng.random() < FAILING
        panel = (fails and bench.panel(rng, found.product, day, fails=True)) or bench.panel(rng, found.product, day)
        if panel:
            row = maker.form(rng, county, found.subject, found.product, day, own=True)
            tester, verifier = maker.people(row["laboratory"])
            judged = bench.judged(panel, found.product, day)
            # Where the list has no limit, a person has to judge what was found: shown in 广信 only.
            left = fails and not judged and county.pk == GUANGXIN
            findings = bench.failing if fails and judged else bench.suspected if left else bench.clean
            rows.append(row | {
                "kind": Kind.SPECIAL, "follows": found, "analytes": panel,
                "results": findings(rng, found.product, day, panel), "tested_by": tester, "verified_by": verifier,
                "verdict_on": world.workday(day + DAY * 6), "accepted_by": world.admin(county),
            })  # fmt: skip
    return len(record_samples(rows, by=world.officer(county), state=State.ACCEPTED))

"""Quantitative samples near the quota of every county, with their results."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cached_property
from itertools import count
from random import Random
from typing import Any

from monitoring.models import Quota, Sample, Task
from monitoring.services import issue_task, record_samples
from monitoring.vocabulary import Kind, Level, Method, Place, Rapid, RecordCheck, Taking
from supervision.ground.people import OrganisationKind, Role
from supervision.ground.records import State
from supervision.ground.regions import CITY
from supervision.ground.subjects import Kind as SubjectKind
from supervision.models import Organisation, Patrol, Post, Product, Region, Subject

from .. import names
from ..accounts import GUANGXIN
from ..findings import Bench
from ..profiles import SHORT, WORST
from ..world import DAY, World, of_season
from .laboratories import LAPSED

FORBIDDEN = 0.2  # of the failed samples: something nobody may use
TRIES = 1000
PENDING = 0.015  # of the quota: taken in the last days, still without a result
TRADE: dict[str, Place] = {
    SubjectKind.MARKET: Place.MARKET,
    SubjectKind.SUPERMARKET: Place.SUPERMARKET,
    SubjectKind.COLLECTOR: Place.OTHER,
}
OWN_KINDS = (Kind.ROUTINE, Kind.SUPERVISION, Kind.SPECIAL)
MONTHS = {1: 5, 2: 4, 3: 8, 4: 9, 5: 10, 6: 10, 7: 10, 8: 10, 9: 11, 10: 10, 11: 9, 12: 4}
IRREGULAR = ("用药记录缺施药剂量", "记录未按地块分别登记", "近一个月记录未及时补记", "投入品来源未登记")


def load(world: World) -> dict[str, int]:
    maker, counts = Maker(world), Counter[str]()
    maker.issue_tasks()
    for county in world.counties:
        counts.update(maker.county(county))
    return dict(counts)


class Maker:
    """Draws samples of a county: who, what, when, by whom, with which findings."""

    def __init__(self, world: World):
        self.world, self.bench = world, Bench()
        self.tasks: list[Task] = []
        self.batches = count(1)

    # --- the year -----------------------------------------------------------------------------------------------
    def county(self, county: Region) -> dict[str, int]:
        world, profile, rng = self.world, self.world.profile(county), self.world.rng("samples", county.pk)
        quota = Quota.objects.of_year(world.year).with_target().filter(county=county).first()
        wanted = (quota.target or 0) if quota else 0
        target = world.scaled(wanted * profile.sampled, least=6)
        if profile.sampled == 1 and world.scale == 1:
            target = wanted or target
        known = Sample.objects.accepted().filter(counts_to=county, method=Method.QUANTITATIVE, taking=Taking.TAKEN)
        number = max(0, target - known.count())
        refused = county.pk in (WORST, SHORT) and world.scale >= 0.5
        rows = self.rows(rng, county, number, bad=max(1, round(target * profile.failed)))
        if refused:
            rows.append(self.refused(rng, county))
        record_samples(rows, by=world.officer(county), state=State.ACCEPTED)
        waiting = self.waiting(rng, county, max(1, round(target * PENDING)))
        record_samples(waiting, by=world.officer(county), state=State.SUBMITTED)
        return {"定量样品": len(rows), "在检": len(waiting)}

    def rows(self, rng: Random, county: Region, number: int, *, bad: int) -> list[dict[str, Any]]:
        """Finished samples; `bad` of them fail, the first two of these in the county's own tasks."""
        failing = sorted(rng.sample(range(number), min(bad, number)))
        young = failing[-1:] if self.world.profile(county).handled < 1 or county.pk == GUANGXIN else []
        return [
            self.row(rng, county, fails=place in failing, own=place in failing[:2], old=place not in young)
            for place in range(number)
        ]

    def row(
        self, rng: Random, county: Region, *, fails: bool = False, own: bool = False, old: bool = True
    ) -> dict[str, Any]:
        """A finished sample. A failed one is `old` enough for its handling to be over, unless said otherwise.

        Where a county has nothing that fits, half the tries on, anything that can fail at all will do.
        """
        world, bench = self.world, self.bench
        forbidden = rng.random() < FORBIDDEN or not old
        for attempt in range(TRIES):
            day, subject, product = self.drawn(rng, county)
            panel = bench.panel(rng, product, day, fails=fails)
            if not panel:
                continue
            if not fails or attempt > TRIES // 2:
                break
            if old != ((world.last - day).days < 30) and (forbidden or bench.permitted(panel, product, day)):
                break
        row = self.form(rng, county, subject, product, day, own=own)
        findings = bench.clean if not fails else bench.forbidden if forbidden else bench.failing
        done = world.workday(day + DAY * rng.randint(4, 8))
        tester, verifier = self.people(row["laboratory"])
        return row | {
            "analytes": panel,
            "results": findings(rng, product, day, panel),
            "tested_by": tester,
            "verified_by": verifier,
            "verdict_on": done,
            "accepted_by": world.admin(county),
            "accepted_at": max(row["made_at"], world.moment(rng, done)),
        }

    def waiting(self, rng: Random, county: Region, number: int) -> list[dict[str, Any]]:
        """Taken in the last days: the laboratory has them."""
        days = self.world.workdays[-7:]
        rows: list[dict[str, Any]] = []
        while len(rows) < number:
            day = rng.choice(days)
            _, subject, product = self.drawn(rng, county, month=day.month)
            panel = self.bench.panel(rng, product, day)
            if panel:
                rows.append(self.form(rng, county, subject, product, day, own=True) | {"analytes": panel})
        return rows

    def refused(self, rng: Random, county: Region) -> dict[str, Any]:
        day, subject, product = self.drawn(rng, county)
        row = self.form(rng, county, subject, product, day, own=True)
        return row | {
            "taking": Taking.REFUSED,
            "refusal_why": "负责人以产品已预售为由拒绝抽样，经告知后果后仍拒绝",
            "witness": names.person(rng),
            "accepted_by": self.world.admin(county),
        }

    # --- one sample ---------------------------------------------------------------------------------------------
    def drawn(self, rng: Random, county: Region, month: int = 0) -> tuple[dt.date, Subject, Product]:
        """A subject with something to market in that month, on a day with a finished test behind it."""
        while True:
            chosen = month or rng.choices(self.months, [MONTHS[m] for m in self.months])[0]
            days = [day for day in self.world.by_month[chosen] if (self.world.last - day).days > 8 or month]
            pool = self.pool(county, chosen)
            if days and pool:
                subject, product = rng.choice(pool)
                return rng.choice(days), subject, product

    @cached_property
    def months(self) -> list[int]:
        return sorted(self.world.by_month)

    @cached_property
    def _pools(self) -> dict[tuple[str, int], list[tuple[Subject, Product]]]:
        return {}

    def pool(self, county: Region, month: int) -> list[tuple[Subject, Product]]:
        key = county.pk, month
        if key not in self._pools:
            self._pools[key] = [
                (subject, product)
                for subject in self.world.subjects(county)
                if subject.registered_on.year < self.world.year
                for product in of_season(subject, month)
            ]
        return self._pools[key]

    def form(
        self, rng: Random, county: Region, subject: Subject, product: Product, day: dt.date, *, own: bool
    ) -> dict[str, Any]:
        """The sampling form; every tenth is filled in at the same visit as a patrol of the subject."""
        world, visit = self.world, None
        made_at = world.moment(rng, day)
        task = None if own else self.task(rng, county, day)
        level = task.level if task else Level.COUNTY
        kind = task.kind if task else rng.choices(OWN_KINDS, (66, 24, 10))[0]
        if rng.random() < 0.1:
            visit = self.visits[subject.pk].get(day)
        base = Decimal(rng.randint(100, 3000))
        return {
            "task": task,
            "level": level,
            "kind": kind,
            "method": Method.QUANTITATIVE,
            "subject": subject,
            "product": product,
            # No batch twice: what the city has supervised, a county may not sample again.
            "batch": f"{day:%Y%m%d}-{next(self.batches)}" if kind == Kind.SUPERVISION else "",
            "sampled_on": day,
            "base_amount": base,
            "amount": Decimal("3.0") if product.sector == "种植业" else Decimal("1.5"),
            "spare_amount": Decimal("1.0"),
            "price": Decimal(rng.randint(12, 120)),
            "seal": f"FT{county.pk[2:]}{rng.randrange(10**6):06d}",
            "laboratory": self.laboratory(county, level, day),
            "visit": visit,
            "latitude": subject.latitude,
            "longitude": subject.longitude,
            "made_at": made_at,
            **self.samplers(rng, county),
            **self.looked(rng, county, subject),
        }

    @cached_property
    def visits(self) -> dict[int, dict[dt.date, Any]]:
        found: dict[int, dict[dt.date, Any]] = defaultdict(dict)
        rows = Patrol.objects.accepted().order_by("id").values_list("subject", "held_on", "visit")
        for subject, day, visit in rows:
            found[subject][day] = visit
        return found

    def samplers(self, rng: Random, county: Region) -> dict[str, str]:
        """Two of the county's six, with their cards."""
        team = self._teams.setdefault(county.pk, _team(self.world.rng("team", county.pk), county.pk))
        (one, card_1), (two, card_2) = rng.sample(team, 2)
        return {"sampler_1": one, "card_1": card_1, "sampler_2": two, "card_2": card_2}

    @cached_property
    def _teams(self) -> dict[str, list[tuple[str, str]]]:
        return {}

    def looked(self, rng: Random, county: Region, subject: Subject) -> dict[str, Any]:
        """The place, and the look into the production records that goes with every sample of a farm."""
        if subject.kind in TRADE:
            remark = "流通环节抽样，无生产记录"
            return {"place": place_of(subject), "record_check": RecordCheck.NOT_APPLICABLE, "record_remark": remark}
        place = place_of(subject)
        luck = rng.random()
        if county.pk == WORST and luck < 0.12:
            remark = "未带回记录，现场未核查"
            return {"place": place, "record_check": RecordCheck.NOT_APPLICABLE, "record_remark": remark}
        if luck < 0.06:
            return {"place": place, "record_check": RecordCheck.IRREGULAR, "record_remark": rng.choice(IRREGULAR)}
        missing = luck < 0.09 or (subject.kind == SubjectKind.SMALLHOLDER and luck < 0.5)
        return {"place": place, "record_check": RecordCheck.MISSING if missing else RecordCheck.COMPLETE}

    # --- laboratories and tasks ---------------------------------------------------------------------------------
    @cached_property
    def _laboratories(self) -> dict[str, list[Organisation]]:
        found: dict[str, list[Organisation]] = defaultdict(list)
        listed = Organisation.objects.filter(kind=OrganisationKind.LABORATORY, laboratories__isnull=False)
        for home in listed.order_by("id"):
            found[home.region_id].append(home)
        return found

    def laboratory(self, county: Region, level: str, day: dt.date) -> Organisation:
        """The county's own for its own tasks while it is accepted, else the city's; a company for the province's."""
        city, company = self._laboratories[CITY][:2]
        if level == Level.PROVINCE:
            return company
        # A report is issued up to two weeks after the sampling, and the certificates must be in force then.
        lapsed = county.pk == WORST and day + 14 * DAY > dt.date(self.world.year, *LAPSED)
        return city if level == Level.CITY or lapsed else self._laboratories[county.pk][0]

    def people(self, laboratory: Organisation) -> tuple[Post, Post]:
        """Who tests and who verifies there."""
        found = []
        for role in (Role.LAB_TESTER, Role.LAB_VERIFIER):
            posts = self.world.posts(role, laboratory.region_id)
            found.append(next(post for post in posts if post.organisation_id == laboratory.pk))
        return found[0], found[1]

    def issue_tasks(self) -> None:
        year, city = self.world.year, self.world.posts(Role.CITY_ADMIN, CITY)[0]
        given = [
            (f"{year}年{quarter + 1}季度省级例行监测", Level.PROVINCE, Kind.ROUTINE, 3 * quarter + 1, 3)
            for quarter in range(4)
        ]
        given += [
            (f"{year}年上半年市级例行监测", Level.CITY, Kind.ROUTINE, 1, 6),
            (f"{year}年下半年市级例行监测", Level.CITY, Kind.ROUTINE, 7, 6),
            (f"{year}年市级豇豆、韭菜、芹菜专项监测", Level.CITY, Kind.SPECIAL, 5, 5),
            (f"{year}年市级监督抽查", Level.CITY, Kind.SUPERVISION, 3, 9),
        ]
        for number, (name, level, kind, month, length) in enumerate(given, 1):
            last = dt.date(year + (month + length > 12), (month + length - 1) % 12 + 1, 1) - DAY
            self.tasks.append(
                issue_task(
                    by=city, year=year, name=name, document=f"饶农质字〔{year}〕{number}号", level=level, kind=kind,
                    method=Method.QUANTITATIVE, first_day=dt.date(year, month, 1), deadline=last,
                )
            )  # fmt: skip

    def task(self, rng: Random, county: Region, day: dt.date) -> Task | None:
        """One sample in seven belongs to a task of the province or the city."""
        if rng.random() > 0.14:
            return None
        return rng.choice([task for task in self.tasks if task.first_day <= day <= task.deadline] or [None])


def _team(rng: Random, county: str) -> list[tuple[str, str]]:
    return [(names.person(rng), f"{names.card(rng, county)}{number}") for number in range(6)]


def place_of(subject: Subject) -> str:
    slaughter = subject.kind == SubjectKind.SLAUGHTERHOUSE
    return TRADE.get(subject.kind, Place.SLAUGHTERHOUSE if slaughter else Place.BASE)


def rapid(rng: Random, positive: bool, product: Product) -> dict[str, Any]:
    """A township's rapid test: enzyme inhibition for what grows, colloidal gold for animals."""
    plant = product.sector == "种植业"
    return {
        "method": Method.RAPID,
        "rapid": Rapid.POSITIVE if positive else Rapid.NEGATIVE if rng.random() > 0.003 else Rapid.INVALID,
        "rapid_item": "有机磷和氨基甲酸酯类农药" if plant else rng.choice(("恩诺沙星", "克伦特罗", "孔雀石绿")),
        "rapid_method": "酶抑制率法（GB/T 5009.199）" if plant else "胶体金免疫层析法",
    }

"""Green, organic and geographical certificates: the locked list of the year before, what was won and lost since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from random import Random
from typing import Any

from greenfood.models import Certification
from greenfood.services import lock_opening_list, note_lapses, register_many
from greenfood.vocabulary import Kind
from supervision.ground.people import Role
from supervision.ground.records import State
from supervision.ground.regions import CITY
from supervision.ground.subjects import Kind as SubjectKind
from supervision.ground.subjects import SubjectCrop
from supervision.ground.terms import add_months
from supervision.models import Product, Region, Subject

from ..world import DAY, World

HOLDERS = (SubjectKind.ENTERPRISE, SubjectKind.COOPERATIVE, SubjectKind.FAMILY_FARM)
KEPT = ("region", "product", "product_name", "subject", "area", "output")
GROWN = ("蔬菜", "水果", "茶叶", "粮油", "食用菌", "药食同源及其他", "畜禽产品", "禽蛋", "水产品")


def load(world: World) -> dict[str, int]:
    maker = Maker(world)
    before = [row for county in world.counties for row in maker.opening(county)]
    held = register_many(before, by=world.system, state=State.ACCEPTED)
    lock_opening_list(world.year - 1, by=world.posts(Role.CITY_ADMIN, CITY)[0])
    renewed = register_many(maker.renewals(held), by=world.system, state=State.ACCEPTED)
    new = register_many(
        [row for county in world.counties for row in maker.new(county)], by=world.system, state=State.ACCEPTED
    )
    return {
        "年初产品": len(held), "续展": len(renewed), "新获": len(new), "到期未续": note_lapses(by=world.system),
    }  # fmt: skip


class Maker:
    """Products of a county in a fixed order: first the list's, then the new ones."""

    def __init__(self, world: World):
        self.world, self.serial = world, 0
        self.lost: set[str] = set()
        self._queues: dict[str, Iterable[tuple[Subject, Product]]] = {}

    def opening(self, county: Region) -> list[dict[str, Any]]:
        """On the list of the last day of the year before. The first few will not be renewed."""
        profile, rng = self.world.profile(county), self.world.rng("greenfood", county.pk)
        number = self.world.scaled(profile.opening, least=2)
        lost = min(number - 1, self.world.scaled(profile.lost, least=0))
        rows = []
        for place in range(number):
            runs_out = place < lost
            indication = not runs_out and place >= number - 2 and self._speciality(county, number - 1 - place)
            if indication:
                rows.append(self._indication(county, indication, rng))
            else:
                rows.append(self._certificate(county, rng, self._span(rng, runs_out), lost=runs_out))
        return rows

    def new(self, county: Region) -> list[dict[str, Any]]:
        """As many as the county won; what it lost was on the list."""
        profile, rng = self.world.profile(county), self.world.rng("greenfood-new", county.pk)
        lost = min(self.world.scaled(profile.opening, least=2) - 1, self.world.scaled(profile.lost, least=0))
        number = self.world.scaled(profile.growth, least=1) + lost
        days = [day for day in self.world.workdays if day.month <= 11] or self.world.workdays
        return [self._certificate(county, rng, (Kind.GREEN, rng.choice(days))) for _ in range(number)]

    def renewals(self, held: Iterable[Certification]) -> list[dict[str, Any]]:
        """Whatever ran out in the course of the year and was not given up goes on with a new certificate."""
        rows = []
        for one in held:
            until = one.valid_to
            if until is not None and until < self.world.last and one.certificate_number not in self.lost:
                kept = {name: getattr(one, name) for name in KEPT}
                rows.append({"kind": one.kind, "renews": one} | kept | self._dates(one.kind, until + DAY))
        return rows

    # --- one certificate ----------------------------------------------------------------------------------------
    def _span(self, rng: Random, runs_out: bool) -> tuple[str, dt.date]:
        """Kind and first day. Three in four are green (three years), the others organic (one year)."""
        year = self.world.year
        if runs_out:
            return Kind.GREEN, dt.date(year - 3, rng.randint(2, 10), rng.randint(1, 28))
        if rng.random() < 0.25:
            return Kind.ORGANIC, dt.date(year - 1, rng.randint(2, 12), rng.randint(1, 28))
        return Kind.GREEN, dt.date(year - rng.choice((1, 2, 2, 3)), rng.randint(2, 12), rng.randint(1, 28))

    def _certificate(
        self, county: Region, rng: Random, span: tuple[str, dt.date], *, lost: bool = False
    ) -> dict[str, Any]:
        kind, first = span
        subject, product = next(self._queue(county))
        row = self._dates(kind, first) | {
            "kind": kind, "region": subject.region, "subject": subject, "product": product,
            "product_name": product.name, "area": rng.randint(50, 900), "output": rng.randint(20, 600),
        }  # fmt: skip
        if lost:
            self.lost.add(row["certificate_number"])
        return row

    def _dates(self, kind: str, first: dt.date) -> dict[str, Any]:
        self.serial += 1
        if kind == Kind.ORGANIC:
            number, months = f"{100 + self.serial % 80}OP{first:%y}{self.serial:05d}", 12
        else:
            number, months = f"LB-{10 + self.serial % 40}-{first:%y%m}14{self.serial:04d}A", 36
        return {"certificate_number": number, "valid_from": first, "valid_to": add_months(first, months) - DAY}

    def _indication(self, county: Region, product: Product, rng: Random) -> dict[str, Any]:
        self.serial += 1
        return {
            "kind": Kind.AGI, "certificate_number": f"AGI-DEMO{self.serial:05d}", "region": county, "product": product,
            "product_name": product.name, "holder_name": f"{county.name}农业技术推广中心",
            "valid_from": dt.date(self.world.year - rng.randint(3, 9), rng.randint(1, 12), 10), "valid_to": None,
            "area": rng.randint(5000, 60000), "output": rng.randint(2000, 30000),
        }  # fmt: skip

    def _speciality(self, county: Region, place: int) -> Product | None:
        known = [p for p in self.world.products.values() if p.county_code == county.pk and p.name != "弋阳年糕"]
        return known[place] if place < len(known) else None

    def _queue(self, county: Region) -> Any:
        """Each pair of a holder and one of its products once; then further products of the same holders."""
        if county.pk not in self._queues:
            self._queues[county.pk] = self._pairs(county)
        return self._queues[county.pk]

    def _pairs(self, county: Region) -> Iterable[tuple[Subject, Product]]:
        holders = self.world.subjects(county, HOLDERS)
        grown: dict[int, list[Product]] = {}
        rows = SubjectCrop.objects.filter(subject__in=holders).order_by("id").select_related("product")
        for crop in rows:
            if crop.product.category in GROWN:
                grown.setdefault(crop.subject_id, []).append(crop.product)
        for turn in range(max(map(len, grown.values()), default=0)):
            for subject in holders:
                if turn < len(grown.get(subject.pk, ())):
                    yield subject, grown[subject.pk][turn]
        others = [p for p in self.world.products.values() if p.category in ("蔬菜", "水果") and not p.county_code]
        for product in others:
            for subject in holders:
                if product not in grown.get(subject.pk, ()):
                    yield subject, product

"""Certificates issued by producers; a few were made void, a few are marked."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from random import Random
from typing import Any

from certificates.models import Certificate, Edition
from certificates.rules import basis_labels, version_on
from certificates.services import issue_many, mark, void
from certificates.vocabulary import Mark
from monitoring.models import Sample
from monitoring.vocabulary import Verdict
from supervision.ground import clock
from supervision.ground.subjects import Kind
from supervision.models import Product, Region, Subject

from ..world import World, of_season, share

TOTAL = 8_000
OBLIGED = (Kind.ENTERPRISE, Kind.COOPERATIVE, Kind.FAMILY_FARM)
QUANTITY = {"禽蛋": (50, 800), "畜禽产品": (80, 2500), "水产品": (100, 3000), "食用菌": (30, 600)}
VOID_WHY = ("数量填写错误，重新开具", "产品名称选错，重新开具", "客户取消订单，未随货使用")


def load(world: World) -> dict[str, int]:
    editions = list(Edition.objects.all())
    every = sum(world.profile(county).weight for county in world.counties)
    made = 0
    for county in world.counties:
        number = world.scaled(TOTAL * world.profile(county).weight / every, least=4)
        made += _county(world, county, editions, number)
    return {"合格证": made, "作废": _void_some(world), "标注": _mark_some(world)}


def row(world: World, rng: Random, subject: Subject, editions: list[Edition], day: dt.date) -> dict[str, Any] | None:
    """What a producer issues on a day: something in season that the system of that day knows."""
    edition = version_on(editions, day)
    products = [p for p in of_season(subject, day.month) if p.category in edition.categories]
    if not products:
        return None
    product = rng.choice(products)
    codes = [code for code, _ in edition.bases]
    bases = rng.sample(codes, rng.choice((1, 1, 2))) if codes else []
    assert not bases or basis_labels(edition, bases)  # noqa: S101  the form has these words
    return {
        "subject": subject,
        "product": product,
        "quantity": _quantity(rng, product),
        "issued_on": day,
        "bases": bases,
        "on_paper": True,  # few have an account of their own: they write it by hand, the township enters it
        "made_by": world.supervisor(subject.township_id),
        "made_at": world.moment(rng, day),
    }


def _county(world: World, county: Region, editions: list[Edition], number: int) -> int:
    rng = world.rng("certificates", county.pk)
    known = version_on(editions, world.last).categories
    grown = {s.pk: {crop.product.category for crop in s.crops.all()} for s in world.subjects(county, OBLIGED)}
    obliged = [s for s in world.subjects(county, OBLIGED) if not grown[s.pk].isdisjoint(known)]
    rng.shuffle(obliged)
    issuing = share(obliged, world.profile(county).certified)
    # Each of them at least once; after that the busy ones more often.
    turn = issuing + rng.choices(issuing, [rng.choice((1, 1, 2, 5)) for _ in issuing], k=max(0, number - len(issuing)))
    rows = []
    for subject in turn if issuing else []:
        days = [day for day in world.workdays if day > subject.registered_on]
        for day in rng.sample(days, min(len(days), 40)):
            if made := row(world, rng, subject, editions, day):
                rows.append(made)
                break
    return len(issue_many(rows, by=world.officer(county)))


def _quantity(rng: Random, product: Product) -> Decimal:
    return Decimal(rng.randint(*QUANTITY.get(product.category, (100, 5000))) // 10 * 10)


def _void_some(world: World) -> int:
    """One in two hundred: a slip of the pen. The paper stays readable and says so."""
    rng, rows = world.rng("void"), Certificate.objects.in_use().order_by("id").select_related("subject", "made_by")
    chosen = [c for c in rows if rng.random() < 0.005]
    for certificate in chosen:
        with clock.at(min(clock.now(), clock.opening_of(certificate.issued_on) + dt.timedelta(hours=5))):
            void(certificate, by=certificate.made_by or world.system, why=rng.choice(VOID_WHY))
    return len(chosen)


def _mark_some(world: World) -> int:
    """A certificate of the same product and month as a failed sample of the same subject."""
    done = 0
    for sample in Sample.objects.accepted().filter(verdict=Verdict.FAIL).order_by("id"):
        same = Certificate.objects.in_use().filter(subject=sample.subject_id, product=sample.product_id, mark="")
        found = same.filter(issued_on__range=(sample.sampled_on - dt.timedelta(days=20), sample.sampled_on)).last()
        if found is not None:
            with clock.at(sample.verdict_on or sample.sampled_on):
                why = f"同批次产品抽检不合格：{sample.failed_items}"
                mark(found, by=world.officer(found.county_id), kind=Mark.FAILED, why=why)
            done += 1
    return done

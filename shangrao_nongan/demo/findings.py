"""What a laboratory reports of a sample: a panel the lists of the day speak of, and findings below or above them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cache, cached_property
from random import Random
from typing import Any

from monitoring.models import Analyte
from monitoring.rules.verdicts import Book
from monitoring.services.judging import book, path_of
from monitoring.services.ordering import unit_for, veterinary
from monitoring.vocabulary import Found, Unit
from supervision.models import Product

CANDIDATES = {
    "种植业": (
        "克百威", "氧乐果", "毒死蜱", "水胺硫磷", "甲胺磷", "三唑磷", "甲拌磷", "氟虫腈", "腐霉利", "吡虫啉",
        "啶虫脒", "噻虫嗪", "苯醚甲环唑", "联苯菊酯", "灭蝇胺", "多菌灵", "乐果", "乙酰甲胺磷", "三氯杀螨醇",
    ),
    "畜牧业": (
        "克伦特罗", "莱克多巴胺", "沙丁胺醇", "氯霉素", "呋喃唑酮代谢物(AOZ)", "五氯酚酸钠", "恩诺沙星",
        "氟苯尼考", "多西环素", "替米考星", "氧氟沙星", "甲硝唑", "地美硝唑",
    ),
    "渔业": (
        "孔雀石绿", "氯霉素", "呋喃唑酮代谢物(AOZ)", "呋喃它酮代谢物(AMOZ)", "呋喃西林代谢物(SEM)",
        "恩诺沙星", "氧氟沙星", "多西环素", "甲氧苄啶", "氟苯尼考",
    ),
}  # fmt: skip
DETECTION: dict[str, Decimal] = {Unit.MG_KG: Decimal("0.005"), Unit.UG_KG: Decimal("0.5")}
SHARPER: dict[str, Decimal] = {"V1005": Decimal("0.1")}  # 氯霉素: what must not be there is looked for more closely
PER_MG: dict[str, int] = {Unit.MG_KG: 1, Unit.UG_KG: 1000}
METHODS: dict[str, str] = {Unit.MG_KG: "GB 23200.113-2018", Unit.UG_KG: "GB/T 21316-2007"}
SEEN = 0.06  # of the items below their limit that are found at all
LAST = Decimal("0.0001")


def detection(code: str, unit: str) -> Decimal:
    """The limit of detection that the laboratories report for an item."""
    return SHARPER.get(code, DETECTION[unit])


class Bench:
    """The lists, read once."""

    @cached_property
    def lists(self) -> Book:
        return book()

    @cached_property
    def drugs(self) -> frozenset[str]:
        return veterinary()

    @cached_property
    def codes(self) -> dict[str, str]:
        return dict(Analyte.objects.values_list("name", "code"))

    def panel(self, rng: Random, product: Product, day: dt.date, *, fails: bool = False) -> list[str]:
        """Three to five items that the lists of the day speak of; for a sample that `fails`, one that can fail."""
        known = self._known(product, day)
        chosen = rng.sample(known, min(len(known), rng.choice((3, 4, 4, 5))))
        if fails and not self.judged(chosen, product, day):
            bad = self.judged(known, product, day)
            chosen = [*chosen[1:], rng.choice(bad)] if bad else []
        return sorted(chosen)

    @cache  # noqa: B019  lives as long as one stage
    def _known(self, product: Product, day: dt.date) -> list[str]:
        path = path_of(product)
        wanted = [self.codes[name] for name in CANDIDATES.get(product.sector, ()) if name in self.codes]
        return [code for code in wanted if self.lists.speaks_of(code, path, day)]

    def clean(self, rng: Random, product: Product, day: dt.date, panel: list[str]) -> list[dict[str, Any]]:
        return [self._below(rng, product, day, code) for code in panel]

    def failing(self, rng: Random, product: Product, day: dt.date, panel: list[str]) -> list[dict[str, Any]]:
        """One item too much: a permitted substance above its limit where there is one, else a forbidden one."""
        usable = self.permitted(panel, product, day) or self.judged(panel, product, day)
        return self.with_bad(rng, product, day, panel, rng.choice(usable))

    def forbidden(self, rng: Random, product: Product, day: dt.date, panel: list[str]) -> list[dict[str, Any]]:
        """One item that nobody may use, where there is one."""
        permitted, judged = self.permitted(panel, product, day), self.judged(panel, product, day)
        bad = rng.choice([code for code in judged if code not in permitted] or judged)
        return self.with_bad(rng, product, day, panel, bad)

    def suspected(self, rng: Random, product: Product, day: dt.date, panel: list[str]) -> list[dict[str, Any]]:
        """One banned pesticide for which the list has no limit that day."""
        return self.with_bad(rng, product, day, panel, rng.choice(panel))

    def with_bad(self, rng: Random, product: Product, day: dt.date, panel: list[str], bad: str) -> list[dict[str, Any]]:
        return [
            self._above(rng, product, day, code) if code == bad else self._below(rng, product, day, code)
            for code in panel
        ]

    def judged(self, panel: list[str], product: Product, day: dt.date) -> list[str]:
        """What fails when there is too much of it; a banned pesticide without a limit is left to a person instead."""
        path = path_of(product)
        return [
            code
            for code in panel
            if self.lists.limit(code, path, day) is not None
            or any(ban.allows_no_trace for ban in self.lists.bans_on(code, path, day))
        ]

    def permitted(self, panel: list[str], product: Product, day: dt.date) -> list[str]:
        """What may be used and has a limit."""
        path = path_of(product)
        return [c for c in panel if not self.lists.bans_on(c, path, day) and self._most(c, path, day) is not None]

    def _most(self, code: str, path: tuple[str, ...], day: dt.date) -> Decimal | None:
        limit = self.lists.limit(code, path, day)
        return limit.most if limit is not None else None

    def _below(self, rng: Random, product: Product, day: dt.date, code: str) -> dict[str, Any]:
        unit = unit_for(code, self.drugs)
        path, least = path_of(product), detection(code, unit)
        most = None if self.lists.bans_on(code, path, day) else self._most(code, path, day)
        line = {"analyte": code, "unit": unit, "lod": least, "method": METHODS[unit]}
        if most is not None and most * PER_MG[unit] > 8 * least and rng.random() < SEEN:
            share = Decimal(str(round(rng.uniform(0.15, 0.6), 3)))
            return line | {"found": Found.VALUE, "value": (most * PER_MG[unit] * share).quantize(LAST)}
        return line | {"found": Found.NOT_DETECTED}

    def _above(self, rng: Random, product: Product, day: dt.date, code: str) -> dict[str, Any]:
        unit = unit_for(code, self.drugs)
        most = (self._most(code, path_of(product), day) or Decimal(0)) * PER_MG[unit]
        times = Decimal(str(round(rng.uniform(1.3, 4), 2)))
        value = max(most * times, DETECTION[unit] * 5 * times).quantize(LAST)
        return {
            "analyte": code, "unit": unit, "lod": DETECTION[unit], "method": METHODS[unit], "found": Found.VALUE,
            "value": value,
        }  # fmt: skip

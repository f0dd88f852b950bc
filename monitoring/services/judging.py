"""Bringing the lists and the findings together: reads, never writes."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from supervision.models import Product

from ..models import Limit, Prohibition, ResiduePart, Result, Sharpness, TestOrder
from ..models.reference import Analyte
from ..rules.verdicts import Ban, Book, Finding, Item, Need, judge, mg_kg, of_sample
from ..rules.verdicts import Limit as LimitRule
from ..vocabulary import BanKind, Verdict


def book() -> Book:
    """All lists, read once for an order or for ten thousand samples (some 300 rows)."""
    limits: dict[str, list[LimitRule]] = defaultdict(list)
    bans: dict[str, list[Ban]] = defaultdict(list)
    sums: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in Limit.objects.all():
        limits[row.analyte_id].append(
            LimitRule(
                **_common(row),
                most=None if row.most is None else mg_kg(row.most, row.unit),
                text=row.text,
            )
        )
    for ban in Prohibition.objects.exclude(kind=BanKind.TRADE).exclude(analyte=None):
        bans[str(ban.analyte_id)].append(Ban(**_common(ban), kind=ban.kind, basis=ban.basis))
    for part in ResiduePart.objects.all():
        sums[part.whole_id][part.part_id] = part.factor
    needs: dict[str, list[Need]] = defaultdict(list)
    for need in Sharpness.objects.all():
        needs[need.analyte_id or ""].append(
            Need(**_common(need), most=mg_kg(need.most, need.unit), text=f"{need.most.normalize():f} {need.unit}")
        )
    return Book(limits, bans, sums, dict(Analyte.objects.values_list("code", "name")), needs)


def _common(row: Any) -> dict[str, Any]:
    return {
        "key": row.pk,
        "analyte": row.analyte_id or "",
        "nodes": frozenset(row.nodes),
        "excluding": frozenset(getattr(row, "excluding", ())),
        "since": row.since,
        "until": row.until,
        "verified": row.verified,
    }


def path_of(product: Product) -> tuple[str, ...]:
    """From the product up its tree: itself, its general product, 大类/小类, category, sector."""
    own = (product.code,) if product.parent_id is None else (product.code, product.parent_id)
    return (*own, f"{product.category}/{product.subcategory}", product.category, product.sector)


def finding(result: Result) -> Finding:
    return Finding(result.analyte_id, result.found, result.value, result.unit, result.lod, result.loq)


def suspected(order: TestOrder, lines: Sequence[Result]) -> list[str]:
    """The items of stored lines of which the lists of the sampling day cannot say whether they are forbidden."""
    path, day = path_of(order.product), order.form.sampled_on
    items = judge([finding(line) for line in lines], path=path, on=day, book=book())
    return [code for code, item in items.items() if item.suspected]


def judge_results(results: Sequence[Result], *, product: Product, on: dt.date, lists: Book) -> dict[str, Item]:
    """Write the verdicts onto the results (unsaved) and give the items back."""
    findings = [finding(result) for result in results]
    items = judge(findings, path=path_of(product), on=on, book=lists)
    for result in results:
        item = items[result.analyte_id]
        result.verdict, result.banned, result.total = item.verdict, item.banned, item.total
        result.limit_id = item.limit.key if item.limit is not None else None
        result.why = item.why[:200]
    return items


@dataclass(frozen=True)
class Report:
    """What the judged lines say of the sample as a whole, by the names of its fields."""

    verdict: str
    banned: bool
    failed_items: str
    suspected_items: str


def report_of(results: Iterable[Result], items: Mapping[str, Item], lists: Book) -> Report:
    results = list(results)
    suspected = [r for r in results if items[r.analyte_id].suspected]
    return Report(
        verdict=of_sample((r.verdict for r in results), suspected=bool(suspected)),
        banned=any(r.banned for r in results),
        failed_items=named((r for r in results if r.verdict == Verdict.FAIL), lists),
        suspected_items=named(suspected, lists),
    )


def named(results: Iterable[Result], lists: Book) -> str:
    """ "腐霉利 6.1 mg/kg，克百威 0.05 mg/kg": for the register and the fact."""
    return "，".join(f"{lists.name(r.analyte_id)} {r.shown}" for r in results)[:300]

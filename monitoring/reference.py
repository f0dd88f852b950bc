"""The lists of monitoring: analytes, residue definitions, limits, prohibitions, and the plan of 2021.

Loading adds what is missing and leaves what an administrator has corrected. Sources: monitoring/data/SOURCES.md;
rows that were not read in the original stay marked as unverified.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from supervision.ground import history
from supervision.ground.kinds import results
from supervision.ground.people import Post, system_post
from supervision.models import Product

from .models import Analyte, Limit, Plan, Prohibition, ResiduePart, Sharpness
from .services.plan import make_plan
from .vocabulary import BanKind

DATA = Path(__file__).parent / "data"
KINDS = {
    "禁用农药": BanKind.BANNED,
    "限用农药(范围性禁用)": BanKind.CROP,
    "食品动物禁用药品及化合物": BanKind.ANIMAL,
    "停用兽药": BanKind.STOPPED,
    "允许治疗但不得检出": BanKind.TRACELESS,
    "限制使用农药(定点经营)": BanKind.TRADE,
}
Scopes = dict[str, dict[str, list[str]]]


@transaction.atomic
def load(*, by: Post | None = None) -> dict[str, int]:
    """Add what is missing of every list and say how much there is."""
    by = by or system_post()
    with history.acting(by, "载入监测标准"):
        codes = _load_analytes()
        scopes = _scopes()
        aliases = _aliases(codes)
        _load_limits(aliases, scopes)
        _load_prohibitions(aliases, scopes)
        _load_sharpness(codes)
        if not Plan.objects.filter(year=2021).exists():
            make_plan(2021, by=by, document="上饶市2021年农产品质量安全监管工作要点第六条")
    return {
        "检测项目": Analyte.objects.count(),
        "限量": Limit.objects.count(),
        "禁限用": Prohibition.objects.count(),
    }


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def _load_analytes() -> dict[str, str]:
    """Analytes of the dictionary, then sums and parts that only the residue definitions name: name → code."""
    found = [
        Analyte(
            code=row["code"],
            name=row["name"],
            cas=row["cas"],
            kind=row["kind"],
            group=row["group"],
            matrix=row["matrix"],
            methods=row["methods"],
            note=row["note"][:200],
        )
        for row in _rows("analytes.csv")
    ]
    definitions = _rows("residues.csv")
    known = {analyte.name for analyte in found} | {row["name"] for row in _rows("aliases.csv")}
    extra = [name for row in definitions for name in (row["whole"], row["part"])]
    extra += [row["analyte"] for row in _rows("limits.csv")]
    found += _named_only(dict.fromkeys(name for name in extra if name not in known))
    Analyte.objects.bulk_create(found, ignore_conflicts=True)
    codes = dict(Analyte.objects.values_list("name", "code"))
    ResiduePart.objects.bulk_create(
        [
            ResiduePart(
                whole_id=codes[row["whole"]],
                part_id=codes[row["part"]],
                factor=round(Decimal(row["factor_over"]) / Decimal(row["factor_under"]), 8),
                basis=row["basis"],
                verified=row["verified"] == "1",
            )
            for row in definitions
        ],
        ignore_conflicts=True,
    )
    return codes


def _named_only(names: Iterable[str]) -> list[Analyte]:
    """Substances that only the definitions and limits name. Their numbers go on from those given before: a list that
    grew in a newer release must not give a number away a second time.
    """
    standing = dict(Analyte.objects.filter(code__regex=r"^R[0-9]+$").values_list("name", "code"))
    last = max((int(code[1:]) for code in standing.values()), default=0)
    new = [name for name in names if name not in standing]
    return [Analyte(code=f"R{n:03d}", name=name, kind="合计及代谢物") for n, name in enumerate(new, last + 1)]


def _aliases(codes: dict[str, str]) -> dict[str, list[str]]:
    """Which analytes a wording means: a class of substances means several."""
    meant: dict[str, list[str]] = defaultdict(list)
    for row in _rows("aliases.csv"):
        meant[row["name"]].append(codes[row["analyte"]])
    for name, code in codes.items():
        meant.setdefault(name, [code])
    return meant


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _scopes() -> Scopes:
    """Where in the product tree a wording lies; a product's own name means that product."""
    found: Scopes = {
        name: {"nodes": [code], "excluding": []} for name, code in Product.objects.values_list("name", "code")
    }
    for row in _rows("scopes.csv"):
        found[row["text"]] = {name: [node for node in row[name].split(";") if node] for name in ("nodes", "excluding")}
    return found


def _load_limits(aliases: dict[str, list[str]], scopes: Scopes) -> None:
    Limit.objects.bulk_create(
        [
            Limit(
                wording=row["product"],
                analyte_id=analyte,
                most=Decimal(row["limit_value"]) if row["limit_op"] == "<=" else None,
                unit=results.unit_of(row["unit"]).value,
                edition=row["standard"],
                since=dt.date.fromisoformat(row["valid_from"]),
                until=_day(row["valid_to"]),
                residue=row["residue_definition"][:80],
                note=row["note"][:200],
                source=row["source"][:200],
                **scopes[row["product"]],
            )
            for row in _rows("limits.csv")
            for analyte in aliases[row["analyte"]]
        ],
        ignore_conflicts=True,
    )


def _load_sharpness(codes: dict[str, str]) -> None:
    Sharpness.objects.bulk_create(
        [
            Sharpness(
                analyte_id=codes[row["analyte"]] if row["analyte"] else None,
                nodes=[node for node in row["nodes"].split(";") if node],
                most=Decimal(row["most"]),
                unit=results.unit_of(row["unit"]).value,
                since=dt.date.fromisoformat(row["since"]),
                until=_day(row["until"]),
                basis=row["basis"],
                verified=row["verified"] == "1",
                note=row["note"],
            )
            for row in _rows("detection.csv")
        ],
        ignore_conflicts=True,
    )


def _load_prohibitions(aliases: dict[str, list[str]], scopes: Scopes) -> None:
    Prohibition.objects.bulk_create(
        [
            Prohibition(
                kind=KINDS[row["kind"]],
                name=row["name"],
                analyte_id=analyte,
                scope=row["scope"][:60],
                basis=row["basis"][:80],
                since=dt.date.fromisoformat(row["effective_date"]),
                note=row["note"][:200],
                **({} if KINDS[row["kind"]] == BanKind.TRADE else scopes[row["scope"]]),
            )
            for row in _rows("prohibited.csv")
            for analyte in aliases.get(row["name"], [None])
        ],
        ignore_conflicts=True,
    )

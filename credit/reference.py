"""The first rule set. Points are common defaults of other places, none of them verified (待核).

A direct grade counts for 36 months, the longest term for which penalties are published (国家发展改革委令2023年第58号,
三个月至三年): what is serious is not repaired by a year's silence. Earlier it is lifted by a decision of two people.
Failed samples and refusals cost points where they were taken for supervision. Routine monitoring, surveys and special
monitoring are risk monitoring (监测办法第三条): they observe and are no ground for measures against one subject, also
where a forbidden substance is found; the subject is looked after more closely until a supervision sampling follows.
"""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from django.db import transaction

from supervision.ground import history
from supervision.ground.people import Post

from .models import EntryRule, RuleSet

DATA = Path(__file__).parent / "data"
BASIS = "农产品质量安全法第五十四条只要求建立信用记录；分值、等级线参照江苏DB32/T 4713-2024等，待核对，可按年度调整。"


@transaction.atomic
def load(*, by: Post | None = None) -> dict[str, int]:
    """Add the rule set when there is none of that version; what administrators changed stays."""
    with history.acting(by, "载入信用评价规则"):
        ruleset, new = RuleSet.objects.get_or_create(
            version="2021.1",
            defaults={"name": "上饶市农安信用评价规则（试行）", "basis": BASIS, "valid_from": dt.date(2020, 1, 1)},
        )
        if new:
            EntryRule.objects.bulk_create(_rules(ruleset))
    return {"信用规则": EntryRule.objects.count()}


def _rules(ruleset: RuleSet) -> list[EntryRule]:
    with (DATA / "rules_2021.csv").open(encoding="utf-8", newline="") as source:
        return [
            EntryRule(
                ruleset=ruleset,
                code=row["code"],
                fact_kind=row["fact_kind"],
                severity=int(row["severity"]),
                name=row["name"],
                points=int(row["points"]),
                direct_grade=row["direct_grade"],
                family=row["family"],
                duty=row["duty"] == "1",
                cap=int(row["cap"]) if row["cap"] else None,
                months=int(row["months"]) if row["months"] else None,
                aspects=row["aspects"].split(),
            )
            for row in csv.DictReader(source)
        ]

"""获证参数: the lines of a laboratory's accredited table. Entered by one, taken over by another; then they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, CharField, F, Value, When

from supervision.ground import kinds
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.records import State
from supervision.models import Laboratory, Post, Product

from ..models import Analyte, Capability
from .naming import called

ANY = "不限产品"
MATRIX = Case(When(matrix="", then=Value(ANY)), default=F("matrix"), output_field=CharField())
UNBOUND = {kinds.fold(word) for word in (ANY, "不限", "全部", "全部产品", "所有产品", "农产品")}


class CapabilityLife(Life[Capability]):
    """It stands where its laboratory stands."""

    model = Capability
    made, drafted, many = "登记获证参数", "保存获证参数草稿", "批量登记获证参数"

    def fill(self, rows: Sequence[Capability], by: Post) -> None:
        for row in rows:
            if row.laboratory_id is None:
                raise RuleViolation("请选择检测机构。", field="laboratory")
            if row.laboratory.state == State.VOID:
                raise RuleViolation("该检测机构的登记已作废。", field="laboratory")
            row.region = row.laboratory.region

    def check(self, capability: Capability, by: Post, *, complete: bool) -> None:
        refuse_future(capability.since, "since", "获证日期")
        if capability.until is not None and capability.until < capability.since:
            raise RuleViolation("有效期至不能早于获证日期。", field="until")


LIFE = CapabilityLife()
register_capability, register_capabilities = LIFE.create, LIFE.create_many


def places() -> list[str]:
    """The places of the product tree that a table may name: sectors, then categories."""
    rows = list(Product.objects.order_by("sector", "category").values_list("sector", "category").distinct())
    return list(dict.fromkeys([sector for sector, _ in rows] + [category for _, category in rows]))


def matrix_of(text: str) -> str:
    """The place in the product tree that a cell means; empty for all products."""
    folded = kinds.fold(text or "")
    if not folded or folded in UNBOUND:
        return ""
    found = next((place for place in places() if kinds.fold(place) == folded), None)
    if found is None:
        raise RuleViolation(f"没有“{text}”这一类产品，可填：{'、'.join(places())}，或不限产品。", field="matrix")
    return found


def check_rows(rows: list[dict[str, Any]], *, by: Post) -> Iterator[tuple[int, str, str]]:
    """What a workbook names and nobody knows, row by row."""
    items, homes = names(), laboratories_of(by)
    seen: dict[tuple[Any, ...], int] = {}
    for at, row in enumerate(rows):
        if row["analyte"] and kinds.fold(row["analyte"]) not in items:
            yield at, "analyte", f"检测项目字典里没有“{row['analyte']}”。"
        if row["laboratory"] and kinds.fold(row["laboratory"]) not in homes:
            yield at, "laboratory", f"辖区内没有登记名为“{row['laboratory']}”的检测机构。"
        try:
            matrix = matrix_of(row["matrix"] or "")
        except RuleViolation as wrong:
            yield at, "matrix", wrong.message
            continue
        mark = (*(kinds.fold(row[name] or "") for name in ("laboratory", "analyte", "method")), matrix, row["since"])
        if mark in seen:
            yield at, "analyte", f"与{rows[seen[mark]]['where']}重复。"
        seen.setdefault(mark, at)


def names() -> dict[str, str]:
    return dict(called(list(Analyte.objects.filter(retired_on=None))))


def laboratories_of(by: Post) -> dict[str, Laboratory]:
    rows = Laboratory.objects.visible_to(by).live().select_related("organisation", "region")
    return {kinds.fold(str(row.organisation)): row for row in rows}


def register_rows(
    rows: Sequence[dict[str, Any]], *, by: Post, batch: Any = None, state: State = State.SUBMITTED
) -> Sequence[Capability]:
    items, homes = names(), laboratories_of(by)
    given = [
        {
            "laboratory": homes[kinds.fold(row["laboratory"])],
            "analyte_id": items[kinds.fold(row["analyte"])],
            "matrix": matrix_of(row["matrix"] or ""),
            "method": row["method"] or "",
            "since": row["since"],
            "until": row["until"],
        }
        for row in rows
    ]
    return register_capabilities(given, by=by, state=state)

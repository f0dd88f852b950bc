"""The list of certified products as an Excel template: how a county's existing certificates come in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from supervision.ground import clock, keys
from supervision.ground.desk import Sheet, SheetColumn
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.ground.subjects import Subject

from . import rules, services
from .models import Certification
from .services.certifying import longest_terms

FIELDS = ("kind", "certificate_number", "product_name", "region", "valid_from", "valid_to", "area", "output")
NEEDED = ("kind", "certificate_number", "product_name", "valid_from", "holder")
MOST = Decimal("9999999999")
# How offices call the columns in lists of their own.
WORDS = {
    "kind": ("认证类别", "认证类型", "证书类别", "证书类型", "产品类别", "类型", "认证种类"),
    "certificate_number": ("证书号", "证书号码", "认证证书编号", "证书编码", "获证编号"),
    "product_name": ("产品", "获证产品", "认证产品", "获证产品名称"),
    "holder": (
        "获证主体",
        "登记人",
        "持证人",
        "持证单位",
        "获证单位",
        "证书持有人",
        "企业名称",
        "单位名称",
        "主体名称",
    ),
    "region": ("所在地区", "地区", "产地", "所在地", "所属地区", "行政区划"),
    "valid_from": ("发证日期", "获证日期", "有效期起", "有效期自", "颁证时间", "发证时间", "证书起始日期"),
    "valid_to": ("有效期至", "有效期", "到期日期", "有效期截止", "证书有效期至", "终止日期", "证书到期日"),
    "area": ("面积", "生产面积", "种植面积", "获证面积", "认证面积"),
    "output": ("产量", "年产量", "核准产量", "获证产量", "批准产量"),
}


def _check(rows: list[dict[str, Any]], *, by: Post) -> Iterator[tuple[int, str, str]]:
    """The room's rules for each whole row, then the same product twice: in the file and in the register."""
    whole = {at: row for at, row in enumerate(rows) if all(row.get(name) for name in NEEDED)}
    dated = [Certification(kind=row["kind"], valid_from=row["valid_from"]) for row in whole.values()]
    for (at, row), longest in zip(whole.items(), longest_terms(dated), strict=True):
        try:
            rules.check(
                kind=row["kind"],
                valid_from=row["valid_from"],
                valid_to=row["valid_to"],
                has_holder=True,
                longest=longest,
                today=clock.today(),
            )
        except RuleViolation as wrong:
            yield at, wrong.field or "kind", wrong.message
    yield from _repeated(rows, whole)


def _repeated(rows: list[dict[str, Any]], whole: dict[int, dict[str, Any]]) -> Iterator[tuple[int, str, str]]:
    marks = {at: (row["kind"], keys.of(row["certificate_number"], row["product_name"])) for at, row in whole.items()}
    live = Certification.objects.live().filter(named_key__in={key for _kind, key in marks.values()})
    there = set(live.values_list("kind", "named_key")) if marks else set()
    first: dict[tuple[Any, ...], int] = {}
    for at, mark in marks.items():
        if mark in there:
            yield at, "certificate_number", "该证书编号下的这个产品已经登记。"
        elif mark in first:
            yield at, "certificate_number", f"与{rows[first[mark]]['where']}重复。"
        else:
            first[mark] = at


def _register(
    rows: Sequence[dict[str, Any]], *, by: Post, state: State = State.SUBMITTED, batch: Any = None
) -> Sequence[Certification]:
    """A holder whose name is that of just one subject in the post's place is that subject."""
    names = {keys.of(row["holder"]) for row in rows}
    known: dict[str, list[Subject]] = {}
    for subject in Subject.objects.visible_to(by).active().filter(name_key__in=names):
        known.setdefault(subject.name_key, []).append(subject)
    merged = Subject.objects.visible_to(by).filter(name_key__in=names, merged_into__isnull=False)
    for double in merged.select_related("merged_into"):
        known.setdefault(double.name_key, []).extend(one for one in (double.merged_into,) if one is not None)
    given = []
    for row in rows:
        found = known.get(keys.of(row["holder"]), [])
        holder = {"subject": found[0]} if len(found) == 1 else {"holder_name": row["holder"]}
        given.append({name: row.get(name) for name in FIELDS} | holder)
    return services.register_many(given, by=by, state=state)


SHEET = Sheet(
    model=Certification,
    fields=(
        SheetColumn("kind", required=True, example="绿色食品", width=20),
        SheetColumn(
            "certificate_number",
            kind="code",
            required=True,
            example="LB-15-20031401234A",
            width=26,
        ),
        SheetColumn("product_name", required=True, example="马家柚", width=20),
        SheetColumn(
            "holder",
            "获证主体或登记人",
            required=True,
            max_length=80,
            width=30,
            help="名录中有唯一同名主体的自动对应；协会等直接写名称。",
        ),
        SheetColumn(
            "region",
            "产品所在地区",
            required=True,
            levels=("county", "township", "village"),
            width=26,
            example="广丰区 大南镇",
        ),
        SheetColumn("valid_from", required=True, example="2020-03-15"),
        SheetColumn("valid_to", past=False, example="2023-03-14", help="地理标志长期有效，留空。"),
        SheetColumn("area", least=Decimal(0), most=MOST),
        SheetColumn("output", least=Decimal(0), most=MOST),
    ),
    words=WORDS,
    bulk=_register,
    check=_check,
    notes=("一证多产品的，每个产品写一行。", "已续展的产品请在系统中登记续展，不要作为新产品导入。"),
)

"""The 监管对象名录 as an Excel template."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from supervision.ground import kinds
from supervision.ground.desk import Sheet, SheetColumn
from supervision.ground.people import Post
from supervision.ground.records import sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import SAID_KINDS, SAID_LEADING, Subject

from ..services.subject import LIFE, of_row, register_subjects
from .words import SUBJECT as WORDS

TAKEN = "该地区已有同名的同类监管对象。"


def _known_codes(values: Collection[str]) -> set[str]:
    return set(Subject.objects.live().filter(credit_code__in=values).values_list("credit_code", flat=True))


def _known_identities(values: Collection[str]) -> set[str]:
    digests = {sealed.digest(value): value for value in values}
    there = Subject.objects.live().filter(identity_digest__in=digests).values_list("identity_digest", flat=True)
    return {digests[digest] for digest in there}


def _same_names(rows: list[dict[str, Any]], *, by: Post) -> Iterator[tuple[int, str, str]]:
    """Without a code, name, kind and place tell subjects apart: in the file and in the register."""
    bare = {
        at: (row["region"].pk, row["name"], row["kind"])
        for at, row in enumerate(rows)
        if isinstance(row["region"], Region) and row["name"] and not row["credit_code"] and not row["identity"]
    }
    live = Subject.objects.live().filter(
        name__in={name for _place, name, _kind in bare.values()}, credit_code="", identity_digest=""
    )
    there = set(live.values_list("region_id", "name", "kind")) if bare else set()
    first: dict[tuple[Any, ...], int] = {}
    for at, mark in bare.items():
        if mark in there:
            yield at, "name", TAKEN
        elif mark in first:
            yield at, "name", f"与{rows[first[mark]]['where']}重复。"
        else:
            first[mark] = at


SHEET = Sheet(
    model=Subject,
    fields=(
        SheetColumn("name", required=True, example="广信区绿源蔬菜专业合作社", width=30),
        SheetColumn("kind", required=True, aliases=SAID_KINDS, example="农户", width=18),
        SheetColumn("industry", required=True, example="种植业"),
        SheetColumn(
            "region",
            required=True,
            example="广信区 董团乡",
            width=26,
            help="写到乡镇（街道）或村（社区），如“广信区 董团乡”；也可填区划代码。",
        ),
        SheetColumn(
            "credit_code",
            kind="credit",
            doubt=kinds.codes.credit_doubt,
            unique=True,
            known=_known_codes,
            known_message="该统一社会信用代码已在名录中。",
            width=24,
            help="18位；没有的（如农户）留空，改填身份证号。",
        ),
        "contact",
        SheetColumn("phone", "联系电话", "phone", help="11位手机号或带区号的固定电话。"),
        SheetColumn(
            "identity",
            "身份证号",
            "identity",
            unique=True,
            known=_known_identities,
            known_message="该身份证号已在名录中。",
            width=24,
            help="农户填写；导入后加密保存，只显示后四位。",
        ),
        SheetColumn("address", width=30),
        SheetColumn("area", example="120.5"),
        SheetColumn("leading", aliases=SAID_LEADING, example="市级"),
        SheetColumn("registered_on", example="2021-03-15", help="留空则为导入当天。"),
    ),
    words=WORDS,
    bulk=register_subjects,
    check=_same_names,
    life=LIFE,
    of_row=of_row,
    notes=("没有统一社会信用代码、也没有身份证号的，同一地区同类主体不能重名。",),
)

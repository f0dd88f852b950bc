"""The 监管对象名录 as an Excel template."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from supervision.ground import kinds
from supervision.ground.desk import Question, Sheet, SheetColumn
from supervision.ground.people import Post
from supervision.ground.records import sealed
from supervision.ground.regions import Region
from supervision.ground.subjects import (
    ASKED,
    SAID_KINDS,
    SAID_LEADING,
    Subject,
    Traits,
    among,
    crops,
    phone_mark,
    question,
    why,
)

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
    """The same subject again, in the file or in the register: certainly, or to be asked."""
    given = {at: _traits(row) for at, row in enumerate(rows) if row["name"] and isinstance(row["region"], Region)}
    for at, other, certain in among(given):
        if other.pk is None and certain:
            yield at, "name", f"与{other.called}重复。"
        elif certain:
            yield at, "name", TAKEN
        elif other.pk is None:
            yield at, "name", Question(f"与{other.called}的{why(given[at], other)}，{ASKED}")
        else:
            yield at, "name", Question(question([other], given[at]))


def _together(rows: list[dict[str, Any]], *, by: Post) -> Iterator[tuple[int, str, str]]:
    yield from _same_names(rows, by=by)
    known = crops.dictionary()
    for at, row in enumerate(rows):
        try:
            crops.read(row["grown"] or "", known)
        except kinds.Unreadable as wrong:
            yield at, "grown", str(wrong)


def _traits(row: dict[str, Any]) -> Traits:
    return Traits(
        key=kinds.fold(row["name"]),
        kind=row["kind"] or "",
        region=row["region"].pk,
        county=row["region"].county_id,
        code=row["credit_code"] or "",
        identity=sealed.digest(row["identity"] or ""),
        phone=phone_mark(row["phone"] or ""),
        called=row["where"],
    )


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
        SheetColumn(
            "grown",
            "种养品种",
            "text",
            max_length=crops.LONGEST,
            example="柑橘|10-12|50亩；茶叶|3-5|20亩",
            width=30,
            help="品种|上市月份|面积或存栏，多个品种用分号隔开；月份和面积可以不写。",
        ),
        SheetColumn("leading", aliases=SAID_LEADING, example="市级"),
        SheetColumn("registered_on", example="2021-03-15", help="留空则为导入当天。"),
    ),
    words=WORDS,
    bulk=register_subjects,
    check=_together,
    life=LIFE,
    of_row=of_row,
    notes=("没有统一社会信用代码、也没有身份证号的，同一地区同类主体不能重名。",),
)

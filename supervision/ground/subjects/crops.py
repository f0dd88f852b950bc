"""What a subject grows or keeps, written the way offices write it: 柑橘|10-12|50亩；茶叶|3-5|20亩.

One notation for the form, the sheet, the API, the export and the list, so that what goes out can come in again. A name
alone says all year round and nothing of the area.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Case, CharField, F, Func, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat

from supervision.ground import kinds

from .models import Product, SubjectCrop

LONGEST = 500
MOST = Decimal("99999999.99")  # what the column of the database holds
BETWEEN = re.compile(r"[;；\n]+")
WITHIN = re.compile(r"[|｜\s,，、]+")
SEASON = re.compile(r"(\d{1,2})月?[-~—–至到](\d{1,2})月?(?:上市)?")
MONTH = re.compile(r"(\d{1,2})月(?:上市)?")
ALL_YEAR = ("全年", "周年", "常年", "四季")
AMOUNT = re.compile(r"(?:面积|存栏)?([\d.]+)(亩|头|只|羽|尾|箱|株|棚)?")
LIVESTOCK = "畜牧业"
# What stands on the field or in the shed; the dictionary names what is sold of it.
SPOKEN = {
    "柑橘": "柑", "茶": "茶鲜叶", "茶叶": "茶鲜叶", "水稻": "稻谷", "油茶": "油茶籽", "生猪": "猪肉", "猪": "猪肉",
    "肉牛": "牛肉", "牛": "牛肉", "羊": "羊肉", "肉鸡": "鸡肉", "鸡": "鸡肉", "鸭": "鸭肉", "鹅": "鹅肉",
    "奶牛": "生鲜乳",
}  # fmt: skip


class Grown(NamedTuple):
    """A crop with its months (1 to 12; 11 to 2 goes over the new year) and its area in mu or its stock."""

    product: Product
    first: int = 1
    last: int = 12
    area: Decimal | None = None


def dictionary() -> dict[str, list[Product]]:
    """Every name and other name of the products in use, folded."""
    found: dict[str, list[Product]] = {}
    for product in Product.objects.filter(retired_on=None).order_by("code"):
        others = re.split(r"[;；、,，]", product.aliases)
        for name in dict.fromkeys(kinds.fold(one) for one in (product.name, *others) if one.strip()):
            found.setdefault(name, []).append(product)
    return found


def read(written: str, known: Mapping[str, list[Product]] | None = None) -> list[Grown]:
    """The crops that were written. Raises `kinds.Unreadable` with what to write instead."""
    known = dictionary() if known is None else known
    found: dict[str, Grown] = {}
    for one in BETWEEN.split(written):
        if not WITHIN.sub("", one):
            continue
        crop = _read_one(one, known)
        if crop.product.pk in found:
            raise kinds.Unreadable(f"“{crop.product.name}”写了两次，请合为一条。")
        found[crop.product.pk] = crop
    return list(found.values())


def _read_one(written: str, known: Mapping[str, list[Product]]) -> Grown:
    name, *more = [part for part in WITHIN.split(written.strip()) if part]
    product, first, last, area = _product(name, known), 0, 0, None
    for part in more:
        months = _months(part)
        if months:
            if first:
                raise kinds.Unreadable(f"“{product.name}”的上市月份写了两次。")
            first, last = months
        elif found := AMOUNT.fullmatch(part):
            if area is not None:
                raise kinds.Unreadable(f"“{product.name}”的面积或存栏写了两次。")
            area = kinds.numbers.read(found[1], places=2, least=0, most=MOST)
        else:
            raise kinds.Unreadable(f"看不懂“{part}”，请写成“{product.name}|10-12|50亩”，月份和面积可以不写。")
    return Grown(product, first or 1, last or 12, area)


def _months(part: str) -> tuple[int, int] | None:
    if part in ALL_YEAR:
        return 1, 12
    found = SEASON.fullmatch(part) or MONTH.fullmatch(part)
    if not found:
        return None
    first, last = int(found[1]), int(found[found.lastindex or 1])
    if not (1 <= first <= 12 and 1 <= last <= 12):
        raise kinds.Unreadable(f"“{part}”不是月份，月份应在1至12之间。")
    return first, last


def _product(name: str, known: Mapping[str, list[Product]]) -> Product:
    found = known.get(kinds.fold(name)) or known.get(kinds.fold(SPOKEN.get(name, "")), [])
    own = [one for one in found if kinds.fold(one.name) == kinds.fold(name)]
    if len(own or found) == 1:
        return (own or found)[0]
    if found:
        raise kinds.Unreadable(f"“{name}”可以是{'、'.join(one.name for one in found)}，请写明是哪一种。")
    names = [kinds.fold(one.name) for some in known.values() for one in some]
    sound = kinds.spelling.key(name)
    alike = [one.name for some in known.values() for one in some if kinds.spelling.key(one.name) == sound]
    alike = alike or [known[key][0].name for key in difflib.get_close_matches(kinds.fold(name), names, 1, 0.5)]
    hint = f"，是不是“{alike[0]}”" if alike else ""
    raise kinds.Unreadable(f"产品目录中没有“{name}”{hint}？" if hint else f"产品目录中没有“{name}”。")


def written(crops: Iterable[Grown | SubjectCrop]) -> str:
    """The crops in the notation that `read` takes."""
    return "；".join(_written_one(_grown(one)) for one in sorted(crops, key=lambda one: _grown(one).product.pk))


def _grown(one: Grown | SubjectCrop) -> Grown:
    return one if isinstance(one, Grown) else Grown(one.product, one.first_month, one.last_month, one.area)


def _written_one(crop: Grown) -> str:
    said = crop.product.name
    if (crop.first, crop.last) != (1, 12):
        said += f"|{crop.first}-{crop.last}"
    if crop.area is not None:
        said += f"|{kinds.numbers.shown(crop.area)}" + ("" if crop.product.sector == LIVESTOCK else "亩")
    return said


def column(subject: str = "pk") -> Coalesce:
    """`written` as an expression of the database, of the crops that a subject has now."""
    season = Case(
        When(first_month=1, last_month=12, then=Value("")),
        default=Concat(Value("|"), Cast("first_month", CharField()), Value("-"), Cast("last_month", CharField())),
    )
    amount = Cast(Func(F("area"), function="trim_scale"), CharField())
    unit = Case(When(product__sector=LIVESTOCK, then=Value("")), default=Value("亩"))
    area = Case(When(area=None, then=Value("")), default=Concat(Value("|"), amount, unit))
    one: Any = Concat(F("product__name"), season, area, output_field=TextField())
    rows = SubjectCrop.objects.filter(subject=OuterRef(subject), ended_on=None).order_by().values("subject")
    said = rows.annotate(said=StringAgg(one, delimiter="；", order_by="product_id")).values("said")
    return Coalesce(Subquery(said), Value(""), output_field=TextField())

"""建议复看: what a reviewer should look at first. A list to look at, and nothing follows from it for anybody.

A hill, an old phone, a village of one street explain most of them. What each looks for is a pure function; the
thresholds are nobody's rule yet.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from supervision.ground import files, kinds
from supervision.ground.parameters import Parameter
from supervision.ground.records import State

from .models import ImportBatch

if TYPE_CHECKING:
    from .registry import Register

FAR = Parameter("look_far", "距登记位置多远建议复看", 2_000, least=100, most=100_000, unit="米")
MANY = Parameter("look_many", "几分钟内多少条建议复看", 10, least=2, most=1_000, unit="条")
MINUTES = Parameter("look_minutes", "多少分钟内", 5, least=1, most=120, unit="分钟")
COPIED = Parameter("look_copied", "相同文字至少多长才提示", 20, least=5, most=500, unit="字")
BACK = Parameter("look_back", "与前后多少天内的记录比对", 90, least=1, most=3_650, unit="天")
PARAMETERS = (FAR, MANY, MINUTES, COPIED, BACK)
FIRST, LAST = dt.date(1900, 1, 1), dt.date(9000, 1, 1)  # a window around a day that was mistyped is still a date
Said = Iterator[tuple[int, str]]


def looks(register: Register, rows: Sequence[Any]) -> dict[int, str]:
    """Of these rows, which to look at and why; the same number of questions however many they are."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    for sign in (_far, _same_photo, _hurried, _copied):
        for key, sentence in sign(register, rows) if rows else ():
            found[key].append(sentence)
    return {key: "；".join(said) for key, said in found.items()}


def far(distance: int | None) -> str:
    """Further from the registered place than one sees."""
    if distance is None or distance <= FAR.default:
        return ""
    return f"距登记位置 {distance / 1000:.1f} 公里"


def hurried(moments: Iterable[tuple[int, dt.datetime]]) -> dict[int, int]:
    """Of one person's records, which were entered among too many within some minutes, and among how many."""
    told = sorted(moments, key=lambda pair: (pair[1], pair[0]))
    span, first = dt.timedelta(minutes=MINUTES.default), 0
    found: dict[int, int] = {}
    for last, (_key, moment) in enumerate(told):
        while moment - told[first][1] > span:
            first += 1
        if (number := last - first + 1) >= MANY.default:
            for key, _moment in told[first : last + 1]:
                found[key] = max(found.get(key, 0), number)
    return found


def _far(register: Register, rows: Sequence[Any]) -> Said:
    for row in rows:
        if said := far(getattr(row, "distance", None)):
            yield row.pk, said


def _same_photo(register: Register, rows: Sequence[Any]) -> Said:
    for key, others in files.same_photos(register.model, [row.pk for row in rows]).items():
        yield key, f"照片与另 {len(others)} 条记录相同"


def _hurried(register: Register, rows: Sequence[Any]) -> Said:
    """By hand: a workbook enters its rows at once, and nobody wonders."""
    moments = [row.made_at for row in rows]
    span = dt.timedelta(minutes=MINUTES.default)
    around = _around(register, rows).filter(made_at__range=(min(moments) - span, max(moments) + span))
    imported = _imported(register, rows)
    by_maker: defaultdict[int, list[tuple[int, dt.datetime]]] = defaultdict(list)
    for maker, key, moment in around.values_list("made_by_id", "pk", "made_at"):
        if key not in imported:
            by_maker[maker].append((key, moment))
    asked = {row.pk for row in rows}
    for moments_of in by_maker.values():
        for key, number in hurried(moments_of).items():
            if key in asked:
                yield key, f"{MINUTES.default} 分钟内填报 {number} 条"


def _imported(register: Register, rows: Sequence[Any]) -> set[int]:
    batches = ImportBatch.objects.filter(register=register.key, made_by__in={row.made_by_id for row in rows})
    return {key for keys in batches.values_list("created_ids", flat=True) for key in keys}


def _copied(register: Register, rows: Sequence[Any]) -> Said:
    """The same words by the same hand about another subject."""
    whose = "subject_id" if any(f.name == "subject" for f in register.model._meta.concrete_fields) else "pk"
    fields = _texts(register.model)
    long = {field.name: {text for row in rows if len(text := _said(row, field)) >= COPIED.default} for field in fields}
    fields = [field for field in fields if long[field.name]]
    if not fields:
        return
    same = reduce(or_, (Q(**{f"{field.name}__in": long[field.name]}) for field in fields))
    names = [field.name for field in fields]
    about: defaultdict[tuple[int, str, str], set[int]] = defaultdict(set)
    for maker, subject, *texts in _around(register, rows).filter(same).values_list("made_by_id", whose, *names):
        for name, text in zip(names, texts, strict=True):
            about[maker, name, text.strip()].add(subject)
    for row in rows:
        for field in fields:
            text = _said(row, field)
            others = about.get((row.made_by_id, field.name, text), set()) - {getattr(row, whose)}
            if text in long[field.name] and others:
                yield row.pk, f"“{field.verbose_name}”与另 {len(others)} 条的文字完全相同"


def _said(row: Any, field: Any) -> str:
    return str(getattr(row, field.name)).strip()


def _texts(model: type[models.Model]) -> list[Any]:
    """What is written in sentences by whoever fills the record in."""
    personal = getattr(model, "PERSONAL", ())
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and field.editable
        and not field.choices
        and field.name not in personal
        and (field.max_length or kinds.LONG_FROM) >= kinds.LONG_FROM
    ]


def _around(register: Register, rows: Sequence[Any]) -> Any:
    """What the same hands entered in the counties of these rows, some months around their days: bounded, along an
    index of the days. Of whatever township: who copies does so across them too. Only numbers of them are told.
    """
    model: Any = register.model
    entered = model._default_manager.exclude(state__in=(State.DRAFT, State.VOID)).order_by()
    back = dt.timedelta(days=BACK.default)
    window = Q(pk__in=[row.pk for row in rows])
    days = [day for row in rows if (day := getattr(row, model.DATE_FIELD, None)) is not None]
    if days:
        around = (max(min(days), FIRST) - back, min(max(days), LAST) + back)
        counties = {row.county_id for row in rows}
        here = Q(county__in=counties - {None}) | (Q(county=None) if None in counties else Q(pk__in=()))
        window |= here & Q(**{f"{model.DATE_FIELD}__range": around})
    return entered.filter(window, made_by__in={row.made_by_id for row in rows})

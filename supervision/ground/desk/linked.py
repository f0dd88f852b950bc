"""关联记录: two records that belong together, of whatever registers: a sample and the certificate that lay with it, a
handling and the case it became. Chosen from what a person may see, shown on both pages; what was typed stays beside it.

Which registers are linked a register says by their names (`Register.links`), so that rooms need not know each other. A
link changes neither record: what is issued, closed or served can be linked as well. One that was wrong is ended, not
taken away.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.errors import refuse
from supervision.ground.people import Post
from supervision.ground.records import Record, State
from supervision.ground.subjects import Subject

from .fields import key_in
from .known import REGISTERS

if TYPE_CHECKING:
    from .registry import Register

FOREIGN = "没有找到这条记录，或它不在您的范围内，请从列表中选择。"
End = tuple[str, int]


@history.tracked
class RecordLink(models.Model):
    """Two records that belong together. `ended_at` is when somebody found that they do not."""

    one_label = models.CharField("台账", max_length=60)
    one_id = models.BigIntegerField("记录")
    other_label = models.CharField("关联台账", max_length=60)
    other_id = models.BigIntegerField("关联记录")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="关联人")
    at = models.DateTimeField("关联时间")
    ended_by = models.ForeignKey(
        Post, models.PROTECT, related_name="+", null=True, blank=True, db_index=False, verbose_name="取消人"
    )
    ended_at = models.DateTimeField("取消时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关联记录"
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["other_label", "other_id"], condition=Q(ended_at__isnull=True), name="recordlink_other"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["one_label", "one_id", "other_label", "other_id"],
                condition=Q(ended_at=None),
                name="recordlink_once",
                violation_error_message="这两条记录已经关联。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one_label} {self.one_id} — {self.other_label} {self.other_id}"


def end_of(record: models.Model) -> End:
    return record._meta.label_lower, int(record.pk)


def ends(one: models.Model, other: models.Model) -> dict[str, Any]:
    """As a link is written: the two in one order, whichever was on the screen."""
    (one_label, one_id), (other_label, other_id) = sorted((end_of(one), end_of(other)))
    return {"one_label": one_label, "one_id": one_id, "other_label": other_label, "other_id": other_id}


def why_not(register: Register, other: Register, post: Post) -> str:
    """The sentence why this post may not link records of these registers: who writes in one of them may."""
    may = any(post.has_perm(one.perm(verb)) for one in (register, other) for verb in ("add", "change"))
    return "" if may else "您的岗位不能关联这类记录。"


def partners(register: Register) -> list[Register]:
    """The registers whose records are linked with this one's, those it names first."""
    named = [REGISTERS[key] for key in register.links if key in REGISTERS]
    return named + [one for one in REGISTERS.values() if register.key in one.links and one not in named]


def keys_of(record: models.Model, model: type[models.Model]) -> list[int]:
    """The keys of the records of that model it is linked with: for rules, whoever looks."""
    return list(of_model(record, model))


def of_model(record: models.Model, model: type[models.Model]) -> dict[int, RecordLink]:
    """The links with records of that model, by the key of what stands at the other end."""
    label = model._meta.label_lower
    return {key: link for link, (found, key) in _of(record) if found == label}


def _of(record: models.Model) -> list[tuple[RecordLink, End]]:
    """The links of a record, each with what stands at its other end."""
    label, key = end_of(record)
    own = Q(one_label=label, one_id=key) | Q(other_label=label, other_id=key)
    rows = RecordLink.objects.filter(own, ended_at=None).select_related("by__user").order_by("pk")
    return [
        (row, (row.other_label, row.other_id) if (row.one_label, row.one_id) == (label, key) else _first_end(row))
        for row in rows
    ]


def _first_end(row: RecordLink) -> End:
    return row.one_label, row.one_id


def told(register: Register, record: Record, post: Post) -> list[dict[str, Any]]:
    """By partner: what the record is linked with as far as the post may see it, and what it may be linked with."""
    links = _of(record)
    found = []
    for other in partners(register):
        if not post.has_perm(other.perm("view")):
            continue
        keys = {key: link for link, (label, key) in links if label == other.model._meta.label_lower}
        rows = _linked(other, post, record, keys)
        may = record.state != State.VOID and not why_not(register, other, post)
        offered = _offered(other, post, record, but=[row.pk for row in rows]) if may else []
        if rows or may:
            told = [{"text": said(row), "url": other.url("detail", row.pk), "link": keys.get(row.pk)} for row in rows]
            found.append({"register": other, "rows": told, "may": may, "offered": offered})
    return found


def _linked(register: Register, post: Post, record: Any, keys: Collection[int]) -> list[Any]:
    """What was linked by hand, and what was recorded on the same visit, which nobody has to say again."""
    own = Q(pk__in=list(keys)) if keys else Q()
    visit = getattr(record, "visit", None)
    if visit and any(field.name == "visit" for field in register.model._meta.concrete_fields):
        own |= Q(visit=visit) & ~Q(state=State.VOID)
    return list(rows_of(register, post).filter(own).order_by("pk")) if own else []


def _offered(register: Register, post: Post, record: Any, *, but: Collection[int]) -> list[tuple[int, str]]:
    """Unasked: first those whose number was typed on the record, then those about its subject."""
    typed = _numbers_in(record, register.model.PREFIX)  # type: ignore[attr-defined]
    rows: list[Any] = []
    if typed:
        rows = list(rows_of(register, post).filter(number__in=typed).exclude(pk__in=but).exclude(state=State.VOID))
    first = [(row.pk, f"{said(row)}（本单所填编号）") for row in rows]
    known = {*but, *(row.pk for row in rows)}
    return first + [(row.pk, said(row)) for row in nearest(register, post, record, but=known)]


def _numbers_in(record: models.Model, prefix: str) -> list[str]:
    """The numbers of a register that stand in the texts of a record."""
    texts = (getattr(record, field.attname) for field in record._meta.concrete_fields if field.name not in ("number",))
    shape = re.compile(rf"\b{prefix}-[0-9]{{6}}-[0-9]{{4}}-[0-9]+\b")
    return [number for text in texts if isinstance(text, str) and "-" in text for number in shape.findall(text)]


def rows_of(register: Register, post: Post) -> models.QuerySet[Any]:
    """In the post's scope, with what they are called by."""
    names = {field.name for field in register.model._meta.concrete_fields}
    return register.rows(post).select_related(*(name for name in ("subject", "product", "sample") if name in names))


def nearest(register: Register, post: Post, record: Any, *, but: Iterable[int] = (), most: int = 20) -> list[Any]:
    """Unasked, those about the same subject, the newest first."""
    subject = subject_of(record)
    if subject is None or not register.model.SUBJECT_PATH:  # type: ignore[attr-defined]
        return []
    path = register.model.SUBJECT_PATH  # type: ignore[attr-defined]
    own = Subject.objects.family(subject).values("pk")
    rows = rows_of(register, post).filter(**{f"{path}__in": own}).exclude(state=State.VOID).exclude(pk__in=list(but))
    return list(rows.order_by(f"-{register.model.DATE_FIELD}", "-pk")[:most])  # type: ignore[attr-defined]


def subject_of(record: Any) -> int | None:
    """Whose record it is, along the path that its model names."""
    path = getattr(record, "SUBJECT_PATH", "")
    for name in path.split("__")[:-1] if path else ():
        record = getattr(record, name, None)
    return getattr(record, f"{path.rpartition('__')[2]}_id", None) if path and record is not None else None


def said(row: Any) -> str:
    """What a person knows it by: its number, what it is about, its day."""
    about = (getattr(row, name) for name in ("subject", "product") if getattr(row, f"{name}_id", None))
    parts = [row.number, *map(str, about)]
    if getattr(row, "sample_id", None):
        parts.append(str(row.sample.number))
    if str(row) not in (*parts, "") and len(parts) == 1:
        parts.append(str(row))
    parts.append(str(getattr(row, row.DATE_FIELD, "") or ""))
    return " ".join(part for part in parts if part)


def chosen(register: Register, post: Post, keys: Sequence[Any]) -> list[Any]:
    """The rows that somebody has chosen; a sentence where one is not his to choose."""
    asked = [key_in(one) for one in keys]
    rows = list(rows_of(register, post).filter(pk__in=[key for key in asked if key is not None]))
    refuse(FOREIGN if len(rows) < len(set(asked)) else "", "other")
    return rows


def between(record: models.Model, other: Register, key: int | None) -> tuple[RecordLink, int] | None:
    """The link of the record with that key, and the key of what stands at its other end, of that register."""
    label = other.model._meta.label_lower
    return next(((row, far) for row, (found, far) in _of(record) if row.pk == key and found == label), None)

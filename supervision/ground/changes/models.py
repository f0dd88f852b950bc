from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from operator import or_
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground import history, records
from supervision.ground.people import OF_SUBJECT, Post
from supervision.ground.records import (
    COUNTED,
    LABORATORY_ROLES,
    Record,
    RecordQuerySet,
    is_citizen,
    scope_indexes,
)
from supervision.ground.regions import Level, Region
from supervision.ground.subjects import Subject

from .vocabulary import FOURTH_QUARTER, MOVES, Ledger, Nature, Standing

TO: dict[str, str] = {Level.COUNTY: "to_county_id", Level.ZONE: "to_zone_id", Level.TOWNSHIP: "to_township_id"}


def _to(label: str) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        Region,
        models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
        editable=False,
        verbose_name=label,
    )


def in_fourth_quarter() -> Q:
    """Effective, handed in or put in force in the last quarter of a year."""
    days = (f"{name}__month__in" for name in ("effective_on", "submitted_at", "applied_at"))
    return functools.reduce(or_, (Q(**{day: FOURTH_QUARTER}) for day in days))


class ChangeQuerySet(RecordQuerySet["Change"]):
    subject_path = "subject"

    def visible_to(self, post: Post | None) -> Self:
        """A move is seen by both sides: by the one that lets go, and by the one that is to take over."""
        column = TO.get(post.region.level) if post else None
        if not post or column is None or is_citizen(post) or post.role in (*LABORATORY_ROLES, *OF_SUBJECT):
            return super().visible_to(post)
        return self.filter(records.scope.place_q(post) | Q(**{column: post.region.pk}))

    def waiting_for(self, post: Post) -> Self:
        """A move to elsewhere waits there, not for the side that asks for it."""
        rows = super().waiting_for(post)
        column = TO.get(post.region.level)
        if post.is_citywide or column is None:
            return rows
        return rows.filter(Q(to_region=None) | Q(**{column: post.region.pk}))

    def told_at(self, post: Post) -> Self:
        """Of what the post sees, what its own place has told: without the moves that others ask it to take over."""
        return self.visible_to(post).filter(records.scope.place_q(post))

    def of(self, record: models.Model, ledger: str) -> Self:
        return self.filter(register=ledger, record=record.pk)

    def less_duty(self) -> Self:
        """减少义务的变更 that were asked for or have taken effect."""
        return self.filter(ends_duty=True, state__in=COUNTED)

    def of_the_fourth_quarter(self) -> Self:
        """Also what was handed in or taken over late in the year, from whichever day on it counts."""
        return self.less_duty().filter(in_fourth_quarter())


@history.tracked
class Change(Record):
    """One change of a long-lived row (信息变更): which fields, from what to what, since when, why, shown by what.

    What needs nobody takes effect as it is told; all else when another person takes it over, on the values that stood
    when it was told. `region` is the place that tells it; of a move `to_region` is where the row goes, whose side
    takes it over. The row itself counts as it is until then.
    """

    PREFIX = "BG"
    DATE_FIELD = "effective_on"
    ENTRY_EXEMPT = "生效日期是变更的属性；减少义务的变更不得早于当月，由变更的规则把关。"
    SUBJECT_PATH = "subject"
    MOVES: ClassVar[Mapping[Any, Collection[str]]] = MOVES
    BY_ONE = False  # what is in force is not undone: the register is changed by two people

    state = models.CharField("状态", max_length=10, choices=Standing.choices, default=Standing.DRAFT, editable=False)
    register = models.CharField("所属台账", max_length=20, choices=Ledger.choices, editable=False)
    record = models.BigIntegerField("变更对象的记录", editable=False)
    name = models.CharField("变更对象", max_length=120, editable=False)
    subject = models.ForeignKey(
        Subject,
        models.PROTECT,
        related_name="changes",
        null=True,
        blank=True,
        editable=False,
        verbose_name="监管对象",
    )
    nature = models.CharField("变更性质", max_length=10, choices=Nature.choices, editable=False)
    ends_duty = models.BooleanField("减少义务", default=False, editable=False)
    what = models.CharField("变更事项", max_length=200, editable=False)
    told = models.TextField("变更内容", max_length=4000, editable=False)
    effective_on = models.DateField("生效日期")
    why = models.CharField("变更原因", max_length=500)
    open_matters = models.CharField("未办结事项", max_length=500, blank=True, editable=False)
    to_region = _to("迁入地")
    to_township = _to("迁入乡镇（街道）")
    to_county = _to("迁入县（市、区）")
    to_zone = _to("迁入代管功能区")
    applied_at = models.DateTimeField("办理生效时间", null=True, blank=True, editable=False)
    read_by = models.ForeignKey(
        Post,
        models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
        editable=False,
        verbose_name="市级查看人",
    )
    read_at = models.DateTimeField("市级查看时间", null=True, blank=True, editable=False)

    objects: ClassVar = ChangeQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "信息变更"
        ordering = ["-effective_on", "-id"]
        indexes = [
            *scope_indexes("change", "effective_on"),
            models.Index(fields=["register", "record", "id"], name="change_record"),
            models.Index(fields=["to_county", "id"], condition=~Q(to_county=None), name="change_to_county"),
            models.Index(fields=["to_township", "id"], condition=~Q(to_township=None), name="change_to_town"),
            models.Index(fields=["effective_on", "id"], condition=Q(ends_duty=True), name="change_ends_duty"),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.what}）"


@history.tracked
class ChangeItem(models.Model):
    """One field of a change: the values as they are kept, and as a person reads them. What is sealed stays sealed."""

    change = models.ForeignKey(Change, models.PROTECT, related_name="items", verbose_name="信息变更")
    field = models.CharField("字段", max_length=40)
    label = models.CharField("变更事项", max_length=40)
    old = models.TextField("原值", blank=True)
    new = models.TextField("新值", blank=True)
    old_said = models.CharField("变更前", max_length=600, blank=True)
    new_said = models.CharField("变更后", max_length=600, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "变更事项"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["change", "field"], name="change_item_once", violation_error_message="同一事项只能变更一次。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.old_said or '（空）'} → {self.new_said or '（空）'}"

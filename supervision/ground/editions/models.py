from __future__ import annotations

import datetime as dt
from typing import Any, Self, TypeVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q

from supervision.ground.people import Post

from .vocabulary import EditionState

# As PostgreSQL reads it: both days belong to the range, no last day means for ever.
VALID = Func(
    F("valid_from"),
    F("valid_to"),
    RangeBoundary(inclusive_lower=True, inclusive_upper=True),
    function="DATERANGE",
    output_field=DateRangeField(),
)


def _post(label: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        Post, models.PROTECT, related_name="+", db_index=False, editable=False, verbose_name=label, **more
    )


E = TypeVar("E", bound="Edition")


class EditionQuerySet(models.QuerySet[E]):
    def published(self) -> Self:
        return self.filter(state=EditionState.PUBLISHED)

    def valid_on(self, day: dt.date) -> Self:
        """The published ones of this day: at most one of each key."""
        return self.published().filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def whole(self) -> Self:
        """With the items: one query more for however many editions."""
        return self.prefetch_related("items")


class Header(models.Model):
    """What every edition says of itself, a paper or a set of changes: whose work it is, and whether it counts."""

    name = models.CharField("名称", max_length=100)
    state = models.CharField(
        "状态", max_length=10, choices=EditionState.choices, default=EditionState.DRAFT, editable=False
    )
    basis = models.CharField("依据", max_length=200, blank=True)
    source = models.CharField("来源", max_length=200, blank=True)
    verified = models.BooleanField("已核对原文", default=False)
    made_by, made_at = _post("起草人"), models.DateTimeField("起草时间", editable=False)
    edited_by = _post("最后修改人", null=True, blank=True)
    published_by = _post("发布人", null=True, blank=True)
    published_at = models.DateTimeField("发布时间", null=True, blank=True, editable=False)
    withdrawn_by = _post("停用人", null=True, blank=True)
    withdrawn_at = models.DateTimeField("停用时间", null=True, blank=True, editable=False)
    withdrawn_why = models.CharField("停用原因", max_length=500, blank=True, editable=False)
    version = models.PositiveIntegerField("修改版次", default=1, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EditionState.PUBLISHED) | Q(published_at__isnull=False, published_by__isnull=False),
                name="%(class)s_published_by_somebody",
                violation_error_message="已发布的版本必须有发布人和发布时间。",
            ),
            models.CheckConstraint(
                condition=~Q(state=EditionState.WITHDRAWN) | ~Q(withdrawn_why=""),
                name="%(class)s_withdrawn_has_reason",
                violation_error_message="停用必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Edition(Header):
    """One version of a paper (checklist, scheme, rules): a header with its items, the rows of `items`.

    `key` says what it is an edition of; `code` stands beside what was judged by it and keeps its meaning for ever.
    `valid_to` is the last day; without one it goes on until the next is published, which is then `replaced_by`.
    A withdrawn edition applies on no day. Published ones are frozen by triggers (`protect`).
    """

    code = models.CharField("代码", max_length=40, unique=True, editable=False)
    key = models.CharField("名目", max_length=40)
    valid_from = models.DateField("起用日期")
    valid_to = models.DateField("止用日期", null=True, blank=True, help_text="最后一天；不填则一直用到下一版起用。")
    replaced_by = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        editable=False,
        verbose_name="接续的版本",
    )
    replaced_by_id: int | None
    items: Any  # the rows of the user's own kind of `Item`

    objects = EditionQuerySet.as_manager()

    class Meta(Header.Meta):
        abstract = True
        ordering = ["key", "valid_from", "id"]
        constraints = [
            *Header.Meta.constraints,
            ExclusionConstraint(
                name="%(class)s_one_on_a_day",
                expressions=[("key", RangeOperators.EQUAL), (VALID, RangeOperators.OVERLAPS)],
                condition=Q(state=EditionState.PUBLISHED),
                violation_error_message="这段时间已有另一个已发布的版本，请刷新后再试。",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message="止用日期不能早于起用日期。",
            ),
        ]


class Item(models.Model):
    """One line of an edition. Its `code` means the same thing in every edition of that key.

    The user's own table adds its columns and `edition = ForeignKey(…, CASCADE, related_name="items")`.
    """

    code = models.CharField(
        "代码", max_length=40, validators=[RegexValidator(r"^[a-z0-9_]+\Z", "代码只能用小写字母、数字和下划线。")]
    )
    label = models.CharField("内容", max_length=200)
    order = models.PositiveSmallIntegerField("序号", editable=False)

    class Meta:
        abstract = True
        ordering = ["order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "code"],
                name="%(class)s_code_once",
                violation_error_message="同一版本中代码不能重复。",
            )
        ]

    def __str__(self) -> str:
        return self.label

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supervision.ground.people import Post
from supervision.ground.regions import Region

from .living import Living
from .scope import RecordQuerySet
from .vocabulary import ALONE, EDITABLE, ENTRY_DAYS, MOVES, State

Place = models.ForeignKey[Region | None, Region | None]


def _place(label: str, **more: Any) -> models.ForeignKey[Any, Any]:
    """A stamped place: composite indexes stand beside it, so the key itself carries none."""
    return models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name=label, **more)


def _post(label: str) -> models.ForeignKey[Post | None, Post | None]:
    return models.ForeignKey(
        Post,
        models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
        editable=False,
        verbose_name=label,
    )


def scope_indexes(name: str, date_field: str, *, living: bool = True) -> list[models.Index]:
    """The indexes every register lives on: (county, date, id), (township, date, id), (date, id); and, of a register
    that is `living`, the few rows among the many for which somebody still has to do something.
    """
    found = [
        models.Index(fields=["county", date_field, "id"], name=f"{name}_county_date"),
        models.Index(fields=["township", date_field, "id"], name=f"{name}_town_date"),
        models.Index(fields=[date_field, "id"], name=f"{name}_date"),
    ]
    if living:
        waits = models.Q(state__in=(State.DRAFT, State.SUBMITTED, State.RETURNED))
        found.append(models.Index(fields=["county", "submitted_at"], condition=waits, name=f"{name}_waits"))
    return found


class Record(Living):
    """The mother of every register row.

    `region` is where it happened; township, county and managing zone are stamped from it when it is made, and
    scope and figures are equality on these columns. Life: 草稿 → 已提交 → 已审核 / 已退回 → (改后再报); 作废.
    Nothing is deleted. `client_key` makes a repeated upload the same row; `version` refuses a stale edit. A noun with
    a life of its own says which state leads where, and in which its author may correct it.

    What happened longer than `ENTRY_DAYS` ago is entered as 补录, with `late_why`; `ENTRY_EXEMPT` is the reason why a
    register takes any past day (its day is a property of something long-lived, not of an event).

    What was handed in is taken back by its maker while nobody has opened it to review it, and is a draft again;
    `KEPT_ONCE` is the sentence why records of this kind never are.

    `writers` are the users who made, corrected or handed in the row: they do not decide on it (`deciding`). `alone` is
    单人办理·待补复核: taken over by who wrote it, because the city has nobody else; a noun whose deciding is more than
    that (a rating, an answer) is not `BY_ONE`.
    """

    PREFIX = ""
    DATE_FIELD = "made_on"
    SUBJECT_PATH = ""
    BY_ONE: ClassVar[bool] = True
    ENTRY_DAYS: ClassVar[int] = ENTRY_DAYS
    ENTRY_EXEMPT: ClassVar[str] = ""
    KEPT_ONCE: ClassVar[str] = ""
    MOVES: ClassVar[Mapping[Any, Collection[str]]] = MOVES
    EDITABLE: ClassVar[Collection[str]] = EDITABLE

    number = models.CharField("编号", max_length=32, unique=True, editable=False)
    region: models.ForeignKey[Region, Region] = _place("所在地区")
    township: Place = _place("乡镇（街道）", null=True, blank=True, editable=False)
    county: Place = _place("县（市、区）", null=True, blank=True, editable=False)
    managing_zone: Place = _place("代管功能区", null=True, blank=True, editable=False)
    state = models.CharField("状态", max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    made_by = _post("填报人")
    made_at = models.DateTimeField("填报时间", editable=False)
    submitted_at = models.DateTimeField("提交时间", null=True, blank=True, editable=False)
    accepted_by = _post("审核人")
    accepted_at = models.DateTimeField("审核时间", null=True, blank=True, editable=False)
    returned_why = models.CharField("退回原因", max_length=500, blank=True, editable=False)
    voided_by = _post("作废人")
    voided_at = models.DateTimeField("作废时间", null=True, blank=True, editable=False)
    voided_why = models.CharField("作废原因", max_length=500, blank=True, editable=False)
    writers = ArrayField(
        models.BigIntegerField(), verbose_name="填写人", default=list, db_default=[], blank=True, editable=False
    )
    alone = models.BooleanField(ALONE, default=False, db_default=False, editable=False)
    late_why = models.CharField("补录原因", max_length=200, blank=True, editable=False, default="", db_default="")
    client_key = models.UUIDField("上报标识", null=True, blank=True, unique=True, editable=False)
    version = models.PositiveIntegerField("版本", default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=State.VOID) | ~Q(voided_why=""),
                name="%(class)s_void_has_reason",
                violation_error_message="作废必须写明原因。",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def stands_alone(self) -> bool:
        return self.alone and self.state == State.ACCEPTED

    @property
    def is_reviewed(self) -> bool:
        """Taken over by a second person: what a record tells on being accepted, it tells then."""
        return self.state == State.ACCEPTED and not self.alone

    @property
    def is_void(self) -> bool:
        return self.state == State.VOID

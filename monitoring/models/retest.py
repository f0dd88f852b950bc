from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.models import Organisation, Post

from ..rules.orderers import levels_of
from ..vocabulary import RETEST_MOVES, OrderState, RetestState, SecondTest, Verdict
from .sample import Sample


class RetestQuerySet(RecordQuerySet["Retest"]):
    def finished_for(self, post: Post) -> Self:
        """Risk monitoring is internal, and so is what the unit that ordered it has measured again."""
        return super().finished_for(post).filter(kind=SecondTest.RETEST)

    def asked_of_level(self, place: str) -> Self:
        """What a bureau of that level answers; of rows of earlier releases the task's level says."""
        return self.filter(Q(asked_of=place) | Q(asked_of="", sample__level__in=levels_of(place)))

    def to_commission(self) -> Self:
        """Accepted, and no laboratory has been given it."""
        open_ = self.filter(state=RetestState.ACCEPTED, concluded_on=None)
        return open_.filter(Q(order=None) | Q(order__state=OrderState.CLOSED))


@history.tracked
class Retest(Record):
    """复检, or 复测: a second test of one failed sample, by another laboratory under an order of its own.

    Asked for within the legal term from the served result, answered by who commissioned the sampling or above
    (`asked_of`), concluded by rule from the two reports; both stay. The first result is copied when it is asked for.
    """

    PREFIX = "FJ"
    DATE_FIELD = "applied_on"
    SUBJECT_PATH = "sample__subject"
    BY_ONE = False  # an answer, by another than who took it in
    MOVES = RETEST_MOVES

    sample = models.ForeignKey(Sample, models.PROTECT, related_name="retests", verbose_name="样品")
    kind = models.CharField(
        "种类", max_length=10, choices=SecondTest.choices, default=SecondTest.RETEST, db_default=SecondTest.RETEST,
        editable=False,
    )  # fmt: skip
    why = models.CharField("申请理由", max_length=500, blank=True, default="", db_default="")
    notified_on = models.DateField("收到检测结果日期", editable=False)
    applied_on = models.DateField("收到申请日期")
    due_on = models.DateField("申请期限", editable=False)
    remark = models.CharField("期限说明", max_length=200, blank=True, editable=False)
    asked_of = models.CharField(
        "受理级别", max_length=10, blank=True, editable=False, default="", db_default="",
        help_text="下达任务的一级，或其上一级。",
    )  # fmt: skip
    state = models.CharField(
        "状态", max_length=10, choices=RetestState.choices, default=RetestState.DRAFT, editable=False
    )
    refused_why = models.CharField(
        "不予受理的理由", max_length=500, blank=True, editable=False, default="", db_default=""
    )
    document = models.CharField("下达单位文号", max_length=80, blank=True, editable=False, default="", db_default="")
    laboratory = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, editable=False, related_name="+", verbose_name="复检机构"
    )
    report_due = models.DateField("出具报告期限", null=True, blank=True, editable=False)
    codes = ArrayField(
        models.CharField(max_length=8), verbose_name="复检项目", default=list, db_default=[], blank=True,
        editable=False,
    )  # fmt: skip
    first = models.CharField("初检结果", max_length=400, blank=True, editable=False, default="", db_default="")
    second = models.CharField("复检结果", max_length=400, blank=True, editable=False, default="", db_default="")
    concluded_on = models.DateField("结论日期", null=True, blank=True, editable=False)
    verdict = models.CharField(
        "复检结论", max_length=12, choices=Verdict.choices, default=Verdict.PENDING, editable=False
    )
    report = models.CharField("复检报告编号", max_length=40, blank=True, editable=False)

    objects: ClassVar = RetestQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "复检"
        ordering = ["-applied_on", "-id"]
        indexes = scope_indexes("retest", "applied_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["sample"],
                condition=~Q(state=State.VOID),
                name="retest_once",
                violation_error_message="该样品已申请过复检。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"

    @property
    def earlier(self) -> bool:
        """Concluded by one person, as releases before this one did: there is no second report behind it."""
        return self.concluded_on is not None and not hasattr(self, "order")

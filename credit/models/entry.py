from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.facts import Fact
from supervision.ground.records import Record, RecordQuerySet, scope_indexes
from supervision.ground.subjects import Grade, Subject

from ..vocabulary import Family
from .ruleset import RuleSet


class EntryQuerySet(RecordQuerySet["CreditEntry"]):
    def standing(self) -> Self:
        """Entries that were not taken back and are no taking back themselves."""
        return self.filter(takes_back=None, counter=None)


@history.tracked
class CreditEntry(Record):
    """One line of a credit file, taken up from a fact. Appended, never changed: a counter-entry takes it back.

    Rule, points and direct grade are copied from the rule in force on the day of the fact.
    """

    PREFIX = "XY"
    DATE_FIELD = "held_on"
    SUBJECT_PATH = "subject"

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="credit_entries", db_index=False, verbose_name="监管对象"
    )
    held_on = models.DateField("日期")
    fact = models.OneToOneField(
        Fact, models.PROTECT, null=True, related_name="credit_entry", editable=False, verbose_name="依据的事实"
    )
    rule = models.CharField("规则代码", max_length=30)
    name = models.CharField("事项", max_length=60)
    family = models.CharField("类别", max_length=12, choices=Family.choices)
    points = models.SmallIntegerField("分值")
    direct_grade = models.CharField("直接定级", max_length=1, blank=True, choices=Grade.choices)
    cap = models.PositiveSmallIntegerField("累计上限", null=True, blank=True)
    months = models.PositiveSmallIntegerField("有效期（月）", null=True, blank=True)
    ruleset = models.ForeignKey(RuleSet, models.PROTECT, related_name="+", verbose_name="规则版本")
    reason = models.CharField("说明", max_length=300, blank=True)
    takes_back = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="counter", editable=False, verbose_name="撤回的记录"
    )

    objects: ClassVar = EntryQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "信用记录"
        ordering = ["-held_on", "-id"]
        indexes = [
            *scope_indexes("creditentry", "held_on", living=False),
            models.Index(fields=["subject", "held_on", "id"], name="creditentry_subject_date"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(takes_back=None) | Q(family=Family.CORRECTION),
                name="creditentry_counter_is_correction",
                violation_error_message="撤回记录的类别应为更正。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.points:+d}分）"

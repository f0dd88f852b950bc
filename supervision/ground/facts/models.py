from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q

from supervision.ground import history
from supervision.ground.measures import Period
from supervision.ground.records import ScopedQuerySet

from .registry import KINDS
from .vocabulary import Severity

__all__ = ["Fact", "FactCause", "FactDelivery"]


def _place(label: str, **more: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(
        "supervision.Region", models.PROTECT, related_name="+", db_index=False, verbose_name=label, **more
    )


class FactQuerySet(ScopedQuerySet["Fact"]):
    subject_path = "subject"

    def live(self) -> Self:
        """Facts that stand: neither taken back nor themselves a taking back."""
        return self.filter(retracts=None, counter=None)

    def held_in(self, period: Period) -> Self:
        return self.filter(on__range=(period.first, period.last))

    def of_source(self, source: models.Model) -> Self:
        return self.filter(source_label=source._meta.label_lower, source_id=source.pk)


class Fact(models.Model):
    """One thing that happened, told once by the record that knows it. Appended, never changed.

    A counter-fact (`retracts`) has the kind, day, place and subject of the fact it takes back. The ledger is its
    own history, so it carries no second one.
    """

    kind = models.CharField("种类", max_length=60)
    on = models.DateField("日期")
    source_label = models.CharField("来源类型", max_length=80)
    source_id = models.BigIntegerField("来源编号")
    source_version = models.PositiveIntegerField("来源版本")
    region = _place("地区")
    township = _place("乡镇（街道）", null=True)
    county = _place("县（市、区）", null=True)
    managing_zone = _place("代管功能区", null=True)
    subject = models.ForeignKey(
        "supervision.Subject",
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="facts",
        verbose_name="监管对象",
    )
    severity = models.PositiveSmallIntegerField("严重程度", choices=Severity.choices, default=Severity.NORMAL)
    aspect = models.CharField("细类", max_length=20, blank=True)
    summary = models.CharField("摘要", max_length=300, blank=True)
    by = models.ForeignKey("supervision.Post", models.PROTECT, related_name="+", db_index=False, verbose_name="记录人")
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)
    retracts = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="counter", verbose_name="撤回的事实"
    )

    objects: ClassVar = FactQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "事实"
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_label", "source_id", "kind", "source_version"],
                condition=Q(retracts=None),
                name="fact_once",
                violation_error_message="该事实已经记录。",
            ),
            models.UniqueConstraint(
                fields=["source_label", "source_id", "kind", "source_version"],
                condition=~Q(retracts=None),
                name="fact_retracted_once",
                violation_error_message="该事实已经撤回。",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "on", "id"], name="fact_subject_date"),
            models.Index(fields=["county", "on", "id"], name="fact_county_date"),
            models.Index(fields=["township", "on", "id"], name="fact_town_date"),
            models.Index(fields=["kind", "on", "id"], name="fact_kind_date"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.kind_label}"

    @property
    def kind_label(self) -> str:
        known = KINDS.get(self.kind)
        return known.label if known else self.kind

    @property
    def is_counter(self) -> bool:
        return self.retracts_id is not None

    @property
    def source(self) -> models.Model | None:
        """The record that told it, as it is now."""
        return apps.get_model(self.source_label)._base_manager.filter(pk=self.source_id).first()


class FactCause(models.Model):
    """One record follows from another: what was told of both is one event. Appended, never changed."""

    source_label = models.CharField("来源类型", max_length=80)
    source_id = models.BigIntegerField("来源编号")
    cause_label = models.CharField("起因类型", max_length=80)
    cause_id = models.BigIntegerField("起因编号")
    by = models.ForeignKey("supervision.Post", models.PROTECT, related_name="+", db_index=False, verbose_name="记录人")
    recorded_at = models.DateTimeField("记录时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "事实起因"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_label", "source_id", "cause_label", "cause_id"],
                name="factcause_once",
                violation_error_message="该起因已经记录。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_label} {self.source_id} ← {self.cause_label} {self.cause_id}"


@history.tracked(entering=False)
class FactDelivery(models.Model):
    """A fact on its way to one receiver: the queue of truth behind the messages.

    It comes in with its fact; that it was delivered, or failed, is kept.
    """

    fact = models.ForeignKey(Fact, models.CASCADE, db_index=False, related_name="deliveries", verbose_name="事实")
    receiver = models.CharField("接收方", max_length=40)
    done_at = models.DateTimeField("完成时间", null=True)
    attempts = models.PositiveIntegerField("失败次数", default=0)
    next_at = models.DateTimeField("下次投递", null=True, help_text="空：立即投递。")
    error = models.CharField("错误", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "事实投递"
        ordering = ["fact"]
        constraints = [
            models.UniqueConstraint(
                fields=["fact", "receiver"],
                name="fact_delivered_once",
                violation_error_message="该事实已向此接收方投递。",
            )
        ]
        indexes = [
            models.Index(fields=["receiver", "fact"], condition=Q(done_at=None), name="factdelivery_waiting"),
        ]

    def __str__(self) -> str:
        return f"{self.fact_id} → {self.receiver}"

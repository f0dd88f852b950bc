from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q

from supervision.ground import history, keys
from supervision.ground.records import SHOWN, Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Product, Subject
from supervision.ground.texts import PrintedField

from .. import rules
from ..vocabulary import COUNTED_KINDS, Ending, Kind, Standing


class CertificationQuerySet(RecordQuerySet["Certification"]):
    subject_path = "subject"

    def in_force(self, day: dt.date) -> Self:
        """Holding on `day` by its dates alone: nobody has to run anything for a certificate to lapse."""
        return self.counted().filter(
            Q(valid_to=None) | Q(valid_to__gte=day), Q(ended_on=None) | Q(ended_on__gt=day), valid_from__lte=day
        )

    def of_counted_kinds(self) -> Self:
        return self.filter(kind__in=COUNTED_KINDS)

    def run_out(self, day: dt.date) -> Self:
        """Whose term is over by `day` without having been withdrawn or surrendered before."""
        return self.counted().filter(Q(ended_on=None) | Q(ended_on__gt=F("valid_to")), valid_to__lt=day)


def _measure(label: str) -> models.DecimalField[Any, Decimal | None]:
    return models.DecimalField(
        label, max_digits=12, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )


@history.tracked
class Certification(Record):
    """绿色食品、有机农产品、地理标志: one certificate of one product.

    The holder is a supervised subject, or the name of an association that registered a geographical indication.
    `product_key` says which certificates are one product: renewals, and the AGI and PGI of the same thing.
    Whether it holds follows from the dates; only withdrawal and surrender are written down.
    """

    PREFIX = "LS"
    DATE_FIELD = "valid_from"
    ENTRY_EXEMPT = "颁证日期是证书的属性，不是一次工作的日期。"
    SUBJECT_PATH = "subject"
    FOR_CITIZENS = SHOWN  # certified products are published anyway (中国绿色食品发展中心, 认监委)

    kind = models.CharField("类别", max_length=12, choices=Kind.choices)
    certificate_number = PrintedField("证书编号", max_length=60)
    product = models.ForeignKey(
        Product, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="产品目录"
    )
    product_name = models.CharField("产品名称", max_length=60)
    named_key = keys.KeyField("证书产品键", of=["certificate_number", "product_name"])
    twin = keys.twin_field()
    product_key = models.CharField("计数标识", max_length=200, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, null=True, blank=True, related_name="certifications", verbose_name="获证主体"
    )
    holder_name = models.CharField("登记人", max_length=80, blank=True, help_text="协会等不在监管对象名录中的登记人。")
    valid_from = models.DateField("颁证日期")
    valid_to = models.DateField("有效期止", null=True, blank=True, help_text="地理标志长期有效，不填。")
    area = _measure("面积（亩）")
    output = _measure("产量（吨）")
    ended_on = models.DateField("退出日期", null=True, blank=True, editable=False)
    ended_how = models.CharField(
        "退出方式", max_length=12, blank=True, default="", choices=Ending.choices, editable=False
    )
    ended_why = models.CharField("退出原因", max_length=500, blank=True, default="", editable=False)
    renews = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="renewals", verbose_name="续展自"
    )

    objects: ClassVar = CertificationQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "绿色有机地标认证"
        ordering = ["-valid_from", "-id"]
        indexes = [
            *scope_indexes("certification", "valid_from"),
            models.Index(fields=["product_key"], name="certification_key"),
            models.Index(fields=["valid_to"], name="certification_valid_to"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["kind", "certificate_number", "product_name"],
                condition=~Q(state=State.VOID),
                name="certification_once",
                violation_error_message="该证书编号下的这个产品已经登记。",
            ),
            keys.once(
                "kind",
                key="named_key",
                condition=~Q(state=State.VOID),
                name="certification_key_once",
                violation_error_message="该证书编号下的这个产品已经登记。",
            ),
            models.UniqueConstraint(
                fields=["renews"],
                condition=~Q(state=State.VOID),
                name="certification_renewed_once",
                violation_error_message="这张证书已经续展过。",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
                name="certification_term",
                violation_error_message="有效期止应晚于颁证日期。",
            ),
            models.CheckConstraint(
                condition=~Q(subject=None) | ~Q(holder_name=""),
                name="certification_has_holder",
                violation_error_message="请选择获证主体，或填写登记人（协会等）名称。",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, ended_how="")
                | (Q(ended_on__isnull=False) & ~Q(ended_how="") & ~Q(ended_why="")),
                name="certification_ending_is_whole",
                violation_error_message="退出应同时写明日期、方式和原因。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_name}（{self.get_kind_display()}）"

    @property
    def holder(self) -> str:
        return self.subject.name if self.subject else self.holder_name

    def standing_on(self, day: dt.date) -> Standing:
        return rules.standing_on(
            day, valid_from=self.valid_from, valid_to=self.valid_to, ended_on=self.ended_on, ended_how=self.ended_how
        )

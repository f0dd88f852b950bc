from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from supervision.ground import history, keys
from supervision.ground.people import Organisation, Post
from supervision.ground.records import COUNTED, Record, RecordQuerySet, State, scope_indexes
from supervision.ground.regions import Region

from .vocabulary import PRODUCERS, Grade, Industry, Kind, Leading, Status


@history.tracked
class Product(models.Model):
    """An agricultural product of the dictionary; a local speciality points at its general product.

    Reference rows are retired, never deleted. The categories follow GB 2763 annex A loosely (unverified).
    """

    code = models.CharField("代码", max_length=12, primary_key=True)
    name = models.CharField("名称", max_length=40)
    pinyin = models.CharField("拼音", max_length=120, editable=False)
    category = models.CharField("大类", max_length=20)
    subcategory = models.CharField("小类", max_length=40, blank=True)
    sector = models.CharField("行业", max_length=20)
    unit = models.CharField("单位", max_length=10, blank=True)
    aliases = models.CharField("别名", max_length=120, blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="specialities", verbose_name="通用产品"
    )
    county_code = models.CharField("特产县", max_length=6, blank=True)
    retired_on = models.DateField("停用日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "产品目录"
        ordering = ["code"]
        indexes = [models.Index(fields=["name"], name="product_name")]

    def __str__(self) -> str:
        return self.name


NAMED_ALREADY = "该村（社区）已有同名的同类监管对象。"


class SubjectQuerySet(RecordQuerySet["Subject"]):
    subject_path = "self"

    def roots(self) -> Self:
        """Everyone once: without those that were merged into another entry, which stands for both."""
        return self.filter(merged_into=None)

    def counted(self) -> Self:
        return super().counted().roots()

    def family(self, *subjects: Subject | int) -> Self:
        """These and what was merged into them: whose records are read together."""
        keys = [getattr(one, "pk", one) for one in subjects]
        return self.filter(Q(pk__in=keys) | Q(merged_into__in=keys))

    def active(self) -> Self:
        """In business today: for lists and choices. Figures of a period ask `active_on` its last day."""
        return self.filter(status=Status.ACTIVE, state__in=COUNTED).roots()

    def standing_on(self, day: dt.date) -> Self:
        """The register of that day, with `stood`: the status that held at its end, whatever was changed since."""
        latest = SubjectStatus.objects.filter(subject=OuterRef("pk"), since__lte=day).order_by("-since")
        stood = Coalesce(Subquery(latest.values("status")[:1]), Value(Status.ACTIVE.value))
        return self.counted().filter(registered_on__lte=day).annotate(stood=stood)

    def active_on(self, day: dt.date) -> Self:
        return self.standing_on(day).filter(stood=Status.ACTIVE)

    def producers(self) -> Self:
        return self.filter(kind__in=PRODUCERS)


@history.tracked
class Subject(Record):
    """One supervised subject of the register (监管对象名录), small farmers without a code included.

    `pinyin` is the sort and search key for the Chinese name. Phone and identity number are sealed; only their
    tails are stored in the clear. `credit_grade` is written down here by the credit room for all to read.
    `status` is the latest row of `statuses`, for lists; what held on a day is asked of the rows.
    """

    PREFIX = "ZT"
    KEPT_ONCE = "登记的监管对象可能已有巡查、抽样等记录，不能撤回；需要修改的，请审核人退回。"
    DATE_FIELD = "registered_on"
    ENTRY_EXEMPT = "入册日期是主体的属性，不是一次工作的日期。"
    SUBJECT_PATH = "self"

    name = models.CharField("名称", max_length=80)
    name_key = keys.KeyField(of=["name"])
    twin = keys.twin_field()
    pinyin = models.CharField("拼音", max_length=400, editable=False)
    kind = models.CharField("主体类型", max_length=16, choices=Kind.choices)
    industry = models.CharField("行业", max_length=12, choices=Industry.choices)
    credit_code = models.CharField(
        "统一社会信用代码",
        max_length=18,
        blank=True,
        validators=[
            RegexValidator(
                r"^[0-9A-HJ-NPQRTUWXY]{18}$", "统一社会信用代码应为18位数字或大写字母（不含I、O、Z、S、V）。"
            )
        ],
    )
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone_sealed = models.TextField("联系电话", blank=True, editable=False)
    phone_tail = models.CharField("电话后四位", max_length=4, blank=True, editable=False)
    phone_digest = models.CharField("电话摘要", max_length=64, blank=True, editable=False, default="", db_default="")
    identity_sealed = models.TextField("身份证号", blank=True, editable=False)
    identity_digest = models.CharField("身份证号摘要", max_length=64, blank=True, editable=False)
    identity_tail = models.CharField("身份证后四位", max_length=4, blank=True, editable=False)
    address = models.CharField("地址", max_length=120, blank=True)
    latitude = models.DecimalField(
        "纬度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        "经度",
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    datum = models.CharField("坐标系", max_length=8, default="WGS84", choices=[("WGS84", "WGS84"), ("GCJ02", "GCJ-02")])
    area = models.DecimalField(
        "规模（亩）", max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    leading = models.CharField("龙头企业", max_length=10, blank=True, choices=Leading.choices)
    status = models.CharField("经营状态", max_length=10, choices=Status.choices, default=Status.ACTIVE)
    status_since = models.DateField("状态起始日", null=True, blank=True)
    status_why = models.CharField("状态原因", max_length=500, blank=True)
    credit_grade = models.CharField("信用等级", max_length=1, blank=True, choices=Grade.choices, editable=False)
    credit_since = models.DateField("等级起始日", null=True, blank=True, editable=False)
    registered_on = models.DateField("入册日期")
    organisation = models.OneToOneField(
        Organisation, models.PROTECT, null=True, blank=True, related_name="subject", editable=False, verbose_name="单位"
    )
    # 承继: a new code is a new subject, that goes on for the one before (credit, orders, cases).
    predecessor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="heirs",
        db_index=False,
        verbose_name="承继自",
    )

    # 已并入: written by the merging of doubles (supervision/grid/merging.py) only, one step deep: no chains.
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        db_index=False,
        editable=False,
        verbose_name="已并入",
    )

    objects: ClassVar = SubjectQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "监管对象"
        ordering = ["-registered_on", "-id"]
        indexes = [
            *scope_indexes("subject", "registered_on"),
            models.Index(fields=["county", "pinyin", "id"], name="subject_county_pinyin"),
            models.Index(fields=["township", "pinyin", "id"], name="subject_town_pinyin"),
            models.Index(fields=["pinyin", "id"], name="subject_pinyin"),
            models.Index(fields=["name_key"], name="subject_name_key"),
            models.Index(fields=["phone_digest"], condition=~Q(phone_digest=""), name="subject_phone"),
            models.Index(fields=["predecessor"], condition=~Q(predecessor=None), name="subject_predecessor"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="subject_merged"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["credit_code"],
                condition=~Q(state=State.VOID) & ~Q(credit_code=""),
                name="subject_credit_code_once",
                violation_error_message="该统一社会信用代码已在名录中。",
            ),
            models.UniqueConstraint(
                fields=["identity_digest"],
                condition=~Q(state=State.VOID) & ~Q(identity_digest=""),
                name="subject_identity_once",
                violation_error_message="该身份证号已在名录中。",
            ),
            models.UniqueConstraint(
                fields=["region", "name", "kind"],
                condition=~Q(state=State.VOID) & Q(credit_code="") & Q(identity_digest=""),
                name="subject_name_once",
                violation_error_message=NAMED_ALREADY,
            ),
            keys.once(
                "region",
                "kind",
                key="name_key",
                condition=~Q(state=State.VOID) & Q(credit_code="") & Q(identity_digest=""),
                name="subject_key_once",
                violation_error_message=NAMED_ALREADY,
            ),
        ]

    def __str__(self) -> str:
        return self.name


@history.tracked
class SubjectStatus(models.Model):
    """From one day on a subject is in business, suspended or closed. Without a row it has been in business throughout.

    Kept by day of effect, so that a year is counted as it stood, also after a later closing or reopening.
    """

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="statuses", db_index=False, verbose_name="监管对象"
    )
    status = models.CharField("经营状态", max_length=10, choices=Status.choices)
    since = models.DateField("起始日")
    why = models.CharField("原因", max_length=500)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="经办人")

    class Meta:
        verbose_name = verbose_name_plural = "经营状态变更"
        ordering = ["subject", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "since"],
                name="subject_status_once",
                violation_error_message="该监管对象在这一天已有经营状态变更。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.get_status_display()}"


@history.tracked
class SubjectCrop(models.Model):
    """What a subject grows or keeps, and in which months it comes to market: when to visit and to sample.

    One that is given up ends, it is not deleted: a year is counted by what was grown at its end.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="crops", verbose_name="监管对象")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="产品")
    first_month = models.PositiveSmallIntegerField("上市起始月", default=1)
    last_month = models.PositiveSmallIntegerField("上市结束月", default=12)
    area = models.DecimalField("面积（亩）/存栏", max_digits=10, decimal_places=2, null=True, blank=True)
    ended_on = models.DateField("停止种养日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "种养品种"
        ordering = ["subject", "product"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "product"], name="crop_once", violation_error_message="该品种已登记。"
            ),
            models.CheckConstraint(
                condition=Q(first_month__range=(1, 12), last_month__range=(1, 12)),
                name="crop_months",
                violation_error_message="月份应在1至12之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.product}"


@history.tracked
class SubjectBase(models.Model):
    """Another place where a subject grows or keeps something, in its own county or another: 生产基地.

    The subject's own place is its first base and has no row here. One that is given up ends, it is not deleted.
    """

    subject = models.ForeignKey(Subject, models.PROTECT, related_name="bases", verbose_name="监管对象")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False, verbose_name="基地所在地区")
    name = models.CharField("基地名称", max_length=60)
    area = models.DecimalField(
        "面积（亩）", max_digits=10, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    ended_on = models.DateField("停用日期", null=True, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False, verbose_name="登记人")

    class Meta:
        verbose_name = verbose_name_plural = "生产基地"
        ordering = ["subject", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "region", "name"],
                name="subject_base_once",
                violation_error_message="该主体在这个地方已有同名的基地。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.region}）"

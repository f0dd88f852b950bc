from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from supervision.ground import history
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.texts import PrintedField
from supervision.ground.units import UnitField
from supervision.models import Organisation, Post, Product, Region, Subject

from ..rules.orderers import orderer
from ..vocabulary import Kind, Level, Method, Place, Rapid, RecordCheck, Serving, Taking, Verdict
from .plan import Task

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .order import TestOrder
    from .result import Result


def _amount(label: str, places: int = 3) -> models.DecimalField[Any, Decimal | None]:
    return models.DecimalField(
        label, max_digits=12, decimal_places=places, null=True, blank=True, validators=[MinValueValidator(0)]
    )


def _post(label: str) -> models.ForeignKey[Post | None, Post | None]:
    return models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, editable=False, related_name="+", db_index=False,
        verbose_name=label,
    )  # fmt: skip


# Verdicts beside which a suspected item still waits: no verdict at all, or a failure for another item.
AWAITING = (Verdict.UNDETERMINED, Verdict.FAIL)


# Kinds whose results who was sampled is told of (监测办法 第3、28、35条, 待核).
TOLD = (Kind.SUPERVISION, Kind.SELF)


class SampleQuerySet(RecordQuerySet["Sample"]):
    def rapid_tests(self) -> Self:
        return self.filter(method=Method.RAPID)

    def non_compliant(self) -> Self:
        """Failed quantitative samples, and refusals, which count as failed (监测办法 art. 23, unverified).

        Not what a producer had tested for himself (委托自检): nobody supervised there.
        """
        failed = self.filter(Q(verdict=Verdict.FAIL) | Q(taking=Taking.REFUSED))
        return failed.counted().exclude(kind=Kind.SELF)

    def finished_for(self, post: Post) -> Self:
        """Risk monitoring is internal: whoever was sampled is told of 监督抽查, and of what he had tested himself."""
        return super().finished_for(post).filter(kind__in=TOLD)

    def unhandled(self) -> Self:
        # a handling knows its sample, not the other way round
        handlings: Any = Sample._meta.get_field("handlings").related_model
        done = handlings.objects.accepted().filter(sample=OuterRef("pk"), closed_on__isnull=False)
        return self.non_compliant().filter(~Exists(done))

    def to_handle(self) -> Self:
        """Unhandled, and no file that waits for the second person: it is the maker's turn."""
        handlings: Any = Sample._meta.get_field("handlings").related_model
        handed_in = handlings.objects.waiting().filter(sample=OuterRef("pk"))
        return self.unhandled().filter(~Exists(handed_in))

    def asked_to_void(self) -> Self:
        """Judged, and somebody has asked that it be voided."""
        return self.counted().filter(void_asked_at__isnull=False)

    def to_serve(self) -> Self:
        """A supervision sample failed and nobody has recorded that the inspected party was told: its term of appeal
        does not run."""
        return self.counted().filter(
            kind=Kind.SUPERVISION, method=Method.QUANTITATIVE, verdict=Verdict.FAIL, told_on=None
        )

    def unjudged(self) -> Self:
        """A banned pesticide was found and no limit fits: somebody has to say what that means."""
        waiting = self.counted().filter(verdict__in=AWAITING, judged_on=None)
        return waiting.exclude(suspected_items="").exclude(kind=Kind.SELF)

    def unfollowed(self) -> Self:
        """Failures of risk monitoring that no 监督抽查 has followed: what was found there proves nothing against
        anybody yet (domain facts 1.4)."""
        risk = (Kind.ROUTINE, Kind.SURVEY, Kind.SPECIAL)
        followed = Sample.objects.live().filter(follows=OuterRef("pk"), kind=Kind.SUPERVISION)
        failed = self.counted().filter(kind__in=risk, method=Method.QUANTITATIVE, verdict=Verdict.FAIL)
        return failed.filter(~Exists(followed))

    def unconfirmed(self) -> Self:
        """Positive rapid tests that no quantitative sample has followed: leads, never grounds for a penalty."""
        followed = Sample.objects.live().filter(follows=OuterRef("pk"), method=Method.QUANTITATIVE)
        return self.rapid_tests().counted().filter(~Exists(followed), rapid=Rapid.POSITIVE)


@history.tracked
class Sample(Record):
    """抽样单: one sample of one product of one subject, with the check of its production records.

    Level, kind and method are copied from the task (or chosen where a county or township works on its own).
    `counts_to` is the county whose quota it fills. The laboratory never sees this row: it sees the test order
    under the blind code.
    """

    PREFIX = "CY"
    KEPT_ONCE = "已封样的抽样单不能撤回；请作废或更正。"
    DATE_FIELD = "sampled_on"
    SUBJECT_PATH = "subject"
    PERSONAL = ("card_1", "card_2")  # what an official shows may be his identity card

    task = models.ForeignKey(
        Task, models.PROTECT, null=True, blank=True, related_name="samples", verbose_name="监测任务"
    )
    level = models.CharField("任务层级", max_length=12, choices=Level.choices)
    kind = models.CharField("监测种类", max_length=12, choices=Kind.choices)
    method = models.CharField("检测方法", max_length=12, choices=Method.choices, default=Method.QUANTITATIVE)
    counts_to = models.ForeignKey(
        Region, models.PROTECT, related_name="+", db_index=False, editable=False, verbose_name="计入县（市、区）"
    )
    subject = models.ForeignKey(Subject, models.PROTECT, related_name="samples", verbose_name="受检单位（人）")
    smallholder = models.BooleanField("农户", default=False, editable=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="产品")
    batch = PrintedField("生产批号", max_length=40, blank=True)
    certificate = PrintedField("合格证编号", max_length=40, blank=True)
    sampled_on = models.DateField("抽样日期")
    place = models.CharField("抽样场所", max_length=16, choices=Place.choices, default=Place.BASE)
    taking = models.CharField("抽样结果", max_length=8, choices=Taking.choices, default=Taking.TAKEN)
    refusal_why = models.CharField("拒检经过", max_length=300, blank=True)
    witness = models.CharField("见证人", max_length=40, blank=True)
    base_amount = _amount("抽样基数")
    amount = _amount("抽样数量")
    spare_amount = _amount("备样数量")
    amount_unit = UnitField("数量单位", max_length=10, default="kg")
    price = _amount("购样金额（元）", 2)
    sampler_1 = models.CharField("抽样人员一", max_length=30, blank=True)
    card_1 = PrintedField("证件号一", max_length=40, blank=True)
    sampler_2 = models.CharField("抽样人员二", max_length=30, blank=True)
    card_2 = PrintedField("证件号二", max_length=40, blank=True)
    seal = PrintedField("封条编号", max_length=40, blank=True)
    record_check = models.CharField("生产记录检查", max_length=12, choices=RecordCheck.choices, blank=True)
    record_remark = models.CharField("生产记录情况", max_length=200, blank=True)
    laboratory = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="承检机构"
    )
    analytes = ArrayField(models.CharField(max_length=8), verbose_name="检测项目", default=list, blank=True)
    rapid = models.CharField("快检结果", max_length=10, choices=Rapid.choices, default=Rapid.NONE, blank=True)
    rapid_item = models.CharField("快检项目", max_length=60, blank=True)
    rapid_method = models.CharField("快检方法", max_length=60, blank=True)
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followed_by", verbose_name="跟进的样品"
    )
    visit = models.UUIDField("到场标识", null=True, blank=True, help_text="与同一次到场的巡查记录相同。")
    latitude = models.DecimalField("纬度", max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField("经度", max_digits=9, decimal_places=6, null=True, blank=True)
    remark = models.CharField("备注", max_length=300, blank=True)
    verdict = models.CharField("判定", max_length=12, choices=Verdict.choices, default=Verdict.PENDING, editable=False)
    verdict_on = models.DateField("判定日期", null=True, blank=True, editable=False)
    banned = models.BooleanField("检出禁用物质", default=False, editable=False)
    failed_items = models.CharField("不合格项目", max_length=300, blank=True, editable=False)
    suspected_items = models.CharField("待人工判定的禁限用农药", max_length=300, blank=True, editable=False)
    judged_on = models.DateField("人工判定日期", null=True, blank=True, editable=False)
    judged_why = models.CharField("人工判定依据", max_length=500, blank=True, editable=False)
    told_on = models.DateField("结果送达日期", null=True, blank=True, editable=False)
    told_how = models.CharField(
        "送达方式", max_length=10, choices=Serving.choices, blank=True, editable=False, default="", db_default=""
    )
    told_at = models.DateTimeField("送达登记时间", null=True, blank=True, editable=False)
    told_by = _post("送达登记人")
    void_asked_by = _post("作废申请人")
    void_asked_at = models.DateTimeField("作废申请时间", null=True, blank=True, editable=False)
    void_asked_why = models.CharField(
        "作废申请理由", max_length=500, blank=True, editable=False, default="", db_default=""
    )
    void_document = models.CharField(
        "下达单位同意作废的文号", max_length=80, blank=True, editable=False, default="", db_default=""
    )

    # the order and its lines, while many samples are entered at once with what a laboratory found
    ordered: tuple[TestOrder, list[Result]] | None

    objects: ClassVar = SampleQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "抽样单"
        ordering = ["-sampled_on", "-id"]
        indexes = [
            *scope_indexes("sample", "sampled_on"),
            models.Index(fields=["counts_to", "sampled_on"], name="sample_counts_date"),
            models.Index(
                fields=["county", "sampled_on"],
                condition=Q(verdict=Verdict.FAIL) | Q(taking=Taking.REFUSED),
                name="sample_failed",
            ),
            models.Index(
                fields=["county", "sampled_on"],
                condition=~Q(suspected_items="") & Q(judged_on=None),
                name="sample_unjudged",
            ),
            models.Index(fields=["visit"], condition=Q(visit__isnull=False), name="sample_visit"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=(State.DRAFT, State.RETURNED, State.VOID)) | ~Q(record_check=""),
                name="sample_checks_production_record",
                violation_error_message="抽样时须同步检查生产记录。",
            ),
            models.CheckConstraint(
                condition=Q(method=Method.RAPID) | Q(rapid=Rapid.NONE),
                name="sample_rapid_only_when_rapid",
                violation_error_message="定量抽样不填写快检结果。",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.RAPID) | Q(verdict__in=(Verdict.PENDING, Verdict.NONE)),
                name="sample_rapid_has_no_verdict",
                violation_error_message="快检不作合格判定。",
            ),
        ]

    def __str__(self) -> str:
        return f"抽样单 {self.number}"

    @property
    def ordered_at(self) -> str:
        """The lowest level that speaks for who ordered the task: what follows from the sample is undone there."""
        return orderer(self.level)

    @property
    def awaits_judgement(self) -> bool:
        return bool(self.suspected_items) and self.judged_on is None and self.verdict in AWAITING

from __future__ import annotations

import secrets
from typing import ClassVar, Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from supervision.ground import history
from supervision.ground.people import Post
from supervision.ground.records import Record, RecordQuerySet, State, scope_indexes
from supervision.ground.subjects import Product, Subject
from supervision.ground.units import UnitField

from ..vocabulary import Mark
from .edition import Edition

STANDING: dict[str, str] = {State.SUBMITTED: "已开具", State.VOID: "已作废"}


def new_code() -> str:
    """128 bits of chance: the address behind the QR code cannot be guessed from another one."""
    return secrets.token_urlsafe(16)


class CertificateQuerySet(RecordQuerySet["Certificate"]):
    subject_path = "subject"

    def in_use(self) -> Self:
        """Issued and not void. A certificate has no term: there is no other way to end."""
        return self.filter(state=State.SUBMITTED)

    def by_the_subject(self) -> Self:
        """Issued by who promises, on the platform or on paper: not filled in for him by an office."""
        return self.filter(on_behalf=False)


@history.tracked
class Certificate(Record):
    """合格证, issued by the producer for one batch; the platform only carries it.

    Nobody approves it: it is either issued (submitted) or void, and the database holds it to that. Everything on
    the paper is written into the row on the day of issue, so that neither a renamed subject nor a corrected edition
    changes what was promised. A natural person's phone enters only masked.
    """

    PREFIX = "HZ"
    KEPT_ONCE = "已开具的合格证不能撤回；请作废后重新开具。"
    DATE_FIELD = "issued_on"
    SUBJECT_PATH = "subject"
    MOVES = {State.SUBMITTED: {State.VOID}, State.VOID: set()}
    EDITABLE = ()

    code = models.CharField("查验码", max_length=32, unique=True, default=new_code, editable=False)
    subject = models.ForeignKey(
        Subject, models.PROTECT, db_index=False, related_name="certificates", verbose_name="开具主体"
    )
    product = models.ForeignKey(Product, models.PROTECT, related_name="+", verbose_name="产品")
    quantity = models.DecimalField("数量（重量）", max_digits=12, decimal_places=3, validators=[MinValueValidator(0)])
    unit = UnitField("单位", max_length=10)
    issued_on = models.DateField("开具日期")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", editable=False, verbose_name="证样版本")
    bases = models.JSONField("承诺依据", default=list, blank=True)

    title = models.CharField("证名", max_length=30, editable=False)
    promise = models.CharField("承诺语", max_length=300, editable=False)
    bases_shown = models.CharField("承诺依据（印制）", max_length=100, blank=True, editable=False)
    subject_name = models.CharField("承诺主体", max_length=80, editable=False)
    product_name = models.CharField("产品名称", max_length=60)
    origin = models.CharField("产地", max_length=160)
    claim_proof = models.CharField(
        "富硒依据", max_length=120, blank=True, default="", db_default="", help_text="检测报告编号，或省级富硒认定文号"
    )
    received = models.CharField(
        "所收合格证编号", max_length=200, blank=True, default="", db_default="", help_text="收购者填写，多张用顿号分开"
    )
    contact = models.CharField("联系人", max_length=30, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    phone_open = models.BooleanField(
        "公开联系电话",
        default=False,
        db_default=False,
        help_text="勾选后扫码查验页显示完整电话，须经主体同意；农户等自然人的电话始终只显示前三位和后四位。",
    )
    on_behalf = models.BooleanField("代开", default=False, editable=False)

    mark = models.CharField("监管标注", max_length=10, blank=True, default="", choices=Mark.choices, editable=False)
    mark_why = models.CharField("标注说明", max_length=500, blank=True, default="", editable=False)
    marked_by = models.ForeignKey(
        Post,
        models.PROTECT,
        related_name="+",
        db_index=False,
        null=True,
        blank=True,
        editable=False,
        verbose_name="标注人",
    )
    marked_on = models.DateField("标注日期", null=True, blank=True, editable=False)

    objects: ClassVar = CertificateQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "合格证"
        ordering = ["-issued_on", "-id"]
        indexes = [
            *scope_indexes("certificate", "issued_on"),
            models.Index(fields=["subject", "issued_on", "id"], name="certificate_subject_date"),
        ]
        constraints = [
            *Record.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=(State.SUBMITTED, State.VOID)),
                name="certificate_issued_or_void",
                violation_error_message="合格证只有已开具和已作废两种状态，不需要审核。",
            ),
            models.CheckConstraint(
                condition=Q(quantity__gt=0),
                name="certificate_quantity",
                violation_error_message="数量（重量）应大于零。",
            ),
            models.CheckConstraint(
                condition=Q(mark="") | ~Q(mark_why=""),
                name="certificate_mark_has_reason",
                violation_error_message="标注必须写明说明。",
            ),
        ]

    def was_issued_by(self, post: Post) -> bool:
        """Whether the post speaks for who promised, or for the office that filled the paper in for him.

        Only these may void (监管方可以标注，不能替主体作废): a slip of the pen of the township that helped a farmer
        is the township's to correct.
        """
        maker = self.made_by.organisation_id if self.made_by else None
        return post.organisation_id in (self.subject.organisation_id, maker)

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # in place of the one the choices give
        """Issued or void: nobody submits or approves a certificate."""
        return STANDING[self.state]

    @property
    def public_path(self) -> str:
        return reverse("certificate-public", args=[self.code])

    @property
    def public_url(self) -> str:
        """The whole address, as it is printed in the QR code."""
        return settings.SITE_URL + self.public_path

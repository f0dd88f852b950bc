from __future__ import annotations

import secrets
from collections.abc import Collection
from pathlib import PurePath
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, Func, IntegerField, OuterRef, Q
from django.http import QueryDict

from supervision.ground import history
from supervision.ground.people import Organisation, Post, User
from supervision.ground.regions import Level, Region

__all__ = ["DryRun", "ImportBatch", "ListLayout", "SavedList", "Selection"]
ACCEPTS, AUDITS = "supervision.accept_importbatch", "supervision.export_importbatch"


class BatchState(models.TextChoices):
    CHECKING = "checking", "检查中"
    CHECKED = "checked", "待确认"
    RUNNING = "running", "导入中"
    DONE = "done", "已导入"
    UNDOING = "undoing", "撤销中"
    UNDONE = "undone", "已撤销"


class Review(models.TextChoices):
    """What a second person has said of the imported rows; nothing where none is asked."""

    WAITING = "waiting", "待审核"
    GOING = "going", "审核中"
    ACCEPTED = "accepted", "已审核"
    RETURNED = "returned", "已退回"


def stored_path(batch: ImportBatch, name: str) -> str:
    token = secrets.token_hex(16)
    return f"imports/{token[:2]}/{token}{PurePath(name).suffix.lower()[:5]}"


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, post: Post | None) -> Self:
        """The colleagues of one organisation see, confirm and undo each other's imports; who may take the rows over
        sees what was imported in his place; an auditor what the posts of his place have imported.
        """
        if not post:
            return self.none()
        if post.has_perm(AUDITS):
            return self.at(post.region)
        own = Q(made_by__organisation_id=post.organisation_id)
        return self.filter(own | (imported_in(post.region) & ~Q(review="")) if post.has_perm(ACCEPTS) else own)

    def at(self, region: Region) -> Self:
        return self.filter(made_by__in=Post.objects.at(region).values("pk"))


def imported_in(region: Region) -> Q:
    """The imports all of whose rows lie in a place."""
    columns: dict[str, str] = {Level.COUNTY: "county", Level.ZONE: "zone", Level.TOWNSHIP: "township"}
    if region.level == Level.CITY:
        return Q()
    column = columns.get(region.level)
    return Q(**{column: region.pk}) if column else Q(pk=None)


def _place(label: str) -> models.ForeignKey[Region | None, Region | None]:
    return models.ForeignKey(Region, models.PROTECT, null=True, related_name="+", db_index=False, verbose_name=label)


@history.tracked
class ImportBatch(models.Model):
    """One uploaded workbook: what was found in it, what was made of it, what a second person said of that, and what
    an undo took back.

    `county`, `zone` and `township` are those in which all rows lie; empty where they lie in several. `moves` counts
    how often the whole was taken over or given back: a row that nobody has touched by itself has one version more.
    """

    register = models.CharField("台账", max_length=40)
    file = models.FileField("原表", upload_to=stored_path, max_length=120)
    name = models.CharField("文件名", max_length=150)
    made_by = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="上传人")
    made_at = models.DateTimeField("上传时间", auto_now_add=True)
    state = models.CharField("状态", max_length=10, choices=BatchState.choices, default=BatchState.CHECKED)
    late_why = models.CharField("历史补录原因", max_length=200, blank=True, default="", db_default="")
    with_hidden = models.BooleanField("隐藏的行一并读入", default=False, db_default=False)
    rows = models.PositiveIntegerField("总行数", default=0)
    good = models.PositiveIntegerField("可导入行数", default=0)
    bad = models.PositiveIntegerField("有问题行数", default=0)
    imported_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="确认人")
    imported_at = models.DateTimeField("导入时间", null=True)
    created_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="新增记录")
    undone_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="撤销人")
    undone_at = models.DateTimeField("撤销时间", null=True)
    undone_why = models.CharField("撤销原因", max_length=500, blank=True)
    kept_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="未撤销记录")

    county = _place("县（市、区）")
    zone = _place("代管功能区")
    township = _place("乡镇（街道）")
    review = models.CharField("审核", max_length=10, choices=Review.choices, blank=True, default="", db_default="")
    reviewed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="审核人")
    reviewed_at = models.DateTimeField("审核时间", null=True)
    review_why = models.CharField("退回原因", max_length=500, blank=True, default="", db_default="")
    moves = models.PositiveSmallIntegerField("整批办理次数", default=0, db_default=0)
    left_ids = ArrayField(models.BigIntegerField(), null=True, default=list, verbose_name="审核时未列入的记录")
    left_whys = ArrayField(models.CharField(max_length=200), null=True, default=list, verbose_name="未列入的原因")

    objects: ClassVar = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入批次"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["register", "-id"], name="import_batch_newest"),
            models.Index(fields=["-id"], condition=Q(review="waiting"), name="import_batch_waiting"),
        ]

    def __str__(self) -> str:
        return self.name


class ListLayout(models.Model):
    """How one person looks at a register: the columns in order (none: the register's own), and rows of a page."""

    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name="用户")
    register = models.CharField("台账", max_length=40)
    columns = ArrayField(models.CharField(max_length=60), default=list, verbose_name="列")
    size = models.PositiveSmallIntegerField("每页条数", default=20, db_default=20)

    class Meta:
        verbose_name = verbose_name_plural = "台账显示设置"
        ordering = ["user", "register"]
        constraints = [models.UniqueConstraint(fields=["user", "register"], name="list_layout_once")]

    def __str__(self) -> str:
        return self.register


class SavedListQuerySet(models.QuerySet["SavedList"]):
    def visible_to(self, post: Post | None) -> Self:
        """One's own, and what colleagues of the organisation share. The rows are asked of the post that opens it."""
        if not post:
            return self.none()
        return self.filter(Q(user=post.user_id) | Q(shared=True, organisation=post.organisation_id))

    def standing_on(self, selections: Collection[str]) -> set[str]:
        """Which of these selections the lists name: of any register, a kept 自定义统计 among them."""
        if not selections:
            return set()
        queries = self.filter(query__contains="picked=").values_list("query", flat=True)
        return {one for query in queries for one in QueryDict(query).getlist("picked")} & set(selections)


class SavedList(models.Model):
    """Conditions of a register under a name (常用筛选): what the address of the list said."""

    register = models.CharField("台账", max_length=40)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("筛选条件", max_length=1000, blank=True)
    user = models.ForeignKey(User, models.PROTECT, related_name="+", db_index=False, verbose_name="用户")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", db_index=False, verbose_name="单位"
    )
    shared = models.BooleanField("与本单位共享", default=False, db_default=False)

    objects: ClassVar = SavedListQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常用筛选"
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "register", "name"],
                name="saved_list_once",
                violation_error_message="已有同名的常用筛选。",
            )
        ]
        indexes = [models.Index(fields=["register", "organisation"], name="saved_list_shared")]

    def __str__(self) -> str:
        return self.name


class DryRun(models.Model):
    """What the last check of a batch found, sealed; beside the batch, so that lists of batches do not carry it."""

    batch = models.OneToOneField(
        ImportBatch, models.CASCADE, primary_key=True, related_name="dry_run", verbose_name="导入批次"
    )
    found_sealed = models.TextField("检查结果（加密）")

    class Meta:
        verbose_name = verbose_name_plural = "导入检查结果"

    def __str__(self) -> str:
        return f"{self.batch}"


class SelectionQuerySet(models.QuerySet["Selection"]):
    def visible_to(self, post: Post | None) -> Self:
        """One's own, or handed on to one."""
        return self.filter(post=post.pk) if post else self.none()

    def listed_for(self, post: Post) -> Self:
        """Whose rows one may list: one's own, and those on which a list stands that the organisation shares, or that
        oneself keeps. The rows themselves are asked of the post that looks.
        """
        kept = self.filter(kept=True, post__organisation=post.organisation_id).values_list("pk", flat=True)
        told = SavedList.objects.visible_to(post).standing_on({str(pk) for pk in kept})
        return self.filter(Q(post=post.pk) | Q(pk__in=[int(one) for one in told]))


def opened(register: str) -> Exists:
    """Whether somebody else has picked a row, as it stands, to decide on it: then its maker takes it back no more."""
    there = Func(OuterRef("pk"), template="versions[array_position(ids, %(expressions)s)]", output_field=IntegerField())
    rows = Selection.objects.filter(register=register, ids__contains=[OuterRef("pk")])
    return Exists(rows.exclude(post=OuterRef("made_by")).annotate(seen=there).filter(seen=OuterRef("version")))


class Selection(models.Model):
    """Rows of one register that a reviewer picked, each in the version it had at the click: what came since is not
    among them, what was changed since is refused.

    `whole` means that nobody ticked them one by one: then those with a `care` (a problem, a transfer, a positive
    test) or a `sign` (建议复看) are left to be read. In the order of reading. A tool of its owner, no ledger: what was
    done is in the history of the rows and in their acts.
    """

    register = models.CharField("台账", max_length=40)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="选定人")
    handed_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="转交人")
    made_at = models.DateTimeField("选定时间", auto_now_add=True)
    said = models.CharField("范围", max_length=300, blank=True)
    whole = models.BooleanField("全选", default=False)
    ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="记录")
    versions = ArrayField(models.PositiveIntegerField(), default=list, verbose_name="选定时的版本")
    cares = ArrayField(models.CharField(max_length=100, blank=True), default=list, verbose_name="须逐条看的原因")
    signs = ArrayField(models.CharField(max_length=300, blank=True), default=list, verbose_name="建议复看")
    kept = models.BooleanField("留作常用", default=False, db_default=False)
    verb = models.CharField("办理", max_length=20, blank=True)
    done_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="已办理的记录")
    left_ids = ArrayField(models.BigIntegerField(), default=list, verbose_name="没有办理的记录")
    left_whys = ArrayField(models.CharField(max_length=200), default=list, verbose_name="没有办理的原因")

    objects: ClassVar = SelectionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "选定的记录"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["post", "-id"], name="selection_post_newest"),
            GinIndex(fields=["ids"], name="selection_ids"),
        ]

    def __str__(self) -> str:
        return self.said or f"选定的 {len(self.ids)} 条"

    @property
    def versions_by_id(self) -> dict[int, int]:
        return dict(zip(self.ids, self.versions, strict=True))

    @property
    def to_read(self) -> dict[int, str]:
        """Which are to be read by themselves, each with the reason."""
        told = zip(self.ids, self.signs, self.cares, strict=True)
        return {pk: "；".join(filter(None, (sign, care))) for pk, sign, care in told if sign or care}

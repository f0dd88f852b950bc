"""培训台账: training sessions of supervisors, samplers, producers (T19)."""

from collections.abc import Sequence

from django.core.validators import MinValueValidator
from django.db import models

from supervision.ground import desk, history
from supervision.ground.entry import refuse_future
from supervision.ground.errors import RuleViolation
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import Record, scope_indexes


class Audience(models.TextChoices):
    SUPERVISORS = "supervisors", "监管人员"
    TESTERS = "testers", "检测和抽样人员"
    ASSISTANTS = "assistants", "协管员"
    PRODUCERS = "producers", "生产经营主体"
    OTHERS = "others", "其他"


@history.tracked
class Training(Record):
    """One session, held by the unit of the post that enters it."""

    PREFIX, DATE_FIELD = "PX", "held_on"
    topic = models.CharField("培训主题", max_length=80)
    held_on = models.DateField("培训日期")
    organiser = models.CharField("主办单位", max_length=60)
    audience = models.CharField("培训对象", max_length=12, choices=Audience.choices)
    hours = models.DecimalField("学时", max_digits=5, decimal_places=1, validators=[MinValueValidator(0)])
    invited = models.PositiveIntegerField("应到人数")
    present = models.PositiveIntegerField("实到人数")
    trainers = models.CharField("授课人", max_length=100, blank=True)
    cost = models.DecimalField("经费（元）", max_digits=10, decimal_places=2, null=True, blank=True)

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "培训"
        ordering = ["-held_on", "-id"]
        indexes = scope_indexes("training", "held_on")

    def __str__(self) -> str:
        return f"{self.topic}（{self.held_on}）"


class TrainingLife(Life[Training]):
    model, made, drafted, many = Training, "登记培训", "保存培训草稿", "批量登记培训"

    def fill(self, rows: Sequence[Training], by: Post) -> None:
        for training in rows:
            training.region = training.region if training.region_id else by.region

    def check(self, training: Training, by: Post, *, complete: bool) -> None:
        refuse_future(training.held_on, "held_on", "培训日期")
        if training.present > training.invited:
            raise RuleViolation("实到人数不能多于应到人数。", field="present")


TRAININGS = desk.Register(
    key="trainings",
    model=Training,
    label="培训台账",
    title="培训",
    fields=("topic", "held_on", "organiser", "audience", "hours", "invited", "present", desk.NUMBER,
            *desk.hidden("trainers"), desk.Column("cost", kind="money", list=False), *desk.PLACES, *desk.STANDING),
    sections=(("培训", ("topic", "held_on", "organiser", "audience", "hours", "trainers")),
              ("人数与经费", ("invited", "present", "cost")), ("签到表和照片", ("photos",))),
    asked=("audience",),
    search=desk.Search("编号、主题或主办单位", ("topic", "organiser")),
    sorts=("held_on",),
    dated=True,
    life=TrainingLife(),
)  # fmt: skip

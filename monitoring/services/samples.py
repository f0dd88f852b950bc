"""The life of a sampling form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from supervision.ground import clock, files
from supervision.ground.errors import RuleViolation, refuse_all
from supervision.ground.life import Life
from supervision.ground.people import require
from supervision.ground.records import State, touch
from supervision.ground.subjects import Kind as SubjectKind
from supervision.models import Post

from ..models import Analyte, Sample, TestOrder
from ..rules import judged
from ..rules.orderers import needs_document
from ..rules.sampling import faults, sampled_above
from ..vocabulary import JUDGED, RANK, Kind, Level, Method, Taking, Verdict
from .accreditation import refuse_unaccredited
from .bulk import gathered, insert_orders
from .commissioning import void_seconds
from .form import form_of, unfit
from .handlings import void_of
from .levels import highest_level
from .ordering import FREE, close_order, keep_order
from .telling import facts_now

WITH_THE_LABORATORY = ("product", "subject", "sampled_on", "laboratory", "analytes", "method", "taking")

RIGHTS = dict.fromkeys((*judged.JUDGEMENTS, "refuse-void", "remeasure"), "accept") | {
    "serve": "submit",
    "ask-void": "submit",
}


class SampleLife(Life[Sample]):
    """A sampling form; submitted it sends the sample to the laboratory under a blind code."""

    model = Sample
    made = submitted = "提交抽样单"
    drafted, many = "保存抽样单草稿", "批量登记抽样单"
    rights = RIGHTS

    def why_not(self, verb: str, sample: Sample, post: Post) -> str:
        return super().why_not(verb, sample, post) or judged.why_not(verb, sample, post)

    def fill(self, rows: Sequence[Sample], by: Post) -> None:
        """What follows from the task and the subject is stamped, never typed."""
        for sample in rows:
            _prepare(sample, by)

    def check(self, sample: Sample, by: Post, *, complete: bool) -> None:
        if complete:
            _check(sample)

    def tells(self, sample: Sample) -> list[dict[str, Any]]:
        return facts_now(sample)

    def follows(self, rows: Sequence[Sample], by: Post, why: str) -> None:
        """The order to the laboratory; of a void form its handling too."""
        if entered := [sample for sample in rows if sample.version == 1 and hasattr(sample, "ordered")]:
            insert_orders(entered)
            return
        for sample in rows:
            if sample.state == State.SUBMITTED:
                keep_order(sample, by=by)
            elif sample.state == State.VOID:
                close_order(sample, by=by, why=why)
                void_of(sample, by=by, why=why)
                void_seconds(sample, by=by, why=why)

    def create(self, *, by: Post, **fields: Any) -> Sample:
        """A laboratory is told that it may not sample, not that the subject is not its own."""
        require(by, "monitoring.add_sample")
        return super().create(by=by, **fields)

    def create_many(
        self,
        rows: Iterable[Sample | Mapping[str, Any]],
        *,
        by: Post,
        state: State = State.SUBMITTED,
        verb: str = "",
    ) -> list[Sample]:
        """Register samples taken elsewhere or earlier, with their orders.

        A row has the fields of `Sample` and, for a quantitative one, may have `results`
        (`[{"analyte": code, "found": …, "value": …, "lod": …, "unit": …}]`), `tested_by`, `verified_by` and
        `verdict_on`: it is then judged. A row that breaks a rule is refused with its place in the list.
        """
        require(by, "monitoring.import_sample")
        return self.enter_many(gathered(rows, fill=lambda one: self.fill([one], by)), by=by, state=state, verb=verb)

    def void(self, sample: Sample, *, by: Post, why: str) -> Sample:
        """What ministry or province agreed to lies with the form, not only its number."""
        self.demand("void", sample, by)
        judged_above = sample.verdict in JUDGED and needs_document(sample.level)
        if judged_above and not files.of(sample).filter(purpose="document").exists():
            raise RuleViolation("部、省级任务的样品，请先上传下达单位同意作废的文件。")
        return super().void(sample, by=by, why=why)

    def edit(self, sample: Sample, /, *, by: Post, version: int, **fields: Any) -> Sample:
        """Correct a draft or returned form. What the laboratory already works on stands still."""
        if (analytes := fields.pop("analytes", None)) is not None:
            fields["analytes"] = _codes(analytes)
        _refuse_moving(sample, fields)
        return super().edit(sample, by=by, version=version, **fields)


LIFE = SampleLife()
record_samples = LIFE.create_many
record_sample, correct_sample, submit_sample = LIFE.create, LIFE.edit, LIFE.submit
accept_sample, return_sample, void_sample = LIFE.accept, LIFE.return_, LIFE.void


def _codes(analytes: Iterable[Any]) -> list[str]:
    return sorted({getattr(analyte, "pk", analyte) for analyte in analytes})


def _refuse_moving(sample: Sample, fields: Mapping[str, Any]) -> None:
    if not TestOrder.objects.filter(sample=sample).exclude(state__in=FREE).exists():
        return
    for name in WITH_THE_LABORATORY:
        if name in fields and fields[name] != getattr(sample, name):
            raise RuleViolation("实验室已接收样品，此项不能修改；如有错误请作废后重新抽样。", field=name)


def _prepare(sample: Sample, by: Post) -> None:
    if sample.subject_id is None:
        raise RuleViolation("请选择受检单位（人）。", field="subject")
    subject = sample.subject
    sample.region = subject.region
    if subject.region.county is None:
        raise RuleViolation("受检单位没有所属县（市、区），不能计入任务。", field="subject")
    sample.counts_to = subject.region.county
    sample.smallholder = subject.kind == SubjectKind.SMALLHOLDER
    _take_over_task(sample, by)
    waits = sample.method == Method.QUANTITATIVE and sample.taking == Taking.TAKEN
    sample.verdict = (Verdict.PENDING if sample.verdict == Verdict.NONE else sample.verdict) if waits else Verdict.NONE
    sample.analytes = _codes(sample.analytes)
    if sample.method == Method.RAPID:
        sample.analytes, sample.laboratory = [], None
    else:
        sample.rapid = ""


def _take_over_task(sample: Sample, by: Post) -> None:
    task = sample.task
    if task is None:
        if RANK[Level(sample.level)] < RANK[highest_level(by)]:
            raise RuleViolation("没有上级任务时，任务层级不能高于本级。", field="level")
        return
    sample.level, sample.kind, sample.method = task.level, task.kind, task.method
    if task.county_id not in (None, sample.counts_to_id):
        raise RuleViolation("该任务不面向受检单位所在的县（市、区）。", field="task")
    if not task.first_day <= sample.sampled_on <= task.deadline:
        raise RuleViolation(f"抽样日期应在任务期限内（{task.first_day} 至 {task.deadline}）。", field="sampled_on")


def _check(sample: Sample) -> None:
    """Everything a submitted form must say; every fault is shown at its field."""
    refuse_all(faults(form_of(sample), today=clock.today()))
    known = Analyte.objects.filter(pk__in=sample.analytes, retired_on=None).values_list("pk", flat=True)
    for field, sentence in unfit(sample, known):
        raise RuleViolation(sentence, field=field)
    if sample.laboratory_id is not None and sample.taking == Taking.TAKEN:
        refuse_unaccredited(sample, sample.laboratory_id, sample.sampled_on, field="laboratory")
    _refuse_repetition(sample)


def _refuse_repetition(sample: Sample) -> None:
    """What a higher level took under supervision, a lower one may not take again: same subject, product, batch."""
    if sample.kind != Kind.SUPERVISION or not sample.batch:
        return
    earlier = Sample.objects.counted().filter(
        subject=sample.subject_id, product=sample.product_id, batch=sample.batch, kind=Kind.SUPERVISION
    )
    for other in earlier.exclude(pk=sample.pk):
        given = {"kind": sample.kind, "level": sample.level}
        if sampled_above(**given, earlier_kind=other.kind, earlier_level=other.level):
            raise RuleViolation(
                f"同一批次已由{other.get_level_display()}监督抽查（{other.sampled_on}），下级不得重复抽查。",
                field="batch",
            )


def set_verdict(
    sample: Sample, *, by: Post, verb: str, verdict: str, banned: bool, failed_items: str, **more: Any
) -> Sample:
    """Write a verdict down on the form and tell it: a result is confirmed, a person judges, a retest is concluded."""
    given = {"verdict": verdict, "banned": banned, "failed_items": failed_items}
    more = {"verdict_on": clock.today()} | more | given
    touch(sample, by=by, verb=verb, **more)
    LIFE.keep(sample, by=by, why=verb)
    return sample

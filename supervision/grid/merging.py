"""合并监管对象: an enterprise that was entered twice becomes one. Proposed by one person, taken over by a second.

Nothing moves: the merged entry points at the one that stays, its records are read and counted there, and both numbers
go on answering. One step deep: neither who was merged nor who has taken somebody in is merged further.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from supervision.ground import clock, desk, history, kinds, records
from supervision.ground.entry import require_own
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import COUNTED, Record, State, scope_indexes
from supervision.ground.subjects import Subject, count_records

from .rules import merging as rules
from .vocabulary.happenings import MERGED

UNDONE = "撤销合并"
GOES = "合并后不再单独计数，也不能再为它填报；它的记录和编号都保留，随保留的一方查看。"
STAYS = "以后都在这一个名下填报。"


@history.tracked
class Merge(Record):
    """One entry of the register that is the same enterprise as another one and goes into it."""

    PREFIX, DATE_FIELD = "HB", "proposed_on"
    ENTRY_EXEMPT = "提出日期就是登记当天。"
    BY_ONE = False  # two entries become one: the decision of two people

    subject = models.ForeignKey(
        Subject, models.PROTECT, related_name="merges", verbose_name="被合并的监管对象", help_text=GOES
    )
    into = models.ForeignKey(
        Subject, models.PROTECT, related_name="merged_here", verbose_name="并入（保留）", help_text=STAYS
    )
    proposed_on = models.DateField("提出日期", editable=False)
    why = models.TextField("合并依据", max_length=500, help_text="怎样核实是同一家，如现场核实、证照、电话联系。")

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "监管对象合并"
        ordering = ["-proposed_on", "-id"]
        indexes = scope_indexes("merge", "proposed_on")
        constraints = [
            *Record.Meta.constraints,
            models.UniqueConstraint(
                fields=["subject"],
                condition=Q(state__in=COUNTED),
                name="merge_once",
                violation_error_message="该监管对象已有待审核或已生效的合并。",
            ),
            models.CheckConstraint(
                condition=~Q(subject=F("into")), name="merge_two", violation_error_message="不能并入自身。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} 并入 {self.into}"


class MergeLife(Life[Merge]):
    model, made, drafted, many = Merge, "提出合并监管对象", "保存合并草稿", "批量提出合并监管对象"
    accepted, voided = "确认合并", UNDONE

    def fill(self, rows: Sequence[Merge], by: Post) -> None:
        for merge in rows:
            merge.proposed_on = merge.proposed_on or clock.today()
            merge.region = merge.subject.region

    def check(self, merge: Merge, by: Post, *, complete: bool) -> None:
        if merge.into_id == merge.subject_id:
            raise RuleViolation("不能并入自身，请选择另一个监管对象。", field="into")
        _require_in_scope(merge.into, by)
        refuse(_why_not_two(merge) or _why_not_line(merge), "into")

    def decider(self, merge: Merge, post: Post) -> str:
        """What may have changed since it was proposed; it reads what the register loads beside the row."""
        return _why_not_two(merge)

    def follows(self, rows: Sequence[Merge], by: Post, why: str) -> None:
        """The pointer stands while the merge does, and no longer."""
        given = {key for merge in rows for key in (merge.subject_id, merge.into_id)}
        locked = Subject.objects.select_for_update(of=("self",)).filter(pk__in=given).order_by("pk")
        known = {subject.pk: subject for subject in locked}
        for merge in rows:
            subject, into = known[merge.subject_id], known[merge.into_id]
            if merge.state == State.ACCEPTED and subject.merged_into_id != into.pk:
                refuse(rules.why_not(subject, into) or rules.why_not_line(subject, into))
                _point(subject, into, by=by, verb=f"并入“{into.name}”（{into.number}）", why=merge.why)
            elif merge.state != State.ACCEPTED and subject.merged_into_id == into.pk and not _other(merge):
                _point(subject, None, by=by, verb=f"{UNDONE}（{merge.number}）", why=why)

    def tells(self, merge: Merge) -> Iterable[dict[str, Any]]:
        said = f"{merge.subject.name}（{merge.subject.number}）并入，两处记录合并查看"
        told = {"kind": MERGED, "on": merge.proposed_on, "source": merge, "subject": merge.into, "summary": said}
        return [told] if merge.is_reviewed else []


def _require_in_scope(into: Subject, by: Post) -> None:
    try:
        require_own(into, by)
    except RuleViolation as foreign:
        raise RuleViolation(foreign.message, field="into") from foreign


def _point(subject: Subject, into: Subject | None, *, by: Post, verb: str, why: str) -> None:
    with history.acting(by, verb, why, on=[subject]):
        records.touch(subject, by=by, verb=verb, why=why, merged_into=into)


def _other(merge: Merge) -> bool:
    """Whether another merge that stands keeps the pointer."""
    rows = Merge.objects.filter(subject=merge.subject_id, state=State.ACCEPTED).exclude(pk=merge.pk)
    return rows.exists()


def _stands(merge: Merge) -> bool:
    """Whether the pointer is its own: there is one merging of a subject that stands."""
    return merge.subject.merged_into_id == merge.into_id


def _why_not_two(merge: Merge) -> str:
    """As the row and its two subjects stand."""
    return "" if _stands(merge) else rules.why_not(merge.subject, merge.into)


def _why_not_line(merge: Merge) -> str:
    return "" if _stands(merge) else rules.why_not_line(merge.subject, merge.into)


LIFE = MergeLife()
propose_merge, confirm_merge, undo_merge = LIFE.create, LIFE.accept, LIFE.void


# The two beside each other; what is told by its last four signs elsewhere is told so here.
COMPARED = (
    "name", "number", "kind", "industry", "region", "credit_code", "contact", "phone_tail", "identity_tail", "address",
    "area", "leading", "registered_on", "status", "credit_grade",
)  # fmt: skip
NAMED = ("name", "number")  # by which one of another place is told
OWN = ("number", "registered_on")  # of which each has its own anyway
SHORT = {"phone_tail": "联系电话（尾号）", "identity_tail": "身份证号（尾号）"}


def sides(merge: Merge, post: Post) -> dict[str, Any]:
    """What the two entries have in common and in what they differ, and how many records are read together. Of one that
    has moved out of the post's place since its name and number are told, and no more.
    """
    pair = Subject.objects.filter(pk__in=(merge.subject_id, merge.into_id)).select_related("region__county")
    found = {one.pk: one for one in pair}
    left, right = found[merge.subject_id], found[merge.into_id]
    seen = set(Subject.objects.visible_to(post).filter(pk__in=found).values_list("pk", flat=True))
    both = len(seen) == len(found)

    def shown(one: Subject, name: str) -> str:
        return _shown(one, name) if one.pk in seen or name in NAMED else ""

    lines = [(_label(name), shown(left, name), shown(right, name), both and name not in OWN) for name in COMPARED]
    counted = count_records(sorted(seen), but=Merge) if seen else []
    counts = [(f"{label}（条）", {pk: str(n.get(pk, 0)) for pk in seen}) for label, n in counted]
    lines += [(label, n.get(left.pk, ""), n.get(right.pk, ""), False) for label, n in counts]
    told = [
        {"label": label, "left": a, "right": b, "differs": told and a != b} for label, a, b, told in lines if a or b
    ]
    return {"left": left, "right": right, "lines": told, "seen_left": left.pk in seen, "seen_right": right.pk in seen}


def _label(name: str) -> str:
    field: Any = Subject._meta.get_field(name)
    return SHORT.get(name) or str(field.verbose_name)


def _shown(subject: Subject, name: str) -> str:
    field: Any = Subject._meta.get_field(name)
    value = getattr(subject, name)
    if name == "region":
        return subject.region.full_name
    if field.choices:
        return str(getattr(subject, f"get_{name}_display")()) if value else ""
    if isinstance(value, Decimal):
        return kinds.numbers.shown(value)
    return "" if value is None else str(value)


MERGES = desk.Register(
    key="merges",
    model=Merge,
    label="监管对象合并",
    title="合并",
    fields=(
        desk.NUMBER,
        "subject",
        "into",
        desk.Column("why", list=False),
        "proposed_on",
        *desk.PLACES,
        *desk.STANDING,
    ),
    sections=(("合并", ("subject", "into", "why")), ("佐证材料", ("photos", "documents"))),
    detail=(
        ("合并", ("subject", "into", "why", "proposed_on")),
        ("登记与审核", ("number", "county", "township", "state", "made_by", "made_at")),
    ),
    sorts=("proposed_on",),
    judged_by=("into__merged_into", "subject__merged", "subject__heirs"),
    panels=(desk.Panel("supervision/panels/merge.html", sides),),
    care=desk.by_itself,
    life=LIFE,
)

"""What the supervision work offers the roof: indicators, to-dos, cards, panels of the dossier."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from supervision.enforcement.figures.indicators import CASES
from supervision.grid.figures.indicators import DUAL_LAB, FIVE_ONE
from supervision.ground import changes, clock, desk, terms, turns
from supervision.ground.measures import Panel, Period, Todo
from supervision.ground.people import Post
from supervision.ground.records import ALONE, Record, RecordQuerySet, State
from supervision.patrols.figures import patrol as patrols
from supervision.patrols.figures.indicators import PATROLS, RECORDS_CHECKED, RECTIFICATION
from supervision.patrols.turns import DRAWN, FIX, RECHECK

from .models import Case, Change, Merge, Patrol, ProductionRecord, Rectification, Staff, Subject, Training, WorkReport

__all__ = ["FIGURES", "PANELS", "TODOS"]
LATEST = 20
UNDOES = "supervision.undo_importbatch"


def _this_year() -> Period:
    return Period.of_year(clock.year())


def _waiting(model: type[Record]) -> Callable[[Post], RecordQuerySet[Any]]:
    return lambda post: model.objects.visible_to(post).waiting_for(post)


def _late(model: type[Record]) -> Callable[[Post], RecordQuerySet[Any]]:
    """Handed in and waiting longer than the terms table allows: the overdue work of who reviews."""
    return lambda post: model.objects.visible_to(post).waiting_for(post).filter(terms.overdue(terms.late_before()))


def _overdue(model: type[Record], key: str, label: str) -> Todo:
    code, perm = f"{key}_review_late", f"supervision.accept_{model._meta.model_name}"
    return Todo(code, f"{label}{terms.OVERDUE_LABEL}", perm, _late(model), f"supervision:{key}?state=submitted")


def _returned(model: type[Record]) -> Callable[[Post], RecordQuerySet[Any]]:
    return lambda post: model.objects.visible_to(post).filter(state=State.RETURNED)


def _changes_returned(post: Post) -> RecordQuerySet[Any]:
    """To be told again by the place that has told them, not by the one that has sent them back."""
    rows: RecordQuerySet[Any] = Change.objects.told_at(post).filter(state=State.RETURNED)
    return rows


def _unvisited(post: Post) -> QuerySet[Any]:
    return patrols.unvisited(patrols.due_subjects(_this_year()).visible_to(post), _this_year())


def _of_the_fourth_quarter(post: Post) -> RecordQuerySet[Any]:
    """What took a duty from a subject late in the year, as long as nobody of the city has read it."""
    rows: RecordQuerySet[Any] = Change.objects.visible_to(post).of_the_fourth_quarter().filter(read_at=None)
    return rows


def _leads(post: Post) -> QuerySet[Any]:
    return Case.objects.visible_to(post).filter(state=State.DRAFT, patrol__isnull=False)


def _batch(batch: Any) -> tuple[str, str, str]:
    """An imported batch as a line: its file, its page, what and how many."""
    register = desk.named(batch.register)
    who = f"{batch.made_by.user.name}（{batch.made_by.organisation.name}）"
    return batch.name, register.url("import-batch", batch.pk), f"{register.label}，{batch.good:,}条，{who}导入"


TODOS = (
    Todo("imports_waiting", "导入的批次待审核", desk.ACCEPTS, desk.reviewers.waiting_for, "", line=_batch),
    Todo("alone", ALONE, desk.ACCEPTS, desk.single.waiting_for, "", line=desk.single.line),
    Todo(
        "drawn",
        "系统审核的记录待抽读",
        desk.ACCEPTS,
        desk.manner.to_read,
        "supervision:drawn",
        lines=desk.manner.lines,
    ),
    Todo(
        "imports_returned",
        "导入的批次被退回",
        UNDOES,
        desk.reviewers.returned_to,
        "",
        line=_batch,
    ),
    Todo(
        "patrols_waiting",
        "巡查记录待审核",
        "supervision.accept_patrol",
        _waiting(Patrol),
        "supervision:patrols?state=submitted",
    ),
    Todo(
        "patrols_returned",
        "巡查记录被退回",
        "supervision.submit_patrol",
        _returned(Patrol),
        "supervision:patrols?state=returned",
    ),
    Todo(
        "subjects_waiting",
        "监管对象待审核",
        "supervision.accept_subject",
        _waiting(Subject),
        "supervision:subjects?state=submitted",
    ),
    Todo(
        "changes_waiting",
        "信息变更待审核",
        "supervision.accept_change",
        _waiting(Change),
        "supervision:changes?state=submitted",
    ),
    Todo(
        "changes_returned",
        "信息变更被退回",
        "supervision.submit_change",
        _changes_returned,
        "supervision:changes?state=returned",
    ),
    Todo(
        "changes_fourth_quarter",
        "四季度减少义务的变更待市级查看",
        "supervision.look_change",
        _of_the_fourth_quarter,
        "supervision:changes?less=q4",
    ),
    Todo(
        "merges_waiting",
        "监管对象合并待确认",
        "supervision.accept_merge",
        _waiting(Merge),
        "supervision:merges?state=submitted",
    ),
    Todo(
        "merges_returned",
        "监管对象合并被退回",
        "supervision.submit_merge",
        _returned(Merge),
        "supervision:merges?state=returned",
    ),
    Todo(
        "production_waiting",
        "生产记录待审核",
        "supervision.accept_productionrecord",
        _waiting(ProductionRecord),
        "supervision:productionrecords?state=submitted",
    ),
    Todo(
        "reports_waiting",
        "工作总结待审核",
        "supervision.accept_workreport",
        _waiting(WorkReport),
        "supervision:workreports?state=submitted",
    ),
    Todo(
        "trainings_waiting",
        "培训台账待审核",
        "supervision.accept_training",
        _waiting(Training),
        "supervision:trainings?state=submitted",
    ),
    Todo(
        "trainings_returned",
        "培训台账被退回",
        "supervision.submit_training",
        _returned(Training),
        "supervision:trainings?state=returned",
    ),
    _overdue(Patrol, "patrols", "巡查记录"),
    _overdue(Subject, "subjects", "监管对象"),
    _overdue(WorkReport, "workreports", "工作总结"),
    _overdue(Staff, "staff", "监管人员"),
    _overdue(Change, "changes", "信息变更"),
    _overdue(Merge, "merges", "监管对象合并"),
    turns.late_todo(
        "rectifications_overdue",
        "整改已逾期",
        (FIX, RECHECK),
        perm=RECHECK.perm,
        url="supervision:rectifications?overdue=1",
    ),
    turns.todo(RECHECK, url="supervision:rectifications?stage=reported"),
    turns.todo(DRAWN, url="supervision:rectifications?stage=closed"),
    Todo("leads", "巡查移交的线索", "supervision.file_case", _leads, "supervision:cases?state=draft"),
    Todo(
        "unvisited",
        "本年应巡查未巡查",
        "supervision.add_patrol",
        _unvisited,
        "supervision:subjects",
        act=("记一次巡查", "supervision:patrols-new?subject="),
    ),
)


FIGURES = (PATROLS, FIVE_ONE, RECTIFICATION, CASES, DUAL_LAB, RECORDS_CHECKED)


def _of_subject(model: type[Record]) -> Callable[[Subject, Post], list[Any]]:
    """The subject's newest rows, as far as the post may read them."""

    def rows(subject: Subject, post: Post) -> list[Any]:
        found: RecordQuerySet[Any] = changes.about(model.objects.live(), subject, post)
        return changes.marked(list(found.select_related("region", "township", "county")[:LATEST]), post)

    return rows


PANELS = (
    Panel("patrols", "巡查", _of_subject(Patrol), "supervision/dossier/patrols.html", "supervision.view_patrol"),
    Panel(
        "rectifications",
        "整改",
        _of_subject(Rectification),
        "supervision/dossier/rectifications.html",
        "supervision.view_rectification",
    ),
    Panel(
        "production",
        "生产记录",
        _of_subject(ProductionRecord),
        "supervision/dossier/production.html",
        "supervision.view_productionrecord",
    ),
    Panel("cases", "案件", _of_subject(Case), "supervision/dossier/cases.html", "supervision.view_case"),
)

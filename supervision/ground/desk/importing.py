"""Excel in: upload and dry run, confirm, undo. Every step asks who may, and leaves its trace on the batch."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.functions import Now

from supervision.ground import clock, history, jobs, records
from supervision.ground.entry import backlog
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.jobs import Job
from supervision.ground.people import Post, require
from supervision.ground.records import State
from supervision.ground.subjects import Subject, with_records

from . import book, checking, comparing, dryrun, marking, reading, reviewing
from .checking import Checked
from .dryrun import Kept
from .models import BatchState, ImportBatch
from .reading import Table
from .registry import REGISTERS, Register, named

IMPORT = jobs.kind("supervision.import_register", "导入台账")
CHECK = jobs.kind("supervision.check_import", "检查导入文件")
UNDO = jobs.kind("supervision.undo_import", "撤销导入")
Tell = Callable[[int, int, str], None]


def look(
    register: Register,
    content: bytes,
    *,
    by: Post,
    with_hidden: bool = False,
    late_why: str = "",
    tell: Tell = reviewing.nothing,
) -> Checked:
    """The dry run alone: nothing is kept."""
    require(by, register.perm("import"))
    if register.sheet is None:
        raise RuleViolation(f"{register.label}不支持从 Excel 导入。")
    table = _table(register, content, with_hidden=with_hidden)
    with backlog(late_why):
        known = comparing.sort_out(table, register, by=by)
        return checking.check(table, register.sheet, by=by, known=known, tell=tell)


def _table(register: Register, content: bytes, *, with_hidden: bool) -> Table:
    shown = {column.label: column.name for column in register.columns if column.export}
    others = [(one.label, one.sheet) for one in REGISTERS.values() if one.sheet and one is not register]
    return reading.read(content, register.sheet, shown=shown, others=others, with_hidden=with_hidden)


@dataclass(frozen=True)
class Seen:
    """A workbook that was looked at; one with many rows will be by a job, for nobody waits that long."""

    register: Register
    name: str
    content: bytes
    found: Checked | None
    with_hidden: bool = False
    late_why: str = ""


def see(
    register: Register, name: str, content: bytes, *, by: Post, with_hidden: bool = False, late_why: str = ""
) -> Seen:
    """Look at a workbook; nothing is kept and nobody else waits for it."""
    require(by, register.perm("import"))
    if book.is_long(content, settings.IMPORT_CHECKED_AT_ONCE):
        return Seen(register, name, content, None, with_hidden, late_why)
    found = look(register, content, by=by, with_hidden=with_hidden, late_why=late_why)
    return Seen(register, name, content, found, with_hidden, late_why)


def open_upload(register: Register, upload: UploadedFile[Any], *, by: Post, late_why: str = "") -> Seen:
    """What was uploaded, looked at."""
    reading.refuse_large(upload.size or 0)  # before it is taken into memory
    content = upload.read()
    upload.seek(0)
    return see(register, upload.name or "", content, by=by, late_why=late_why)


def put_down(seen: Seen, *, by: Post) -> ImportBatch:
    """It becomes a batch, with what was found in it or with a job that looks."""
    more: dict[str, Any] = {"by": by, "with_hidden": seen.with_hidden, "late_why": seen.late_why}
    if seen.found is not None:
        return keep(seen.register, seen.name, seen.content, seen.found, **more)
    with history.acting(by, "上传导入文件"):
        batch = _stored(seen.register, seen.name, seen.content, BatchState.CHECKING, **more)
        jobs.start(CHECK, by=by, params={"batch": batch.pk}, key=_key(batch))
    return batch


def take_in(register: Register, upload: UploadedFile[Any], *, by: Post, late_why: str = "") -> ImportBatch:
    """Keep an uploaded workbook with what was found in it."""
    return put_down(open_upload(register, upload, by=by, late_why=late_why), by=by)


def keep(
    register: Register,
    name: str,
    content: bytes,
    found: Checked,
    *,
    by: Post,
    with_hidden: bool = False,
    late_why: str = "",
) -> ImportBatch:
    """A workbook that was looked at becomes a batch."""
    with history.acting(by, "上传导入文件"):
        batch = _stored(
            register, name, content, BatchState.CHECKED, by=by, with_hidden=with_hidden, late_why=late_why, found=found
        )
        dryrun.keep(batch, found)
    return batch


def _stored(
    register: Register,
    name: str,
    content: bytes,
    state: str,
    *,
    by: Post,
    with_hidden: bool,
    late_why: str,
    found: Checked | None = None,
) -> ImportBatch:
    """It may hold identity numbers: it is stored sealed."""
    name = "".join(sign for sign in name if sign.isprintable())[-150:] or "名录.xlsx"
    batch = ImportBatch(register=register.key, name=name, made_by=by, state=state)
    batch.with_hidden, batch.late_why = with_hidden, late_why
    if found is not None:
        batch.rows, batch.good, batch.bad = found.total, found.good, found.bad
    batch.file.save(name, ContentFile(dryrun.shut(content).encode()), save=False)
    batch.save(force_insert=True)
    return batch


def run_check(batch_id: int, *, by: Post, tell: Tell = reviewing.nothing) -> ImportBatch:
    """The look that a job has at a large workbook. What it found is put down; run twice it is found once."""
    tell(0, 0, "正在读取")
    batch = ImportBatch.objects.get(pk=batch_id)
    if batch.state != BatchState.CHECKING:
        return batch
    found = _looked(batch, named(batch.register), content_of(batch), by, tell=tell)
    with history.acting(by, "检查导入文件"):
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
        if batch.state == BatchState.CHECKING:
            batch.rows, batch.good, batch.bad = found.total, found.good, found.bad
            batch.state = BatchState.CHECKED
            batch.save()
            dryrun.keep(batch, found)
    return batch


def check_of(batch: ImportBatch) -> Job | None:
    """The newest job that looks, or looked, at the batch."""
    newest: Job | None = Job.objects.filter(kind=CHECK, key=_key(batch)).order_by("-id").first()
    return newest


def see_again(batch: ImportBatch, *, by: Post) -> Seen:
    """The same file once more, with what is found in it today."""
    return see(named(batch.register), batch.name, content_of(batch), by=by, late_why=batch.late_why)


def content_of(batch: ImportBatch) -> bytes:
    with batch.file.open("rb") as stored:
        return dryrun.opened(stored.read().decode())


def found_in(batch: ImportBatch, *, by: Post) -> Kept:
    """What the check of the batch found. Only of one from before this was kept the workbook is read for it."""
    if (kept := dryrun.kept(batch)) is not None:
        return kept
    return dryrun.of(_looked(batch, named(batch.register), content_of(batch), by))


def found_before(batch: ImportBatch) -> Kept | None:
    """What its last check found, without reading anything again."""
    return dryrun.kept(batch)


def open_hidden(batch: ImportBatch, *, by: Post) -> None:
    """Read the hidden rows as well: the batch says so from now on, and is checked anew."""
    register, content = named(batch.register), content_of(batch)
    seen = see(register, batch.name, content, by=by, with_hidden=True, late_why=batch.late_why)
    with history.acting(by, "隐藏的行一并读入"):
        locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if locked.state != BatchState.CHECKED:
            raise RuleViolation(f"这一批{locked.get_state_display()}，不能再改读入的范围。")
        locked.with_hidden = True
        if seen.found is None:
            locked.state = BatchState.CHECKING
            locked.save()
            jobs.start(CHECK, by=by, params={"batch": batch.pk}, key=_key(batch))
            return
        locked.rows, locked.good, locked.bad = seen.found.total, seen.found.good, seen.found.bad
        locked.save()
        dryrun.keep(locked, seen.found)


def _looked(
    batch: ImportBatch, register: Register, content: bytes, by: Post, *, tell: Tell = reviewing.nothing
) -> Checked:
    return look(register, content, by=by, with_hidden=batch.with_hidden, late_why=batch.late_why, tell=tell)


def marked(batch: ImportBatch, *, by: Post) -> bytes:
    """The person's own file back, with what its check found; read again for its cells, not checked again."""
    register, content, kept = named(batch.register), content_of(batch), dryrun.kept(batch)
    if kept is None or not kept.whole:
        return marking.marked(content, _looked(batch, register, content, by))
    table = _table(register, content, with_hidden=batch.with_hidden)
    return marking.marked(content, Checked(table, faults=kept.faults))


def confirm(batch: ImportBatch, *, by: Post, asked_too: bool = False) -> Job:
    """Import the good rows as a job; asking twice gives the job that is already under way.

    `asked_too`: the person says that the rows that were asked about are right as well. Those, and no others: what is
    asked only when the job checks again is kept back.
    """
    require(by, named(batch.register).perm("import"))
    kept = dryrun.kept(batch) if asked_too else None
    more = {"right": sorted(checking.asked_of(kept.faults))} if kept is not None else {}
    states = (BatchState.CHECKED, BatchState.RUNNING)
    return _set_off(batch, IMPORT, states, BatchState.RUNNING, "确认导入", by, more)


def undo(batch: ImportBatch, *, by: Post, why: str) -> Job:
    """Take an import back as a job: what it created and nobody has touched since becomes void."""
    register = named(batch.register)
    require(by, "supervision.undo_importbatch")
    require(by, register.perm("void"))
    why = records.reason(why, "请写明撤销原因。")
    refuse(reviewing.why_not_undo(batch))
    states = (BatchState.DONE, BatchState.UNDOING)
    return _set_off(batch, UNDO, states, BatchState.UNDOING, "撤销导入", by, {"why": why[:400]})


def _set_off(
    batch: ImportBatch, kind: str, states: tuple[str, ...], to: str, verb: str, by: Post, more: dict[str, Any]
) -> Job:
    with history.acting(by, verb, more.get("why", "")):
        locked = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if locked.state not in states:
            raise RuleViolation(f"这一批{locked.get_state_display()}，不能再{verb}。")
        if not locked.good and not more.get("right"):
            raise RuleViolation("没有可以导入的行。")
        if locked.state != to:
            ImportBatch.objects.filter(pk=batch.pk).update(state=to)
        return jobs.start(kind, by=by, params={"batch": batch.pk, **more}, key=_key(batch))


def run_import(
    batch_id: int, *, by: Post, right: Collection[Sequence[Any]] = (), tell: Tell = lambda done, total, text: None
) -> ImportBatch:
    """Check again, then write the good rows through the room's bulk verb: all of them or, on failure, none.

    One transaction, so that a killed worker leaves nothing behind and the job can simply run again.
    """
    tell(0, 3, "正在读取")
    batch = ImportBatch.objects.get(pk=batch_id)
    register = named(batch.register)
    found = _looked(batch, register, content_of(batch), by)
    tell(1, 3, "正在写入")
    with history.acting(by, "批量导入", f"导入文件 {batch.name}"), backlog(batch.late_why):
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
        if batch.state not in (BatchState.CHECKED, BatchState.RUNNING):
            return batch
        rows = found.rows_with([(sheet, number) for sheet, number in right])
        state = reviewing.landing(register, batch)
        made = register.sheet.bulk(rows, by=by, batch=batch, state=state) if rows else []
        reviewing.landed(batch, made)
        batch.created_ids = [record.pk for record in made]
        batch.state, batch.imported_by, batch.imported_at = BatchState.DONE, by, Now()
        batch.rows, batch.good = found.total, len(made)
        batch.bad = found.bad - (len(rows) - len(found.good_rows))
        batch.save()
        dryrun.keep(batch, found)
    return batch


def run_undo(batch_id: int, *, by: Post, why: str, tell: Tell = lambda done, total, text: None) -> ImportBatch:
    """Void what the import made where the version is still the import's, or that of its return as a whole. What was
    changed since is kept and named, and so is a subject that has records of its own by now.
    """
    batch = ImportBatch.objects.get(pk=batch_id)
    register = named(batch.register)
    void: Any = next((verb.call for verb in register.verbs if verb.name == "void"), records.void)
    reason = f"撤销导入：{why}"
    with history.acting(by, "撤销导入", reason):
        batch = ImportBatch.objects.select_for_update(of=("self",)).get(pk=batch_id)
        if batch.state not in (BatchState.DONE, BatchState.UNDOING):
            return batch
        refuse(reviewing.why_not_undo(batch))
        rows = register.model._default_manager.filter(pk__in=batch.created_ids).exclude(state=State.VOID)
        used = with_records(batch.created_ids) if register.model is Subject else set()
        untouched = rows.filter(version=1 + batch.moves).exclude(pk__in=[*used, *(batch.left_ids or [])])
        kept = list(rows.exclude(pk__in=untouched.values("pk")).values_list("pk", flat=True))
        total = len(batch.created_ids)
        for done, record in enumerate(untouched.select_related("made_by__user").iterator(500), 1):
            void(record, by=by, why=reason)
            if done % 50 == 0:
                tell(done, total, "正在撤销")
        batch.state, batch.undone_by, batch.undone_at, batch.undone_why = BatchState.UNDONE, by, Now(), why
        batch.kept_ids = kept
        batch.save()
    return batch


def may_undo(batch: ImportBatch) -> bool:
    """Imported and not taken over; or an undo that was cancelled in the queue, refused or broken off, and nobody is at
    it now.
    """
    if reviewing.why_not_undo(batch):
        return False
    if batch.state == BatchState.UNDOING:
        return not Job.objects.active().filter(kind=UNDO, key=_key(batch)).exists()
    return batch.state == BatchState.DONE


def _key(batch: ImportBatch) -> str:
    return f"batch-{batch.pk}"


def put_back(batch_id: int, state: str) -> None:
    """After a failure the batch can be tried again."""
    going: dict[str, str] = {BatchState.CHECKED: BatchState.RUNNING, BatchState.DONE: BatchState.UNDOING}
    with history.acting(None, "导入未完成"):
        ImportBatch.objects.filter(pk=batch_id, state=going[state]).update(state=state)


def file_name(batch: ImportBatch, word: str) -> str:
    return f"{batch.name.rsplit('.', 1)[0]}_{word}_{clock.today():%Y%m%d}.xlsx"

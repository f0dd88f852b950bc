"""An imported batch is taken over, or given back, by a second person: in one step, on its own page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models.functions import Now

from supervision.ground import history, jobs, notices, records
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.jobs import Job
from supervision.ground.people import Post
from supervision.ground.records import State
from supervision.ground.wholesale import Decided

from . import reviewers
from .models import ImportBatch, Review
from .registry import Register, named

REVIEW = reviewers.REVIEW
VERBS = {"accept": "整批审核通过", "return": "整批退回"}
CHANGED = "导入后已被修改或办理，请单独审核。"
LISTED = 100  # of those left out, on the page
GONE = "已不在您的辖区内，请由所在地审核。"
Tell = Callable[[int, int, str], None]


def nothing(done: int, total: int, text: str) -> None:
    """Nobody looks on."""


def landing(register: Register, batch: ImportBatch) -> State:
    """In which state the rows of an import are entered: they wait, unless the register says why they need not."""
    sheet = register.sheet
    stands = sheet.at_once or (batch.late_why and sheet.old_at_once)
    return State.ACCEPTED if stands else State.SUBMITTED


def landed(batch: ImportBatch, made: Sequence[Any]) -> None:
    """Where the rows lie, and whether a second person is asked for them."""
    for name, column in (("county_id", "county_id"), ("zone_id", "managing_zone_id"), ("township_id", "township_id")):
        places = {getattr(record, column) for record in made}
        setattr(batch, name, places.pop() if len(places) == 1 else None)
    waits = any(record.state == State.SUBMITTED for record in made)
    batch.review = Review.WAITING if waits else ""


def accept(batch: ImportBatch, *, by: Post) -> Job | None:
    """Take the whole batch over: at once, or where it is large as a job, which is given back."""
    return _set_off(batch, "accept", by=by)


def give_back(batch: ImportBatch, *, by: Post, why: str) -> Job | None:
    """Return the whole batch to who imported it, who corrects its rows or undoes it."""
    why = records.reason(why, "请写明退回原因，以便导入人更正或撤销。")
    return _set_off(batch, "return", by=by, why=why[:400])


def _set_off(batch: ImportBatch, verb: str, *, by: Post, why: str = "") -> Job | None:
    with history.acting(by, VERBS[verb], why):
        locked = reviewers.settled(_locked(batch.pk))
        if locked.review == Review.GOING and (job := reviewers.under_way(locked)) and job.post.user_id == by.user_id:
            return job  # a second click
        refuse(reviewers.why_not(verb, locked, by))
        if len(locked.created_ids) <= settings.IMPORT_REVIEWED_AT_ONCE:
            _decide(locked, verb, by=by, why=why, tell=nothing)
            return None
        before, locked.review, locked.reviewed_by = locked.review, Review.GOING, by
        locked.save()
        told = {"batch": locked.pk, "verb": verb, "why": why, "before": before}
        return jobs.start(REVIEW, by=by, params=told, key=f"batch-{locked.pk}")


def _locked(pk: int) -> ImportBatch:
    people = ("made_by__user", "made_by__organisation__region", "imported_by__user", "reviewed_by__user")
    found: ImportBatch = ImportBatch.objects.select_related(*people).select_for_update(of=("self",)).get(pk=pk)
    return found


def run(batch_id: int, *, by: Post, told: Mapping[str, str], tell: Tell = nothing) -> ImportBatch:
    """What the job does by what it was `told` (verb, why, before); run twice it is done once. The rules are asked
    again, for a right may have gone meanwhile.
    """
    verb, why, before = told["verb"], told["why"], told["before"]
    tell(0, 3, "正在读取")
    with history.acting(by, VERBS[verb], why):
        batch = _locked(batch_id)
        if batch.review not in (Review.GOING, before):
            return batch
        batch.review = Review(before)
        refuse(reviewers.why_not(verb, batch, by))
        _decide(batch, verb, by=by, why=why, tell=tell)
    return batch


def put_back(batch_id: int, before: str) -> None:
    """After a failure, or a cancelled job, the batch waits again."""
    with history.acting(None, "审核未完成"):
        rows = ImportBatch.objects.filter(pk=batch_id, review=Review.GOING)
        rows.update(review=before, **({"reviewed_by": None} if before == Review.WAITING else {}))


def _decide(batch: ImportBatch, verb: str, *, by: Post, why: str, tell: Tell) -> None:
    """Each row is judged as alone it would be; what may be done is done together, and the others are named."""
    register = named(batch.register)
    tell(1, 3, "正在逐条核对")
    rows, left = _untouched(batch, register, by)
    right = "submit" if reviewers.confirms(batch, by) else ""
    tell(2, 3, "正在写入")
    life: Any = register.life
    if verb == "accept":
        decided: Decided[Any] = life.accept_many(rows, by=by, right=right)
    else:
        decided = life.return_many(rows, by=by, why=why, right=right)
    left |= {record.pk: sentence for record, sentence in decided.left}
    if not decided.done and rows:  # where each was dealt with by itself, the batch is over as well
        raise RuleViolation(f"没有可以办理的记录：{next(iter(left.values()), '这一批没有记录。')}")
    known = dict(zip(batch.left_ids or [], batch.left_whys or [], strict=False)) | left
    batch.left_ids, batch.left_whys = list(known), [sentence[:200] for sentence in known.values()]
    batch.review = Review.ACCEPTED if verb == "accept" else Review.RETURNED
    batch.reviewed_by, batch.reviewed_at, batch.review_why = by, Now(), why
    batch.moves += 1
    batch.save()
    if verb == "return" and decided.done:
        _tell(batch, register, by, len(decided.done))


def _untouched(batch: ImportBatch, register: Register, by: Post) -> tuple[list[Any], dict[int, str]]:
    """The rows as the import, or the last step of the whole batch, has left them; and why the others are not."""
    rows = {row.pk: row for row in register.to_judge(by).filter(pk__in=batch.created_ids)}
    left, due, gone = {}, [], set(batch.left_ids or [])
    for pk in batch.created_ids:
        row = rows.get(pk)
        if pk in gone:
            continue
        if row is None:
            left[pk] = GONE
        elif row.version != 1 + batch.moves:
            left[pk] = _since(row)
        else:
            due.append(row)
    return due, left


def _since(row: Any) -> str:
    return CHANGED if row.state == State.SUBMITTED else f"导入后已单独办理（{row.get_state_display()}）。"


def why_not_undo(batch: ImportBatch) -> str:
    """What a second person has taken over is undone by two: he gives it back first."""
    if batch.review == Review.ACCEPTED:
        who = batch.reviewed_by.user.name if batch.reviewed_by else "审核人"
        return f"这一批已由{who}审核通过，不能直接撤销；确需撤销的，请审核人先整批退回。"
    if batch.review == Review.GOING:
        return "这一批正在审核，不能撤销。"
    return ""


def _tell(batch: ImportBatch, register: Register, by: Post, count: int) -> None:
    posts = {one.pk: one for one in (batch.made_by, batch.imported_by) if one is not None}
    title = f"导入的“{batch.name}”被整批退回（{count:,}条）"
    link = register.url("import-batch", batch.pk)
    notices.say(to=list(posts.values()), title=title[:100], body=f"退回原因：{batch.review_why}", link=link, by=by)


def left_of(batch: ImportBatch, register: Register, post: Post) -> Iterator[tuple[str, str, str]]:
    """(what it is called, where it is, why it was left out) of the rows that were not taken along."""
    whys = dict(zip(batch.left_ids or [], batch.left_whys or [], strict=False))
    rows = {row.pk: row for row in register.rows(post).filter(pk__in=list(whys)[:LISTED])}
    for pk, why in list(whys.items())[:LISTED]:
        row = rows.get(pk)
        yield (str(row), register.url("detail", pk), why) if row is not None else ("（辖区外的记录）", "", why)

"""What was picked is accepted or returned in one step: each row judged as alone, written together, failures named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.conf import settings
from django.db import transaction

from supervision.ground import history, jobs, notices, records
from supervision.ground.errors import RuleViolation, StaleEdit, refuse
from supervision.ground.history import Way
from supervision.ground.jobs import Job
from supervision.ground.life import Life
from supervision.ground.people import Post
from supervision.ground.records import State

from .acts import Verb, perform
from .models import Selection
from .registry import Register, named
from .telling import tell_returned

DECIDE = jobs.kind("supervision.decide_selection", "批量办理")
VERBS = ("accept", "return")
CHUNK = 200
LOOKED_AT = 1_000  # up to here the page says beforehand how many can be done
CHANGED = "选定以后已被修改或办理，请查看最新内容后重新勾选。"
GONE = "已不在您的范围内。"
READ_FIRST = "须逐条看"
Tell = Callable[[int, int, str], None]


def nothing(done: int, total: int, text: str) -> None:
    """Nobody looks on."""


@dataclass(frozen=True)
class Outlook:
    """What a verb would do with what is left of a selection: how many it takes, and why not the others."""

    verb: Verb
    may: int | None
    refused: Sequence[tuple[str, int]] = ()


def due(selection: Selection) -> dict[int, int]:
    """What a verb on the whole is still to take, with the versions: not what has to be read by itself."""
    done, apart = set(selection.done_ids), selection.to_read if selection.whole else {}
    return {pk: version for pk, version in selection.versions_by_id.items() if pk not in done and pk not in apart}


def outlooks(selection: Selection, register: Register, post: Post) -> Iterator[Outlook]:
    """What is offered, and beforehand why some are left; of very many the job finds out."""
    asked = due(selection)
    few = len(asked) <= LOOKED_AT
    rows = {row.pk: row for row in register.to_judge(post).filter(pk__in=asked)} if few else {}
    for verb in filter(None, map(register.verb_named, VERBS)):
        if not post.has_perm(register.perm(verb.right)) or not asked:
            continue
        if not few:
            yield Outlook(verb, None)
            continue
        whys = [_why_not(register, verb, rows.get(pk), version, post) for pk, version in asked.items()]
        yield Outlook(verb, whys.count(""), Counter(filter(None, whys)).most_common())


def start(selection: Selection, verb: str, *, by: Post, why: str = "") -> Job | None:
    """Do it at once, or where they are many as a job, which is given back."""
    register = named(selection.register)
    deed = _deed(register, verb, by)
    if deed.needs_reason:
        why = records.reason(why, "请写明退回原因，以便填报人修改。")
    with transaction.atomic():
        locked = Selection.objects.select_for_update().get(pk=selection.pk)
        key = f"selection-{locked.pk}"
        if under_way := jobs.Job.objects.active().filter(kind=DECIDE, key=key).first():
            return under_way  # a second click
        asked = due(locked)
        if not asked:
            raise RuleViolation("没有可以一并办理的记录。")
        locked.verb, locked.left_ids, locked.left_whys = verb, [], []
        locked.save(update_fields=["verb", "left_ids", "left_whys"])
        if len(asked) > settings.SELECTION_AT_ONCE:
            return jobs.start(DECIDE, by=by, params={"selection": locked.pk, "verb": verb, "why": why}, key=key)
    run(selection.pk, verb, by=by, why=why)
    return None


def under_way(selection: Selection) -> Job | None:
    """The job that is at it now."""
    rows = Job.objects.active().filter(kind=DECIDE, key=f"selection-{selection.pk}").select_related("post")
    found: Job | None = rows.first()
    return found


def run(selection_id: int, verb: str, *, by: Post, why: str = "", tell: Tell = nothing) -> Selection:
    """Some hundreds at a time, each in its own transaction: a job that is cancelled has done what it says. Run twice,
    what was done is not done again.
    """
    selection: Selection = Selection.objects.get(pk=selection_id, post=by.pk)
    register = named(selection.register)
    deed = _deed(register, verb, by)
    left = due(selection).items()
    total, at = len(left), 0
    for chunk in _chunks(list(left)):
        tell(at, total, f"已办理 {at:,} 条")
        with transaction.atomic():
            selection = Selection.objects.select_for_update().get(pk=selection_id)
            still = {pk: version for pk, version in chunk if pk not in set(selection.done_ids)}
            _note(selection, *_decide(register, deed, still, by=by, why=why))
        at += len(chunk)
    tell(total, total, "已办理完")
    return selection


def noted(selection: Selection, key: int) -> None:
    """One of them was decided on by itself, in the reading pane."""
    with transaction.atomic():
        locked: Selection = Selection.objects.select_for_update().get(pk=selection.pk)
        _note(locked, [key], {})


def _note(selection: Selection, done: Sequence[int], left: Mapping[int, str]) -> None:
    known = {**dict(zip(selection.left_ids, selection.left_whys, strict=True)), **left}
    known = {pk: why for pk, why in known.items() if pk not in set(done)}
    selection.done_ids = list(dict.fromkeys([*selection.done_ids, *done]))
    selection.left_ids, selection.left_whys = list(known), [why[:200] for why in known.values()]
    selection.save(update_fields=["done_ids", "left_ids", "left_whys"])


def _chunks(pairs: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    rest = iter(pairs)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk


def _deed(register: Register, verb: str, by: Post) -> Verb:
    deed = register.verb_named(verb) if verb in VERBS else None
    if deed is None:
        raise RuleViolation("这份台账没有这项批量办理。")
    refuse("" if by.has_perm(register.perm(deed.right)) else "您的岗位没有这项权限。")
    return deed


def _why_not(register: Register, deed: Verb, row: Any, version: int, by: Post) -> str:
    if row is None:
        return GONE
    return CHANGED if row.version != version else register.why_not(deed, row, by)


def _decide(
    register: Register, deed: Verb, asked: Mapping[int, int], *, by: Post, why: str
) -> tuple[list[int], dict[int, str]]:
    """Which were done, and why not the others."""
    rows = {row.pk: row for row in register.to_judge(by).filter(pk__in=asked)}
    whys = {pk: _why_not(register, deed, rows.get(pk), version, by) for pk, version in asked.items()}
    may = [rows[pk] for pk, refused in whys.items() if not refused]
    left = {pk: refused for pk, refused in whys.items() if refused}
    done, refused = (
        _together(register, deed, may, by, why) if is_plain(register, deed.name) else _each(deed, may, by, why)
    )
    if deed.name == "return" and done:
        _tell_makers(register, done, by)
    return [row.pk for row in done], left | refused


def is_plain(register: Register, verb: str) -> bool:
    """Whether the noun has nothing of its own to say to this verb, so that many are written in one statement."""
    life: Any = register.life
    own = {"accept": Life.accept, "return": Life.return_}[verb]
    called: Any = getattr(register.verb_named(verb), "call", None)
    return getattr(called, "__func__", None) is own and called.__self__ is life


def _together(
    register: Register, deed: Verb, rows: Sequence[Any], by: Post, why: str
) -> tuple[list[Any], dict[int, str]]:
    life: Any = register.life
    decided = life.accept_many(rows, by=by) if deed.name == "accept" else life.return_many(rows, by=by, why=why)
    return decided.done, {row.pk: refused for row, refused in decided.left}


def _each(deed: Verb, rows: Sequence[Any], by: Post, why: str) -> tuple[list[Any], dict[int, str]]:
    """A verb of the noun's own, called on each; what it refuses is taken back alone."""
    done, left = [], {}
    given: dict[str, Any] = {"why": why} if deed.needs_reason else {}
    with history.acting(by, deed.label, why, way=Way.BULK):
        for row in rows:
            try:
                with transaction.atomic():
                    perform(deed, row, by=by, version=row.version, **given)
            except StaleEdit:
                left[row.pk] = CHANGED
            except RuleViolation as refused:
                left[row.pk] = str(refused)
            else:
                done.append(row)
    return done, left


def _tell_makers(register: Register, rows: Sequence[Any], by: Post) -> None:
    """Each maker once, however many of his came back."""
    theirs: dict[Post, list[Any]] = {}
    for row in rows:
        if row.state == State.RETURNED and row.made_by is not None and row.made_by.user_id != by.user_id:
            theirs.setdefault(row.made_by, []).append(row)
    for maker, returned in theirs.items():
        if len(returned) == 1:
            tell_returned(register, returned[0], by=by)
            continue
        title = f"{register.label} {len(returned):,} 条被退回"
        link = f"{register.url()}?state={State.RETURNED}"
        notices.say(to=maker, title=title[:100], body=f"退回原因：{returned[0].returned_why}", link=link, by=by)

"""Who changed what, when, in whose name and why. No row changes without a trace.

Statement-level triggers (django-pghistory) write every version of a tracked row, bulk statements included;
`acting` puts the actor, the verb and the reason beside them. It is the outermost wrapper of every writer.
It lies below people because people are tracked too.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import pghistory
import structlog
from django.db import models, transaction

from supervision.ground.kinds import clean, masks

if TYPE_CHECKING:
    from contextlib import _GeneratorContextManager  # what `contextmanager` makes: a decorator as well

    from supervision.ground.people import Post

R = TypeVar("R", bound=models.Model)
SILENT_FIELDS = {
    "id", "version", "made_at", "submitted_at", "accepted_at", "voided_at", "client_key", "pinyin", "twin", "writers",
}  # fmt: skip
# A sealed personal value shows as 已变更; what is derived from it says nothing of its own.
SEALED = "_sealed"
CHANGED = "已变更"
SILENT_ENDS = ("_digest", "_tail", "_key")
Names = dict[tuple[str, Any], str]  # what a field's value is called


def tracked(
    model: type[R] | None = None, *, without: Iterable[str] = (), entering: bool = True
) -> Any:  # a class decorator, with or without its arguments
    """Keep every version of the rows of this model, and the last one of a row that is taken away.

    `without` are columns that nobody's history shows. With `entering=False` only what happens to a row later is kept:
    where another row, kept itself, says that it came in.
    A version without a context is refused by the database (shangrao_nongan/triggers.py), old ones were given one.
    """
    if model is None:
        return lambda found: tracked(found, without=without, entering=entering)
    kept = [pghistory.InsertEvent()] if entering else []
    hidden = list(without)
    return pghistory.track(
        *kept,
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=hidden or None,
        obj_field=pghistory.ObjForeignKey(related_name="events", related_query_name="events_query"),
        context_field=pghistory.ContextForeignKey(null=True),
    )(model)


class ActKind(models.TextChoices):
    """What an act was to its record; the verb says it in the words of the noun."""

    DRAFTED = "drafted", "起草"
    ENTERED = "entered", "登记"
    EDITED = "edited", "修改"
    SUBMITTED = "submitted", "提交"
    ACCEPTED = "accepted", "审核通过"
    RETURNED = "returned", "退回"
    VOIDED = "voided", "作废"
    CHANGED = "changed", "办理"


class Way(models.TextChoices):
    """How it was decided: read one by one, many in one step, or by 系统 as the register's 审核方式 says."""

    SINGLE = "single", "逐条"
    BULK = "bulk", "批量"
    SYSTEM = "system", "系统"


@dataclass
class Noted:
    """An act as it goes on: who, what, why, and the records it is on, each with what the act is to it."""

    by: Post | None
    verb: str
    why: str
    request: str
    way: str = ""
    rows: list[tuple[str, models.Model]] = dataclasses.field(default_factory=list)
    named: bool = False  # inside a context that has named its records: those within speak for no others


_going_on: ContextVar[Noted | None] = ContextVar("act", default=None)
_writers: list[Callable[[Noted], None]] = []


def noted_by(writer: Callable[[Noted], None]) -> None:
    """Who writes the acts down lies above, because an act names its post: called from an app's `ready`."""
    if writer not in _writers:
        _writers.append(writer)


@contextmanager
def acting(
    by: Post | None,
    verb: str,
    why: str = "",
    *,
    on: Iterable[models.Model] = (),
    kind: str = ActKind.CHANGED,
    way: str = "",
) -> Iterator[None]:
    """One transaction in which everything written carries the actor, the verb and the reason.

    Nested calls keep the outermost verb (and `way`): what an official did is one act, however many services it took.
    `on` are the records the verb was called on; the outermost context that names any speaks for all within it, so that
    what merely follows from them is not counted as done by hand. For each the act is written down, once, at the end.
    """
    if inside():
        with transaction.atomic(), _naming(_going_on.get(), on, kind, way):
            yield
        return
    why = clean(why, lines=True)
    request_id = structlog.contextvars.get_contextvars().get("request_id", "")
    act = Noted(by, verb, why, str(request_id), way)
    with (
        _going(act),
        pghistory.context(
            post=getattr(by, "pk", None),
            who=str(by.user) if by is not None else "系统",
            role=by.get_role_display() if by is not None else "",
            verb=verb,
            why=why,
            request=str(request_id),
            way=way,
        ),
        transaction.atomic(),
    ):
        with _naming(act, on, kind, way):
            yield
        if act.rows:
            for write in _writers:
                write(act)


@contextmanager
def _going(act: Noted) -> Iterator[None]:
    token = _going_on.set(act)
    try:
        yield
    finally:
        _going_on.reset(token)


@contextmanager
def _naming(act: Noted | None, on: Iterable[models.Model], kind: str, way: str) -> Iterator[None]:
    """Add the records unless a context around this one has named its own; what is rolled back was not done."""
    if act is None:
        yield
        return
    before, outer = len(act.rows), act.named
    act.way = act.way or way
    if not outer:
        rows = list(on)
        act.rows += [(kind, row) for row in rows]
        act.named = bool(rows)
    try:
        yield
    except BaseException:
        del act.rows[before:]
        raise
    finally:
        act.named = outer


def migrating(name: str) -> _GeneratorContextManager[None]:
    """What a migration does to rows is an act too; `why` names it, e.g. supervision.0002_more.

    A decorator as well: `migrate` puts it around every RunPython.
    """
    return acting(None, "升级数据", why=name)


def inside() -> bool:
    """Whether an act is going on in this thread."""
    return hasattr(pghistory.runtime._tracker, "value")


@dataclass(frozen=True)
class Change:
    """One act on one record: shown in the timeline of its page."""

    moment: dt.datetime
    who: str
    role: str
    verb: str
    why: str
    changes: list[dict[str, Any]]
    post: int | None = None


def of(record: models.Model) -> list[Change]:
    """The acts on one record, newest first, with what changed from what to what."""
    kept: Any = record  # pghistory gives a tracked model its `events`
    events = list(kept.events.select_related("pgh_context").order_by("pgh_id"))
    return _told(record, events)


def since(record: models.Model, version: int) -> list[Change]:
    """The acts on one record after the version that somebody saw, newest first; all it can tell if it never was."""
    kept: Any = record
    events = list(kept.events.filter(version__gte=version).select_related("pgh_context").order_by("pgh_id"))
    seen = [at for at, event in enumerate(events) if event.version == version]
    return _told(record, events[seen[-1] :])[:-1] if seen else []


def as_of(record: R, version: int) -> R | None:
    """The row as it stood at a version, from its history; nothing if there was no such version."""
    kept: Any = record
    event = kept.events.filter(version=version).order_by("-pgh_id").first()
    if event is None:
        return None
    return _row(type(record), event, record.pk)


def rows_as_of(record: models.Model, version: int, rows: models.QuerySet[R]) -> dict[Any, R]:
    """Rows that are written with a record (the lines of a report) as they stood at a version of it, by their keys: each
    before the acts that came after.
    """
    kept: Any = record
    later = kept.events.filter(version__gt=version).values("pgh_context")
    model: Any = rows.model
    found = model.events.rel.related_model.objects.filter(pgh_obj__in=rows.order_by().values("pk")).exclude(
        pgh_context__in=later
    )
    newest = found.order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id")
    return {event.pgh_obj_id: _row(rows.model, event, event.pgh_obj_id) for event in newest}


def _row(model: type[R], event: Any, key: Any) -> R:
    columns = [field.attname for field in model._meta.concrete_fields if hasattr(event, field.attname)]
    row = model(**{name: getattr(event, name) for name in columns})
    row.pk, row._state.adding = key, False
    return row


def _told(record: models.Model, events: list[Any]) -> list[Change]:
    names = _names_behind(type(record), events)
    acts: list[Change] = []
    before: models.Model | None = None
    for event in events:
        said = event.pgh_context.metadata if event.pgh_context else {}
        acts.append(
            Change(
                moment=event.pgh_created_at,
                who=said.get("who", ""),
                role=said.get("role", ""),
                verb=_with_way(said),
                why=said.get("why", ""),
                changes=_difference(type(record), before, event, names) if before is not None else [],
                post=said.get("post"),
            )
        )
        before = event
    return acts[::-1]


def _with_way(said: dict[str, Any]) -> str:
    """What was done; of one that was decided together with others, that it was."""
    many = f"（{Way.BULK.label}）" if said.get("way") == Way.BULK else ""
    return f"{said.get('verb', '')}{many}"


def _difference(model: type[models.Model], old: Any, new: Any, names: Names) -> list[dict[str, Any]]:
    found = []
    for field in model._meta.concrete_fields:
        if field.name in SILENT_FIELDS or field.name.endswith(SILENT_ENDS) or not hasattr(new, field.attname):
            continue
        was, now = getattr(old, field.attname), getattr(new, field.attname)
        if was == now:
            continue
        found.append({"label": field.verbose_name, **_change(model, field, was, now, names)})
    return found


def _change(model: type[models.Model], field: Any, was: Any, now: Any, names: Names) -> dict[str, str]:
    """From what to what; of a person's number only that it changed, also where it stands within a text."""
    if field.name.endswith(SEALED) or field.name in getattr(model, "PERSONAL", ()):
        return {"old": "", "new": CHANGED}
    old, new = (masks.masked(_shown(field, value, names)) for value in (was, now))
    return {"old": "", "new": f"{CHANGED}：{new}"} if old == new else {"old": old, "new": new}


def _names_behind(model: type[models.Model], events: list[Any]) -> Names:
    """The names of everything the versions point at: one query for each foreign key that ever changed."""
    names: Names = {}
    for field in model._meta.concrete_fields:
        if not field.is_relation or not events or not hasattr(events[0], field.attname):
            continue
        keys = {getattr(event, field.attname) for event in events} - {None}
        if len({getattr(event, field.attname) for event in events}) < 2:
            continue
        related: Any = field.related_model
        rows = related._base_manager.filter(pk__in=keys)
        if related._meta.label == "supervision.Post":
            rows = rows.select_related("user", "organisation")
        for row in rows:
            names[field.name, row.pk] = str(row)
    return names


def _shown(field: models.Field[Any, Any], value: Any, names: Names) -> str:
    if value is None or value == "":
        return "（空）"
    if field.is_relation:
        return names.get((field.name, value), str(value))
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)

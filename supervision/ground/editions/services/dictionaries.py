"""The edition of a dictionary: a set of changes drafted, edited, published by a second person, or put aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, checked, require
from supervision.ground.records import explained, reason, touch
from supervision.ground.texts import tidy

from ..dictionary import Dictionary
from ..rules import DAY
from ..vocabulary import EditionState
from .papers import perm, refuse_author, refuse_unless, verb_of

D = TypeVar("D", bound=Dictionary)
Rows = Iterable[Mapping[str, Any]]
OWN = ("id", "edition", "ends")


def kind_of(edition: Dictionary | type[Dictionary], name: str) -> Any:
    """The user's own table behind `changes` or `entries`."""
    model: Any = edition
    return model._meta.get_field(name).related_model


def said(row: Any) -> dict[str, Any]:
    """What a change or an entry says, without whose it is."""
    return {field.name: getattr(row, field.name) for field in row._meta.concrete_fields if field.name not in OWN}


def draft(model: type[D], *, by: Post, changes: Rows = (), **fields: Any) -> D:
    require(by, perm(model, "add"))
    with history.acting(by, verb_of(model, "起草")):
        made = checked(model(made_by=by, made_at=clock.now(), **fields))
        made.save(force_insert=True)
        _write(made, changes)
    return made


def edit(edition: D, *, by: Post, version: int, changes: Rows | None = None, **fields: Any) -> D:
    """Change a draft; `changes`, where given, are all of them."""
    require(by, perm(edition, "change"))
    refuse_unless(edition, EditionState.DRAFT, "修改", version)
    for name, value in fields.items():
        setattr(edition, name, value)
    checked(edition)
    verb = verb_of(edition, "修改")
    with history.acting(by, verb):
        touch(edition, by=by, verb=verb, edited_by=by, **fields)
        if changes is not None:
            _write(edition, changes)
    return edition


def publish(edition: D, *, by: Post, version: int) -> D:
    """Let each change count from its own day. Nobody publishes what he wrote himself, unless one person is enough."""
    require(by, perm(edition, "publish"))
    refuse_unless(edition, EditionState.DRAFT, "发布", version)
    if not edition.alone:
        refuse_author(edition, by)
    return put_in_force(edition, by=by)


def put_in_force(edition: D, *, by: Post) -> D:
    """Publishing without the second person; two publishers go one after the other."""
    verb = verb_of(edition, "发布")
    with history.acting(by, verb):
        list(type(edition)._default_manager.select_for_update().order_by("pk").values_list("pk"))
        changes = list(edition.changes.order_by("valid_from", "pk"))
        if not changes:
            raise RuleViolation("没有内容的版本不能发布。")
        _bring(edition, changes)
        now = clock.now()
        return touch(edition, by=by, verb=verb, state=EditionState.PUBLISHED, published_by=by, published_at=now)


def withdraw(edition: D, *, by: Post, version: int, why: str) -> D:
    """Put a draft aside. What was published is set right by a further edition: others were judged by it."""
    require(by, perm(edition, "withdraw"))
    refuse_unless(edition, EditionState.DRAFT, "停用", version)
    why = reason(why, "请写明停用原因。")
    ended = {"withdrawn_by": by, "withdrawn_at": clock.now(), "withdrawn_why": why}
    verb = verb_of(edition, "停用")
    return touch(edition, by=by, verb=verb, why=why, state=EditionState.WITHDRAWN, **ended)


def _bring(edition: Dictionary, changes: list[Any]) -> None:
    """The new entries, and the days on which the ones before them end."""
    kind = kind_of(edition, "entries")
    keys = {change.said_of for change in changes}
    standing = list(kind._default_manager.filter(**{f"{kind.KEY}__in": keys}))
    were = {one.pk: one.valid_to for one in standing}
    for change in changes:
        same = [one for one in standing if one.said_of == change.said_of]
        last = _last(change, same)
        for before in (one for one in same if one.covers(change.valid_from)):
            before.valid_to = change.valid_from - DAY
        if not change.ends:
            standing.append(kind(**said(change) | {"valid_to": last, "edition": edition}))
    new = [one for one in standing if one.pk is None]
    try:
        with transaction.atomic():
            for one in standing:
                if one.pk is not None and one.valid_to != were[one.pk]:
                    kind._default_manager.filter(pk=one.pk).update(valid_to=one.valid_to)
            kind._default_manager.bulk_create(new)
    except IntegrityError as clash:
        raise explained(kind(), clash) from clash


def _last(change: Any, same: list[Any]) -> dt.date | None:
    """The last day of the new entry: its own, else the one before the next entry begins."""
    if any(one.valid_from == change.valid_from for one in same):
        day = f"{change.valid_from:%Y-%m-%d}"
        raise RuleViolation(f"“{change.said_of}”已有从{day}起用的一条，请改起用日期。", field="valid_from")
    if change.ends and not any(one.covers(change.valid_from) for one in same):
        raise RuleViolation(f"“{change.said_of}”在{change.valid_from:%Y-%m-%d}没有可以终止的一条。", field="ends")
    later = min((one.valid_from for one in same if one.valid_from > change.valid_from), default=None)
    if later is None or (change.valid_to is not None and change.valid_to < later):
        last: dt.date | None = change.valid_to
        return last
    if change.valid_to is not None:
        raise RuleViolation(f"“{change.said_of}”从{later:%Y-%m-%d}起另有一条，须在此前止用。", field="valid_to")
    return later - DAY


def _write(edition: Dictionary, given: Rows) -> None:
    """The changes of a draft are the ones given."""
    kind = kind_of(edition, "changes")
    made = [_built(kind, edition, number, _filled(edition, row)) for number, row in enumerate(given, 1)]
    if len({(one.said_of, one.valid_from) for one in made}) < len(made):
        raise RuleViolation("同一版本中，一条在同一天只能改一次。", field="changes")
    try:
        with transaction.atomic():
            kind._default_manager.filter(edition=edition).delete()
            kind._default_manager.bulk_create(made)
    except IntegrityError as clash:
        raise explained(kind(), clash) from clash


def _filled(edition: Dictionary, row: Mapping[str, Any]) -> dict[str, Any]:
    """What only says that a key ends has the words of the entry that ends."""
    if not row.get("ends"):
        return dict(row)
    kind = kind_of(edition, "entries")
    ended = kind._default_manager.filter(**{kind.KEY: row[kind.KEY]}, valid_from__lt=row["valid_from"])
    found = ended.order_by("-valid_from").first()
    return (said(found) if found is not None else {}) | {"valid_to": None} | dict(row)


def _built(kind: Any, edition: Dictionary, number: int, row: Mapping[str, Any]) -> Any:
    one = kind(edition=edition, **row)
    try:
        tidy(one).full_clean(exclude=["edition"], validate_unique=False, validate_constraints=False)
    except ValidationError as wrong:
        messages = next(iter(wrong.message_dict.values()))
        raise RuleViolation(f"第{number}条：{'；'.join(messages)}", field="changes") from wrong
    if one.valid_to is not None and one.valid_to < one.valid_from:
        raise RuleViolation(f"第{number}条：止用日期不能早于起用日期。", field="changes")
    return one

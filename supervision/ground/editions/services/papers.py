"""An edition: drafted, edited, published by a second person, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, checked, require
from supervision.ground.records import reason, seen, touch

from .. import rules
from ..models import Edition, Header
from ..vocabulary import EditionState
from . import items as lines

E = TypeVar("E", bound=Edition)
Rows = Iterable[Mapping[str, Any]]


def perm(edition: Header | type[Header], verb: str) -> str:
    return f"{edition._meta.app_label}.{verb}_{edition._meta.model_name}"


def verb_of(edition: Header | type[Header], verb: str) -> str:
    return f"{verb}{edition._meta.verbose_name}"


def draft(model: type[E], *, by: Post, items: Rows = (), code: str = "", **fields: Any) -> E:
    """Begin an edition; its code is made of the key and the year it begins, unless the software ships it with one."""
    require(by, perm(model, "add"))
    made = model(made_by=by, made_at=clock.now(), **fields)
    with history.acting(by, verb_of(model, "起草"), on=[made], kind=history.ActKind.DRAFTED):
        made.code = code or _free_code(made)
        checked(made)
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as clash:
            raise RuleViolation("刚刚有人起草了同一年的版本，请再试一次。") from clash
        lines.write(made, items)
    return made


def _free_code(edition: Edition) -> str:
    if edition.valid_from is None:
        raise RuleViolation("请填写起用日期。", field="valid_from")
    stem = f"{edition.key}-{edition.valid_from.year}"
    taken = set(type(edition)._default_manager.filter(code__startswith=stem).values_list("code", flat=True))
    tries = (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3)))
    return next(code for code in tries if code not in taken)


def copy(edition: E, *, by: Post, **changes: Any) -> E:
    """A draft of the same words (从现行版复制); `changes` says what is new, at least the day it begins.

    Where it comes from and that it was compared with its source has to be said anew.
    """
    anew = {"id", "valid_from", "valid_to", "source", "verified"}
    said = [field.name for field in edition._meta.concrete_fields if field.editable and field.name not in anew]
    kept = {name: getattr(edition, name) for name in said}
    return draft(type(edition), by=by, items=lines.rows_of(edition), **kept | changes)


def edit(edition: E, *, by: Post, version: int, items: Rows | None = None, **changes: Any) -> E:
    """Change a draft; `items`, where given, are all of them in their order. `version` is the one that was read."""
    require(by, perm(edition, "change"))
    refuse_unless(edition, EditionState.DRAFT, "修改", version)
    for name, value in changes.items():
        setattr(edition, name, value)
    checked(edition)
    verb = verb_of(edition, "修改")
    with history.acting(by, verb, on=[edition], kind=history.ActKind.EDITED):
        touch(edition, by=by, verb=verb, edited_by=by, **changes)
        if items is not None:
            lines.write(edition, items)
    return edition


def publish(edition: E, *, by: Post, version: int) -> E:
    """Let it count from its first day; the one before ends the day before. Nobody publishes what he wrote himself."""
    require(by, perm(edition, "publish"))
    refuse_unless(edition, EditionState.DRAFT, "发布", version)
    refuse_author(edition, by)
    return put_in_force(edition, by=by)


def put_in_force(edition: E, *, by: Post) -> E:
    """Publishing without the second person: `publish` asks for one, the loading of an empty site has none."""
    if not lines.kind_of(edition)._default_manager.filter(edition=edition).exists():
        raise RuleViolation("没有内容的版本不能发布。")
    verb = verb_of(edition, "发布")
    with history.acting(by, verb, on=[edition]):  # the one that ends the day before merely follows
        standing = _standing(edition)
        at = rules.place(edition.valid_from, edition.valid_to, standing)
        if at.before is not None:
            touch(at.before, by=by, verb=verb, valid_to=rules.day_before(edition), replaced_by=edition)
        return touch(
            edition,
            by=by,
            verb=verb,
            state=EditionState.PUBLISHED,
            published_by=by,
            published_at=clock.now(),
            valid_to=at.last,
            replaced_by=at.after,
        )


def withdraw(edition: E, *, by: Post, version: int, why: str) -> E:
    """It applies on no day any more, and the one it replaced goes on; a draft is put aside. Kept, with its reason."""
    require(by, perm(edition, "withdraw"))
    if edition.state == EditionState.WITHDRAWN:
        raise RuleViolation("该版本已停用。")
    refuse_unless(edition, EditionState(edition.state), "停用", version)
    why = reason(why, "请写明停用原因。")
    verb = verb_of(edition, "停用")
    with history.acting(by, verb, why, on=[edition]):
        standing = [one for one in _standing(edition) if one.pk != edition.pk]
        touch(
            edition,
            by=by,
            verb=verb,
            state=EditionState.WITHDRAWN,
            withdrawn_by=by,
            withdrawn_at=clock.now(),
            withdrawn_why=why,
        )
        for before in (one for one in standing if one.replaced_by_id == edition.pk):
            after = rules.following(before.valid_from, standing)
            touch(before, by=by, verb=verb, valid_to=rules.day_before(after), replaced_by=after)
    return edition


def verify(edition: E, *, by: Post, version: int) -> E:
    """Somebody compared it with its source (已核对), as a draft or published: what it says stays as it is."""
    require(by, perm(edition, "change"))
    _seen(edition, version)
    return touch(edition, by=by, verb=verb_of(edition, "核对"), verified=True)


def _standing(edition: E) -> list[E]:
    """The published ones of the same key, held until we are through: two publishers go one after the other."""
    manager: Any = type(edition)._default_manager
    found = manager.published().filter(key=edition.key)
    return list(found.select_for_update().order_by("valid_from"))


def refuse_unless(edition: Header, state: EditionState, verb: str, version: int) -> None:
    if edition.state != state:
        raise RuleViolation(f"{edition.get_state_display()}的版本不能{verb}。")
    _seen(edition, version)


def _seen(edition: Any, version: int) -> None:
    """The one comparison of what was on the screen; an edition has a version as a record does."""
    seen(edition, version)


def refuse_author(edition: Header, by: Post) -> None:
    """Whoever wrote on it at any time, not only the last."""
    kept: Any = edition  # the history gives a tracked model its `events`
    wrote = kept.events.exclude(edited_by=None).order_by().values_list("edited_by__user_id", flat=True)
    if by.user_id in {edition.made_by.user_id, *wrote}:
        raise RuleViolation("起草、修改的人不能自己发布，请由另一人核对后发布。")

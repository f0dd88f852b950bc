"""What moves through states: the part of a life that asks for no place, number or recorder."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.db import IntegrityError, models, transaction

from supervision.ground import history, keys
from supervision.ground.errors import RuleViolation, StaleEdit, Unversioned
from supervision.ground.people import Post
from supervision.ground.texts import put, read, tidy


class Living(models.Model):
    """The small base a life stands on: a state, the moves that lead from each to others, and a version.

    `Record` is one, with places and a reviewer; a laboratory's order is another, with people and moves of its own.
    Without columns, because the triggers of the history list them in the order of the model.
    """

    CALLED: ClassVar[str] = "记录"
    MOVES: ClassVar[Mapping[Any, Collection[str]]] = {}
    state: Any
    version: Any

    class Meta:
        abstract = True


L = TypeVar("L", bound=Living)
V = TypeVar("V", bound=models.Model)  # anything that counts its versions


def seen(record: L, version: int | str | None) -> L:
    """The record as a person had it on the screen; whatever is written on it next is written on this version only.

    What a page, a phone or a program sends is text; nothing at all is refused, for nobody could tell what was seen.
    """
    if version is None or version == "":
        raise Unversioned
    if str(record.version) != str(version):
        raise StaleEdit
    return record


def move(record: L, to: str, *, by: Post, verb: str, why: str = "", **changes: Any) -> L:
    """Into a state that the noun's own moves allow."""
    if to not in record.MOVES.get(record.state, ()):
        raise RuleViolation(f"{_called(record)}的{record.CALLED}不能{verb}。")
    return touch(record, by=by, verb=verb, why=why, state=to, **changes)


def _called(record: Any) -> str:
    return record.get_state_display()


def touch(record: V, *, by: Post, verb: str, why: str = "", **changes: Any) -> V:
    """Write `changes` if nobody else wrote since this object was read: the optimistic lock of every verb."""
    with history.acting(by, verb, why, on=[record]):
        put(record, changes)
        changes = {name: getattr(record, name) for name in changes} | keys.changed(tidy(record, changes), changes)
        row: Any = record
        read, row.version = row.version, row.version + 1
        columns = {f.attname: getattr(record, f.attname) for f in _fields(record, changes)}
        rows = type(record)._default_manager.filter(pk=record.pk, version=read)
        try:
            with transaction.atomic():
                written = rows.update(**columns, version=row.version)
        except IntegrityError as clash:
            raise explained(record, clash) from clash
        if not written:
            raise StaleEdit
    return record


def _fields(record: models.Model, changes: dict[str, Any]) -> list[Any]:
    return [record._meta.get_field(name.removesuffix("_id") if name.endswith("_id") else name) for name in changes]


def explained(record: models.Model, clash: IntegrityError) -> RuleViolation:
    """The sentence of the constraint that was hit between our own check and the write, at its field if it has one."""
    name = getattr(getattr(clash.__cause__, "diag", None), "constraint_name", "")
    hit = next((c for c in record._meta.constraints if c.name == name), None)
    if hit is None:
        return RuleViolation("与刚刚保存的一条记录冲突，请刷新后再试。")
    fields: Sequence[str] = getattr(hit, "fields", ())
    return RuleViolation(str(hit.violation_error_message), field=fields[0] if len(fields) == 1 else None)


def reason(why: str, message: str) -> str:
    """The reason an act must carry, trimmed; `message` asks for it where it is missing."""
    why = read(why or "", "why", lines=True)
    if not why:
        raise RuleViolation(message, field="why")
    if len(why) > 500:
        raise RuleViolation("原因请控制在500字以内。", field="why")
    return why

"""The moves of a record: made, corrected, submitted, accepted or returned, void. The only writers of its state."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation
from supervision.ground.people import Post, require
from supervision.ground.regions import CITY

from . import numbering
from .living import explained, move, reason, seen, touch
from .models import Record
from .scope import covers_region
from .vocabulary import State

R = TypeVar("R", bound=Record)
EARLIEST = 1950  # nothing in these registers is older; a year typed with two digits is


def perm(record: Record | type[Record], verb: str) -> str:
    return f"{record._meta.app_label}.{verb}_{record._meta.model_name}"


def stamp(record: Record) -> None:
    """Write the places above `region` beside it."""
    region = record.region
    record.county_id = region.county_id
    record.township_id = region.township_id
    township = region.township
    record.managing_zone_id = township.managed_by_id if township else None


def event_year(record: Record) -> int:
    day = getattr(record, record.DATE_FIELD, None)
    return day.year if day is not None else clock.year()


def create(record: R, *, by: Post, submit: bool = False, verb: str = "") -> R:
    """Make a record in the post's scope; the same client key by the same person gives the row already there."""
    require(by, perm(record, "add"))
    if known := already_there(record, by):
        return known
    if not covers_region(by, record.region):
        raise RuleViolation("所选地区不在您的辖区内。", field="region")
    with history.acting(by, verb or ("提交" if submit else "保存草稿")):
        stamp(record)
        record.made_by, record.made_at = by, clock.now()
        if submit:
            record.state, record.submitted_at = State.SUBMITTED, clock.now()
        check(record)
        record.number = numbering.take(record.PREFIX, record.county_id or CITY, event_year(record))[0]
        return _inserted(record, by)


def _inserted(record: R, by: Post) -> R:
    """The row, or the one a simultaneous twin of this request has just written; a clash in words otherwise."""
    try:
        with transaction.atomic():
            record.save(force_insert=True)
    except IntegrityError as clash:
        known = already_there(record, by)
        if known is None:
            raise explained(record, clash) from clash
        return known
    return record


def already_there(record: R, by: Post) -> R | None:
    """What this person has entered with the same key before; another person's key is refused."""
    if not record.client_key:
        return None
    rows: Any = type(record)._default_manager
    known: R | None = rows.filter(client_key=record.client_key).select_related("made_by").first()
    if known is not None and known.made_by is not None and known.made_by.user_id != by.user_id:
        raise RuleViolation("上报标识重复，请刷新页面后重新填写。")
    return known


def check(record: Record) -> None:
    """Every rule a model knows, with the message at its field."""
    try:
        record.full_clean(exclude=["number", "client_key"])
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise RuleViolation("；".join(messages), field=None if field == "__all__" else field) from wrong
    day = getattr(record, record.DATE_FIELD, None)
    if day is not None and day.year < EARLIEST:
        raise RuleViolation(f"日期早于{EARLIEST}年，请核对。", field=record.DATE_FIELD)


def edit(record: R, *, by: Post, version: int, why: str = "", **changes: Any) -> R:
    """Correct a draft or returned record. `version` is the one the form was opened with."""
    require(by, perm(record, "change"))
    if record.state not in record.EDITABLE:
        raise RuleViolation(f"{record.get_state_display()}的记录不能修改；如有错误，请由审核人退回后修改。")
    seen(record, version)
    for name, value in changes.items():
        setattr(record, name, value)
    if not covers_region(by, record.region):
        raise RuleViolation("所选地区不在您的辖区内。", field="region")
    stamp(record)
    check(record)
    changes |= {name: getattr(record, name) for name in ("township_id", "county_id", "managing_zone_id")}
    return touch(record, by=by, verb="修改", why=why, **changes)


def submit(record: R, *, by: Post) -> R:
    require(by, perm(record, "submit"))
    return move(record, State.SUBMITTED, by=by, verb="提交", submitted_at=clock.now(), returned_why="")


def accept(record: R, *, by: Post) -> R:
    """The reviewer takes the record over; nobody accepts what he himself recorded."""
    require(by, perm(record, "accept"))
    if record.made_by is not None and record.made_by.user_id == by.user_id:
        raise RuleViolation("不能审核自己填报的记录。")
    return move(record, State.ACCEPTED, by=by, verb="审核通过", accepted_by=by, accepted_at=clock.now())


def return_(record: R, *, by: Post, why: str) -> R:
    require(by, perm(record, "return"))
    why = reason(why, "请写明退回原因，以便填报人修改。")
    return move(
        record, State.RETURNED, by=by, verb="退回", why=why, returned_why=why, accepted_by=None, accepted_at=None
    )


def void(record: R, *, by: Post, why: str) -> R:
    """Take a record out of all figures; it stays readable with its reason."""
    require(by, perm(record, "void"))
    why = reason(why, "请写明作废原因。")
    return move(record, State.VOID, by=by, verb="作废", why=why, voided_by=by, voided_at=clock.now(), voided_why=why)

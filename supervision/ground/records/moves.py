"""The moves of a record: made, corrected, submitted, accepted or returned, void. The only writers of its state."""

from __future__ import annotations

from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from supervision.ground import clock, history
from supervision.ground.errors import RuleViolation, refuse
from supervision.ground.history import ActKind
from supervision.ground.people import Post, not_allowed, require
from supervision.ground.regions import CITY
from supervision.ground.texts import put, tidy

from . import deciding, numbering
from .living import explained, move, reason, seen, touch
from .models import Record
from .scope import covers_region
from .values import check_values
from .vocabulary import CONFIRMED, State

R = TypeVar("R", bound=Record)
RIGHTS = {"edit": "change", "confirm": "accept", "takeback": "submit"}  # verbs whose right is called otherwise


class KeyTaken(RuleViolation):
    """Somebody else has entered something under this key. A page gives another one and tells nothing."""

    def __init__(self) -> None:
        super().__init__("上报标识重复，请刷新页面后重新填写。")


def perm(record: Record | type[Record], verb: str) -> str:
    return f"{record._meta.app_label}.{verb}_{record._meta.model_name}"


# What a verb is called, and the state it leads to.
VERBS = {
    "submit": ("提交", State.SUBMITTED),
    "accept": ("审核通过", State.ACCEPTED),
    "return": ("退回", State.RETURNED),
    "void": ("作废", State.VOID),
}
KINDS = {
    "submit": ActKind.SUBMITTED,
    "accept": ActKind.ACCEPTED,
    "return": ActKind.RETURNED,
    "void": ActKind.VOIDED,
    "confirm": ActKind.ACCEPTED,
}


def why_not(verb: str, record: Record, post: Post, *, right: str = "") -> str:
    """The sentence why this post may not do this with the record as it stands, or nothing.

    Whoever offers the verb asks it, and the verb itself raises it. It reads the row and its people, and never queries.
    `right` is the verb of the permission; of a verb that is not known here nothing else is asked.
    """
    if refused := not_allowed(post, perm(record, right or RIGHTS.get(verb, verb))):
        return refused
    if verb == "takeback":
        return deciding.why_not_take_back(record, post)
    if verb == "edit" and record.state not in record.EDITABLE:
        ways = "；如有错误，请由审核人退回后修改" if State.RETURNED in record.EDITABLE else ""
        return f"{record.get_state_display()}的记录不能修改{ways}。"
    if verb == "confirm":
        return deciding.why_not_second(record, post)
    if verb == "accept" and (refused := deciding.why_not_settle(verb, record, post)):
        return refused
    said, to = VERBS.get(verb, ("", None))
    if to is not None and to not in record.MOVES.get(record.state, ()):
        return f"{record.get_state_display()}的记录不能{said}。"
    return deciding.why_not_settle(verb, record, post)


def demand(verb: str, record: Record, by: Post, *, right: str = "") -> None:
    """Stop where `why_not` has a sentence: without the right it is forbidden, otherwise a rule of the office."""
    require(by, perm(record, right or RIGHTS.get(verb, verb)))
    refuse(why_not(verb, record, by, right=right))


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
    kind = ActKind.ENTERED if submit else ActKind.DRAFTED
    with history.acting(by, verb or ("提交" if submit else "保存草稿"), on=[record], kind=kind):
        stamp(record)
        record.made_by, record.made_at, record.writers = by, clock.now(), [by.user_id]
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
        raise KeyTaken
    return known


def check(record: Record) -> None:
    """Every rule a model knows, with the message at its field: what a value may be, then what only the table knows."""
    check_values(tidy(record))
    try:
        record.full_clean(exclude=["number", "client_key"])
    except ValidationError as wrong:
        field, messages = next(iter(wrong.message_dict.items()))
        raise RuleViolation("；".join(messages), field=None if field == "__all__" else field) from wrong


def edit(record: R, *, by: Post, version: int, why: str = "", **changes: Any) -> R:
    """Correct a draft or returned record. `version` is the one the form was opened with."""
    demand("edit", record, by)
    seen(record, version)
    put(record, changes)
    if not covers_region(by, record.region):
        raise RuleViolation("所选地区不在您的辖区内。", field="region")
    stamp(record)
    check(record)
    changes |= {name: getattr(record, name) for name in ("township_id", "county_id", "managing_zone_id")}
    changes["writers"] = deciding.written_by(record, by)
    with history.acting(by, "修改", why, on=[record], kind=ActKind.EDITED):
        return touch(record, by=by, verb="修改", why=why, **changes)


def amend(record: R, *, by: Post, verb: str, why: str = "", **changes: Any) -> R:
    """A step that writes on the record itself. As long as nobody has taken it over, this is part of what the second
    person judges, so who takes it is one of its writers.
    """
    if record.state != State.ACCEPTED:
        changes["writers"] = deciding.written_by(record, by)
    return touch(record, by=by, verb=verb, why=why, **changes)


def _move(record: R, verb: str, *, by: Post, why: str = "", **changes: Any) -> R:
    said, to = VERBS[verb]
    with history.acting(by, said, why, on=[record], kind=KINDS[verb]):
        return move(record, to, by=by, verb=said, why=why, **changes)


def submit(record: R, *, by: Post) -> R:
    demand("submit", record, by)
    writers = deciding.written_by(record, by)
    return _move(record, "submit", by=by, submitted_at=clock.now(), returned_why="", writers=writers)


def take_back(record: R, *, by: Post) -> R:
    """Its maker has it as a draft again; that it was handed in stays in the history."""
    demand("takeback", record, by)
    with history.acting(by, "撤回", on=[record]):
        return touch(record, by=by, verb="撤回", state=State.DRAFT)


def accept(record: R, *, by: Post) -> R:
    """The reviewer takes the record over; nobody accepts what he himself has written on, but the one person of a city
    (`deciding.by_one`), and then it stands alone.
    """
    demand("accept", record, by)
    alone = deciding.wrote(record, by)
    return _move(record, "accept", by=by, accepted_by=by, accepted_at=clock.now(), alone=alone)


def confirm(record: R, *, by: Post) -> R:
    """补复核: a second person looks at what one had taken over alone; from now on it counts."""
    demand("confirm", record, by)
    with history.acting(by, CONFIRMED, on=[record], kind=ActKind.ACCEPTED):
        return touch(record, by=by, verb=CONFIRMED, alone=False, accepted_by=by, accepted_at=clock.now())


def return_(record: R, *, by: Post, why: str) -> R:
    demand("return", record, by)
    why = reason(why, "请写明退回原因，以便填报人修改。")
    return _move(record, "return", by=by, why=why, returned_why=why, accepted_by=None, accepted_at=None, alone=False)


def void(record: R, *, by: Post, why: str) -> R:
    """Take a record out of all figures; it stays readable with its reason."""
    demand("void", record, by)
    why = reason(why, "请写明作废原因。")
    return _move(record, "void", by=by, why=why, voided_by=by, voided_at=clock.now(), voided_why=why)

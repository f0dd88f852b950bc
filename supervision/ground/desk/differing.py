"""What a reviewer wants to see first: how a record differs from the one before, and what changed since it came back.

Whoever reads twenty visits of a kind reads what is new in each.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import F

from supervision.ground.entry import LATE
from supervision.ground.history import Change
from supervision.ground.records import COUNTED, State
from supervision.ground.subjects import Subject

from . import listing
from .common import FILED, PLACES

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .registry import Register

# Of these every record has its own, or the pane shows them anyway.
APART = frozenset(
    {
        *FILED[1],
        *(column if isinstance(column, str) else column.name for column in PLACES),
        "state",
        LATE,
        "latitude",
        "longitude",
        "accuracy",
        "distance",
    }
)
NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class Differs:
    """One field that says something else than it did."""

    label: str
    old: Any
    new: Any
    kind: str = "text"


def before(register: Register, record: Any, post: Post) -> Any | None:
    """The last one of the register about the same subject, before this one."""
    names = {field.name for field in register.model._meta.concrete_fields}
    day = getattr(register.model, "DATE_FIELD", "")
    if "subject" not in names or record.subject_id is None or day not in names:
        return None
    own = Subject.objects.family(record.subject_id).values("pk")
    rows = register.to_judge(post).filter(subject__in=own, state__in=COUNTED).exclude(pk=record.pk)
    return rows.filter(**{f"{day}__lte": getattr(record, day)}).order_by(f"-{day}", "-pk").first()


def differences(register: Register, record: Any, earlier: Any, post: Post) -> list[Differs]:
    """Field by field as the page shows them, and what the noun knows beside its columns."""
    asked = [column for column in register.columns_of(post) if column.name not in APART]
    asked = [column for column in asked if column.name != getattr(register.model, "DATE_FIELD", "")]
    pair = register.rows(post).filter(pk__in=[record.pk, earlier.pk])
    found_rows = map(listing.plain, listing.values(pair, asked).annotate(c_id=F("pk")))
    told = {row["id"]: row for row in found_rows}
    old, new = told.get(earlier.pk, {}), told.get(record.pk, {})
    found = [
        Differs(column.label, old.get(column.name), new.get(column.name), column.kind)
        for column in asked
        if not _same(old.get(column.name), new.get(column.name))
    ]
    return [*(Differs(*one) for one in register.beside(record, earlier)), *found]


def _same(old: Any, new: Any) -> bool:
    return old == new or (old in NOTHING and new in NOTHING)


def since_returned(record: Any, timeline: Sequence[Change]) -> list[dict[str, Any]]:
    """What was changed after it last came back; nothing where it never did."""
    state, returned = record._meta.get_field("state").verbose_name, _label(record, State.RETURNED)
    changed: list[dict[str, Any]] = []
    for act in timeline:
        if any(one["label"] == state and one["new"] == returned for one in act.changes):
            return changed
        changed += [one for one in act.changes if one["label"] not in _moves(record)]
    return []


def _moves(record: Any) -> Iterable[str]:
    return {str(record._meta.get_field(name).verbose_name) for name in ("state", "returned_why", "accepted_by")}


def _label(record: Any, state: str) -> str:
    return str(dict(record._meta.get_field("state").flatchoices).get(state, state))

"""What is told of others' doing: a record that comes back to who filled it in, what somebody else has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from supervision.ground import notices
from supervision.ground.history import Change
from supervision.ground.records import State

from .registry import Register

if TYPE_CHECKING:
    from supervision.ground.people import Post


def tell_returned(register: Register, record: Any, *, by: Post) -> None:
    maker = getattr(record, "made_by", None)
    if getattr(record, "state", "") != State.RETURNED or maker is None or maker.user_id == by.user_id:
        return
    title = f"{register.label} {record.number} {record.get_state_display()}"
    link = register.url("detail", record.pk)
    said = record._meta.get_field("returned_why").verbose_name
    notices.say(to=maker, title=title[:100], body=f"{said}：{record.returned_why}", link=link, by=by)


def told_since(since: Iterable[Change]) -> list[dict[str, Any]]:
    """Who did what after the page was opened, and the fields it touched."""
    return [
        {
            "who": f"{change.who}（{change.role}）" if change.role else change.who,
            "moment": timezone.localtime(change.moment),
            "verb": change.verb,
            "why": change.why,
            "changes": change.changes,
        }
        for change in since
    ]

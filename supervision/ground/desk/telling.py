"""Who filled in a record is told when it comes back: the to-do shows that something waits, the notice says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from supervision.ground import notices
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

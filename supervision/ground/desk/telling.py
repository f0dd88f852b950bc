"""What is told of others' doing: a record that comes back to who filled it in, what somebody else has changed since."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from supervision.ground import history, notices
from supervision.ground.history import Change
from supervision.ground.records import State

from .registry import Register

if TYPE_CHECKING:
    from supervision.ground.people import OfficialRequest, Post


def tell_returned(register: Register, record: Any, *, by: Post) -> None:
    maker = getattr(record, "made_by", None)
    if getattr(record, "state", "") != State.RETURNED or maker is None or maker.user_id == by.user_id:
        return
    title = f"{register.label} {record.number} {record.get_state_display()}"
    link = register.url("detail", record.pk)
    said = record._meta.get_field("returned_why").verbose_name
    notices.say(to=maker, title=title[:100], body=f"{said}：{record.returned_why}", link=link, by=by)


def called(record: Any) -> str:
    """In a list of one person's: whose it is says more than a number."""
    subject = getattr(record, "subject", None)
    return str(subject) if subject is not None else str(record)


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


def in_words(since: Iterable[Change]) -> str:
    """The last of it in one sentence: （广信 监管，11月3日 10:01，修改：地址）."""
    newest = next(iter(since), None)
    if newest is None:
        return ""
    moment = timezone.localtime(newest.moment)
    touched = "、".join(str(one["label"]) for one in newest.changes)
    what = f"{newest.verb}：{touched}" if touched else newest.verb
    return f"（{newest.who}，{moment.month}月{moment.day}日 {moment:%H:%M}，{what}）"


def own_doing(request: OfficialRequest, record: Any, seen: int | str | None) -> str:
    """In words, what this very person did with the record after the version that was on the page, if nobody else has
    done anything since: a second click, or another window.
    """
    since = since_page(record, seen)
    own = {post.pk for post in request.posts}
    return in_words(since) if since and all(change.post in own for change in since) else ""


def what_changed(request: OfficialRequest, record: Any, seen: int | str | None, called: str = "这条记录") -> str:
    """Who was faster, when and with what, since the version that was on the page: somebody else, or this person."""
    if own := own_doing(request, record, seen):
        return f"{called}您后来又办理过{own}"
    return f"{called}已被他人修改{in_words(since_page(record, seen))}"


def since_page(record: Any, seen: int | str | None) -> list[Change]:
    """What was done after the version that a page sent, which may be anything."""
    text = str(seen or "")
    known = hasattr(record, "events") and text.isdecimal() and len(text) < 10
    return history.since(record, int(text)) if known else []

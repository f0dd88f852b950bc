"""What an official may do with a record, beside reading it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from typing import TYPE_CHECKING, Any

from supervision.ground import records

if TYPE_CHECKING:
    from supervision.ground.people import Post

    from .calls import Acts, ActsWithReason, Steps
    from .forms import DeskMixin


@dataclass(frozen=True)
class Deed:
    """Something an official may do with one record, and how it is spoken of.

    `perm` is the verb of the permission, the name unless said otherwise ("accept" asks for supervision.accept_subject).
    `why_not(record, post)` is the sentence why it may not be done now, or nothing: the noun's life answers unless
    another rule is named here, and the service behind it raises the same. `done` follows the record's name when it is
    done: "已" and the label, unless that would be no Chinese.
    """

    name: str
    label: str
    _: KW_ONLY
    perm: str = ""
    style: str = ""
    done: str = ""
    why_not: Callable[[Any, Post], str] | None = None

    @property
    def right(self) -> str:
        return self.perm or self.name

    def said(self, record: Any) -> str:
        done = self.done or f"已{self.label}"
        if self.name == "accept" and getattr(record, "alone", False):
            done = f"已{records.DONE_ALONE}"
        return f"{record} {done}。"


@dataclass(frozen=True)
class Verb(Deed):
    """What moves the record itself: `call(record, by=post)`, with `why=` when a reason is needed.

    A reason or a confirmation is asked for first, with `asked` on the second button: "确定" and the label, unless said
    otherwise.
    """

    call: Acts | ActsWithReason
    _: KW_ONLY
    needs_reason: bool = False
    confirm: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Step(Deed):
    """What goes on with the matter and asks for more than a reason: a page with a form of its own.

    `call(record, by=post, **the form's values)`; a call that gives back another record of the register (a renewal)
    leads there. Offered also after the record was accepted, because a case goes on for months. `initial(record)`
    fills the form in.
    """

    form: type[DeskMixin]
    call: Steps
    _: KW_ONLY
    initial: Callable[[Any], dict[str, Any]] = lambda record: {}


@dataclass(frozen=True)
class Direct:
    """The one button of a register that knows no drafts: what is entered is in force at once."""

    label: str
    done: str
    title: str = ""

    def said(self, record: Any) -> str:
        return f"{record} {self.done}。"


def perform(deed: Verb | Step, record: Any, *, by: Post, version: int | str | None, **values: Any) -> Any:
    """The one door to a verb or a step: on the version that was on the screen, or not at all."""
    if hasattr(record, "version"):
        records.seen(record, version)
    return deed.call(record, by=by, **values)

"""What the desk calls: the shapes of the services behind a register's form, its buttons and its steps.

All of them take the actor as `by`, by its name; what else they take is theirs to say (the form's values, `version`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

if TYPE_CHECKING:
    from supervision.ground.people import Post
    from supervision.ground.records import State

T = TypeVar("T")


class Question(str):
    """What a `ChecksRows` is not sure of: the row is kept back unless a person says that it is right."""


class Creates(Protocol):
    """Enter a record: `create(by=, client_key=, **fields)`, and `submit=` where there are drafts.

    The record, or the one already there with that key.
    """

    def __call__(self, *args: Any, **fields: Any) -> Any: ...


class Edits(Protocol):
    """Correct a record: `edit(record, by=, version=, **fields)`."""

    def __call__(self, record: Any, /, *args: Any, **fields: Any) -> Any: ...


class Acts(Protocol):
    """Move the record itself."""

    def __call__(self, record: Any, /, *, by: Post) -> Any: ...


class ActsWithReason(Protocol):
    """Move the record itself, for a reason that is kept."""

    def __call__(self, record: Any, /, *, by: Post, why: str) -> Any: ...


class Steps(Protocol):
    """Go on with the matter: `call(record, by=, **the form's values)`; the record, or the one it led to."""

    def __call__(self, record: Any, /, *args: Any, **values: Any) -> Any: ...


class Registers(Protocol):
    """Enter the good rows of a workbook, dictionaries by column name, in this state; the records that were made."""

    def __call__(self, rows: Sequence[dict[str, Any]], /, *, by: Post, batch: Any, state: State) -> Sequence[Any]: ...


class ChecksRows(Protocol):
    """Look at all rows of a workbook together: (position, column name, sentence) of what is wrong."""

    def __call__(self, rows: list[dict[str, Any]], /, *, by: Post) -> Iterable[tuple[int, str, str]]: ...


def given(call: T | None) -> T:
    """What the declaration must have, or the page would have no address (see `paths`)."""
    if call is None:
        raise LookupError("the register declares no such call")
    return call

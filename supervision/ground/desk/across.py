"""One word, all registers: what the header's box finds, a query for each register that the post may view.

The same rows, words and masks as on the lists; of each register the newest few, and the way to its list for the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils.http import urlencode

from supervision.ground import kinds
from supervision.ground.records import Record

from . import keyset, listing
from .columns import Column
from .filters import ASIDE, NUMBER
from .registry import REGISTERS, Register
from .searching import matching

if TYPE_CHECKING:
    from supervision.ground.people import Post

SHOWN = 5  # rows of a register
WIDE = 5  # columns
CANCELLED = "57014"  # how PostgreSQL says that it stopped a query
PATIENCE = "1s"  # for one register: a word that is in few of a million rows is looked for on its own list
ALL_YEARS = "1950-01-01"  # the earliest day that the doors let in


@dataclass(frozen=True)
class Found:
    """What one register has; `late` where it took too long to say."""

    register: Register
    columns: Sequence[Column]
    rows: Sequence[dict[str, Any]]
    more: bool
    url: str
    late: bool = False


def find(post: Post, word: str) -> list[Found]:
    """By register, in the order of the addresses; those without a hit are left out."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout TO %s", [PATIENCE])
        found = [one for register in _asked(post, word) if (one := _in(register, post, word)).rows or one.late]
        cursor.execute("SET LOCAL statement_timeout TO DEFAULT")
    return found


def _asked(post: Post, word: str) -> Iterator[Register]:
    """The registers to look in: one alone where the word begins as its numbers do."""
    known = [one for one in REGISTERS.values() if post.has_perm(one.perm("view"))]
    number = kinds.codes.read(word)
    own = [one for one in known if (prefix := _prefix(one)) and number.startswith(f"{prefix}-")]
    yield from own or known


def _prefix(register: Register) -> str:
    return getattr(register.model, "PREFIX", "")


def _in(register: Register, post: Post, word: str) -> Found:
    columns = listing.columns_for(register, post)[:WIDE]
    down = register.default_sort.startswith("-")
    order = keyset.Order(register.sort_fields[register.default_sort.lstrip("-")], down)
    rows = _rows(register, post, word).order_by(*order.by())[: SHOWN + 1]
    more = {"since": ALL_YEARS} if register.dated else {}
    url = f"{register.url()}?{urlencode({'q': word, **more})}"
    try:
        with transaction.atomic():
            told = listing.told(register, rows, post=post, columns=columns)
    except DatabaseError as refused:
        if getattr(refused.__cause__, "pgcode", "") != CANCELLED:
            raise
        return Found(register, columns, (), more=True, url=url, late=True)
    return Found(register, columns, told[:SHOWN], len(told) > SHOWN, url)


def _rows(register: Register, post: Post, word: str) -> Any:
    rows, number = register.rows(post), kinds.codes.read(word)
    prefix = _prefix(register)
    if prefix and number.startswith(f"{prefix}-"):
        rows = rows.filter(number__startswith=number)
    else:
        rows = rows.filter(matching(register.look_in(post).by_name, register.model, post, word))
    if not issubclass(register.model, Record):
        return rows
    left = Q(state__in=ASIDE)
    return rows.exclude(left & ~Q(number=number) if NUMBER.match(number) else left)


def exactly(found: Sequence[Found], word: str) -> str:
    """The page of the one record whose number was typed whole."""
    number = kinds.codes.read(word)
    hits = [row for one in found for row in one.rows if number and number in (row.get("number"), row.get("code"))]
    return hits[0]["url"] if len(hits) == 1 and len(found) == 1 else ""

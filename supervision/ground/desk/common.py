"""Columns and verbs that every register of records has alike."""

from collections.abc import Callable
from dataclasses import replace

from .columns import Column, hidden
from .verbs import LIFE

NUMBER = Column("number", kind="code", width=24)
COUNTY = Column("county", list=False)
PLACES = (COUNTY, "township", Column("region", width=18, list=False))
STATE = Column("state", kind="badge", width=10)
STANDING = (STATE, *hidden("made_by", "made_at", "accepted_by"))
FILED = ("填报与审核", ("number", "made_by", "made_at", "accepted_by"))


def life(
    *,
    submit: Callable | None = None,
    accept: Callable | None = None,
    return_: Callable | None = None,
    void: Callable | None = None,
) -> tuple:
    """The four verbs of a record, with a room's own services where they do more than change the state."""
    own = {"submit": submit, "accept": accept, "return": return_, "void": void}
    return tuple(replace(verb, call=own[verb.name] or verb.call) for verb in LIFE)

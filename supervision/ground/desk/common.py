"""Columns and verbs that every register of records has alike."""

from dataclasses import replace

from .acts import Verb
from .calls import Acts, ActsWithReason
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
    submit: Acts | None = None,
    accept: Acts | None = None,
    return_: ActsWithReason | None = None,
    void: ActsWithReason | None = None,
) -> tuple[Verb, ...]:
    """The four verbs of a record, with a room's own services where they do more than change the state."""
    own: dict[str, Acts | ActsWithReason | None] = {"submit": submit, "accept": accept, "return": return_, "void": void}
    return tuple(replace(verb, call=own[verb.name] or verb.call) for verb in LIFE)

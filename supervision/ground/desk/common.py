"""Columns and verbs that every register of records has alike."""

from collections.abc import Callable
from dataclasses import replace

from supervision.ground.records import State

from .columns import Column, label_of
from .verbs import LIFE

NUMBER = Column("number", "编号", kind="code", width=24)
SUBJECT = Column("subject", "监管对象", "subject__name", width=28)
COUNTY = Column("county", "县（市、区）", "county__name", kind="region", list=False)
TOWNSHIP = Column("township", "乡镇（街道）", "township__name", kind="region")
REGION = Column("region", "所在地区", "region__name", kind="region", width=18, list=False)
PLACES = (COUNTY, TOWNSHIP, REGION)
STATE = Column("state", "状态", label_of("state", State), kind="badge", width=10)
MADE_BY = Column("made_by", "填报人", "made_by__user__name", list=False)
MADE_AT = Column("made_at", "填报时间", kind="moment", list=False, width=18)
ACCEPTED_BY = Column("accepted_by", "审核人", "accepted_by__user__name", list=False)
STANDING = (STATE, MADE_BY, MADE_AT, ACCEPTED_BY)
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

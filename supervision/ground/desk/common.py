"""Columns that every register of this room shows alike."""

from collections.abc import Callable
from dataclasses import replace

from supervision.ground import desk
from supervision.ground.records.vocabulary import State

NUMBER = desk.Column("number", "编号", kind="code", width=24)
SUBJECT = desk.Column("subject", "监管对象", "subject__name", width=28)
COUNTY = desk.Column("county", "县（市、区）", "county__name", kind="region", list=False)
TOWNSHIP = desk.Column("township", "乡镇（街道）", "township__name", kind="region")
REGION = desk.Column("region", "所在地区", "region__name", kind="region", width=18, list=False)
PLACES = (COUNTY, TOWNSHIP, REGION)
STATE = desk.Column("state", "状态", desk.label_of("state", State), kind="badge", width=10)
MADE_BY = desk.Column("made_by", "填报人", "made_by__user__name", list=False)
MADE_AT = desk.Column("made_at", "填报时间", kind="moment", list=False, width=18)
ACCEPTED_BY = desk.Column("accepted_by", "审核人", "accepted_by__user__name", list=False)
LIFE = (STATE, MADE_BY, MADE_AT, ACCEPTED_BY)
FILED = ("填报与审核", ("number", "made_by", "made_at", "accepted_by"))


def life(
    *,
    submit: Callable | None = None,
    accept: Callable | None = None,
    return_: Callable | None = None,
    void: Callable | None = None,
) -> tuple:
    """The four verbs of a record, with this room's own services where they do more than change the state."""
    own = {"submit": submit, "accept": accept, "return": return_, "void": void}
    return tuple(replace(verb, call=own[verb.name] or verb.call) for verb in desk.LIFE)

"""Columns that every register of records has alike."""

from .columns import Column, hidden

NUMBER = Column("number", kind="code", width=24)
COUNTY = Column("county", list=False)
PLACES = (COUNTY, "township", Column("region", width=18, list=False))
STATE = Column("state", kind="badge", width=10)
STANDING = (STATE, *hidden("made_by", "made_at", "accepted_by"))
FILED = ("填报与审核", ("number", "made_by", "made_at", "accepted_by"))

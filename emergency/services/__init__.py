"""The verbs of the emergency room."""

from .determinations import (
    DETERMINATION,
    amend_determination,
    confirm_determination,
    determine,
    refuse_determination,
    void_determination,
)
from .incidents import INCIDENT, report_first, supplement, void_incident, why_not
from .leads import take_leads
from .reports import add_report
from .response import begin_verifying, decide_level, end, respond

__all__ = [
    "DETERMINATION",
    "INCIDENT",
    "add_report",
    "amend_determination",
    "begin_verifying",
    "confirm_determination",
    "decide_level",
    "determine",
    "end",
    "refuse_determination",
    "report_first",
    "respond",
    "supplement",
    "take_leads",
    "void_determination",
    "void_incident",
    "why_not",
]

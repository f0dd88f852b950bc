"""The verbs of the emergency room."""

from .determinations import (
    DETERMINATION,
    amend_determination,
    confirm_determination,
    determine,
    refuse_determination,
    void_determination,
)
from .leads import take_leads
from .reports import add_report, report_first
from .response import begin_verifying, decide_level, end, respond, supplement, void_incident, why_not

__all__ = [
    "DETERMINATION",
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

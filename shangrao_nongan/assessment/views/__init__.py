from .lines import line, line_export, sheet
from .parameters import parameters
from .publishing import publish
from .ranking import lock, run, scheme, schemes, start, workbook

__all__ = [
    "line",
    "line_export",
    "lock",
    "parameters",
    "publish",
    "run",
    "scheme",
    "schemes",
    "sheet",
    "start",
    "workbook",
]
